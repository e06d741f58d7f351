/** Sentences of connections and requests: there in every language, in its own words, short enough for a phone, nobody's number in full. */
import * as OpenCC from 'opencc-js';
import { describe, expect, test } from 'vitest';
import type { Phrase } from '../../src/conversation/sentences/book.ts';
import { connectionsEn } from '../../src/conversation/sentences/connections/en.ts';
import type { ConnectionsParams } from '../../src/conversation/sentences/connections/params.ts';
import { connectionsZhCN } from '../../src/conversation/sentences/connections/zh-CN.ts';
import { connectionsZhTW } from '../../src/conversation/sentences/connections/zh-TW.ts';
import { voiceOf } from '../../src/conversation/sentences/voice.ts';
import { DOCUMENT_KINDS } from '../../src/domain/documents.ts';
import { money } from '../../src/domain/money.ts';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { CONNECTION_KINDS } from '../../src/services/applications/connection-papers.ts';
import { REQUEST_KINDS } from '../../src/services/requests.ts';

const PARTS = { 'zh-CN': connectionsZhCN, 'zh-TW': connectionsZhTW, en: connectionsEn } as const;
const account = '9990000000017';
const caseNumber = 'W2612050012345';
const due = new Date('2026-12-11T15:59:59Z');
const few = DOCUMENT_KINDS.slice(0, 4);
const connections = CONNECTION_KINDS.map((kind) => ({ kind }));
const requests = REQUEST_KINDS.map((kind) => ({ kind }));

/** What each sentence that needs something is tried with. */
const connectionSamples = (
  locale: Locale,
): { readonly [K in keyof ConnectionsParams]?: readonly ConnectionsParams[K][] } => ({
  'connection.ask-capacity': connections,
  'connection.capacity-unsure': [{ kw: '8' }],
  'connection.role': [{ role: 'owner' }, { role: 'tenant' }],
  'connection.read-back': connections,
  'connection.confirm': connections,
  'connection.opened': CONNECTION_KINDS.flatMap((kind) => [
    { kind, caseNumber, missing: [], waits: false },
    { kind, caseNumber, missing: few, waits: true },
    { kind, caseNumber, missing: ['id-front'], waits: false },
  ]),
  'connection.arrears': [{ account }],
  'connection.not-possible': [{ account }],
  'change.open': [{ caseNumber }, { caseNumber: null }],
  'value.kw': [{ kw: '10.5' }],
  'value.done-by': [
    { workingDays: 5, due, waits: false },
    { workingDays: 1, due, waits: true },
  ],
  'request.ask-description': requests,
  'request.since-option': [0, 1, 2, 3].map((ago) => ({ day: '2026-12-05', ago })),
  'request.since-earlier': [{ days: 7 }],
  'request.too-late': [{ days: 7, hotline: DEFAULT_SETTINGS.hotline[locale] }],
  'request.ask-photos': requests.flatMap(({ kind }) => [
    { kind, given: 0 },
    { kind, given: 2 },
  ]),
  'request.ask-new-phone': [{ oldPhone: '139****0001' }],
  'request.read-back': requests,
  'request.note': requests,
  'request.confirm': requests,
  'request.opened': REQUEST_KINDS.flatMap((kind) => [
    { kind, caseNumber, missing: [] },
    { kind, caseNumber, missing: ['id-front'] },
  ]),
  'request.joined': REQUEST_KINDS.map((kind) => ({ kind, caseNumber })),
  'request.not-cut': [{ account }],
  'request.closed': [{ account }],
  'request.owed': requests.map(({ kind }) => ({ kind, amount: money(22488, 'CNY') })),
  'text-message.phone-change': [
    { account, caseNumber, supplier: DEFAULT_SETTINGS.supplierName[locale], hotline: DEFAULT_SETTINGS.hotline[locale] },
  ],
  'value.promise': (['arrive', 'restore', 'answer', 'complete'] as const).map((kind) => ({ kind, due })),
  'value.later-papers': [{ kinds: ['id-front'] }],
  'value.photos': [{ count: 1 }, { count: 3 }],
});

function linesOf(locale: Locale): { key: string; text: string }[] {
  const given = connectionSamples(locale);
  return (Object.keys(PARTS[locale]) as (keyof ConnectionsParams)[]).flatMap((key) => {
    const tried: readonly object[] = typeof PARTS[locale][key] === 'function' ? (given[key] ?? []) : [{}];
    expect(tried, `samples of ${key}`).not.toHaveLength(0);
    return tried.map((params) => ({ key, text: voiceOf(locale).say({ key, params } as Phrase) }));
  });
}

const width = (text: string) => [...text].reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 2 : 1), 0);

describe.each(LOCALES)('in %s', (locale) => {
  const lines = linesOf(locale);

  test('each says something, fits a phone and shows no number in full', () => {
    expect(Object.keys(PARTS[locale]).sort()).toEqual(Object.keys(connectionsEn).sort());
    for (const { key, text } of lines) {
      expect(text, key).toBe(text.trim());
      expect(text, key).not.toBe('');
      expect(text, key).not.toMatch(/undefined|null|NaN|\[object|function|Invalid| {2}|9990000000017|[!！]/);
      expect(width(text), `${key}: ${text}`).toBeLessThanOrEqual(180);
      if (key.startsWith('row.')) expect(width(text), text).toBeLessThanOrEqual(28);
    }
  });

  test('no fee is named: amounts are told before anything is built, and by people', () => {
    for (const { key, text } of lines) if (key !== 'request.owed') expect(text, key).not.toMatch(/¥|NT\$|\d+ ?元/);
  });

  test('the text message to the old telephone is one message', () => {
    const message = lines.find(({ key }) => key === 'text-message.phone-change')?.text ?? '';
    expect(message).toContain(caseNumber);
    expect(message.length).toBeLessThanOrEqual(locale === 'en' ? 160 : 70);
  });
});

test('each language in its own characters and words', () => {
  const [simplified, traditional] = [
    OpenCC.Converter({ from: 'tw', to: 'cn' }),
    OpenCC.Converter({ from: 'cn', to: 'tw' }),
  ];
  for (const { key, text } of linesOf('zh-CN')) {
    expect(simplified(text), key).toBe(text);
    expect(text, key).not.toMatch(/帐单|简讯|资讯|手机号码|专员|略过|电号|「|」/);
  }
  for (const { key, text } of linesOf('zh-TW')) {
    expect(traditional(text), key).toBe(text);
    expect(text, key).not.toMatch(/戶號|短信|信息|賬|支付|缴|點擊|質量|默認|登錄|違約金|工單|戶主|[“”]/);
  }
  for (const locale of ['zh-CN', 'zh-TW'] as const)
    for (const { key, text } of linesOf(locale))
      expect(text, key).not.toMatch(/\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u);
  for (const { key, text } of linesOf('en'))
    expect(text.replaceAll(/示例|Example Power/g, ''), key).not.toMatch(/\p{Script=Han}|[，。：；？]/u);
});
