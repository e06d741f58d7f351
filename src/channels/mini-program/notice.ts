/** A notice as a subscribe message: the values it tells, kept in the outbox, put into the fields of WeChat's form when it leaves. */
import { z } from 'zod';
import { rfc3339 } from '../../domain/calendar.ts';
import type { MiniTemplate } from '../../domain/mini-templates.ts';
import type { Locale } from '../../domain/names.ts';
import { FACT_NAMES, type Fact, type FactName, type NoticeFacts } from '../../domain/notice-facts.ts';
import { NOTICE_TOPICS } from '../../domain/notices.ts';
import { fieldValue } from '../wechat/template-fields.ts';

const stored = z.object({
  topic: z.enum(NOTICE_TOPICS),
  lang: z.enum(['zh_CN', 'zh_TW', 'en_US']),
  facts: z.partialRecord(
    z.enum(FACT_NAMES),
    z.union([
      z.object({ kind: z.enum(['text', 'day', 'time']), value: z.string() }),
      z.object({ kind: z.literal('money'), value: z.string(), currency: z.enum(['CNY', 'TWD']) }),
    ]),
  ),
});
export type StoredNotice = z.infer<typeof stored>;

const LANGUAGES = { 'zh-CN': 'zh_CN', 'zh-TW': 'zh_TW', en: 'en_US' } as const;

/** `time` is when it is told, where the notice names no time of its own. */
export const toStored = ({ topic, facts }: NoticeFacts, locale: Locale, now: Date): StoredNotice => ({
  topic,
  lang: LANGUAGES[locale],
  facts: { time: { kind: 'time', value: rfc3339(now) }, ...facts },
});

/** Null for a row of another release. */
export const readStored = (body: unknown): StoredNotice | null => stored.safeParse(body).data ?? null;

export type Filled =
  | { readonly data: Readonly<Record<string, string>> }
  /** What WeChat would refuse the whole message for (47003). */
  | { readonly wrong: string };

/** The form's fields, each as its kind takes it. */
export function filledFields({ fields }: MiniTemplate, facts: StoredNotice['facts']): Filled {
  const data: Record<string, string> = {};
  for (const [field, wanted] of Object.entries(fields)) {
    const value = valueFor(field, wanted, facts);
    if (value === null) return { wrong: `${field} cannot be ${wanted}` };
    data[field] = value;
  }
  return { data };
}

function valueFor(field: string, wanted: FactName | `=${string}`, facts: StoredNotice['facts']): string | null {
  const fact: Fact | undefined = wanted.startsWith('=')
    ? { kind: 'text', value: wanted.slice(1) }
    : facts[wanted as FactName];
  if (/^phrase\d*$/.test(field)) return phraseOf(fact);
  // A field must not be empty: an outage without an announced end has none to name.
  return fieldValue(field, fact ?? { kind: 'text', value: '—' });
}

/** One to five Chinese characters and nothing else. */
function phraseOf(fact: Fact | undefined): string | null {
  const characters = fact?.kind === 'text' ? (fact.value.match(/\p{Script=Han}/gu) ?? []) : [];
  return characters.length > 0 ? characters.slice(0, 5).join('') : null;
}
