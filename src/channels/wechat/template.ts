/** Notices to who wrote longer than 48 hours ago: template messages and subscription notices, by templates that a utility has configured (facts/channels.md 2.6). */
import { rfc3339 } from '../../domain/calendar.ts';
import type { Fact, FactName, NoticeFacts } from '../../domain/notice-facts.ts';
import type { Calls } from './calls.ts';
import { meaningOf } from './meaning.ts';
import { refusal, type WechatSendResult } from './send.ts';
import { fieldValue } from './template-fields.ts';
import type { Templates } from './templates-config.ts';

export interface TemplateSender {
  /** Null: no template is configured for what this notice is about. `messageId` names it to WeChat. */
  send(openId: string, notice: NoticeFacts, messageId: string, now: Date): Promise<WechatSendResult | null>;
  has(notice: NoticeFacts): boolean;
}

/** `link`: where pressing the message leads. */
export function templateSender(calls: Calls, templates: Templates, link: string): TemplateSender {
  return {
    has: ({ topic }) => templates[topic] !== undefined,

    async send(openId, notice, messageId, now) {
      const template = templates[notice.topic];
      if (!template) return null;
      const data: Record<string, { value: string }> = {};
      for (const [field, wanted] of Object.entries(template.fields)) {
        const value = valueFor(field, wanted, notice, now);
        if (value === null) return operators(47003, `${field} cannot be ${wanted}`);
        data[field] = { value };
      }
      const isTemplate = template.as === 'template';
      const called = await calls.post(
        isTemplate ? '/cgi-bin/message/template/send' : '/cgi-bin/message/subscribe/bizsend',
        {
          touser: openId,
          template_id: template.id,
          data,
          ...(isTemplate ? { url: link, client_msg_id: messageId } : { page: link }),
        },
        now,
      );
      if (called.kind !== 'answered') return refusal(called);
      const { code, message, body } = called;
      if (code === 0) return { sent: template.as, proof: proofOf(String(body.msgid ?? '')) };
      if (REFUSED.includes(code)) return { failed: 'waits', reason: meaningOf(code), until: 'person', code };
      // WeChat's own words name the field.
      return MISCONFIGURED.includes(code) ? operators(code, message) : refusal(called);
    },
  };
}

/** How the outbox names a message that WeChat has taken but may not have delivered yet. */
export const proofOf = (messageId: string): string => `template:${messageId}`;

/** They do not follow the account, or want no such notices. */
const REFUSED: readonly number[] = [43004, 43101];
const MISCONFIGURED: readonly number[] = [40037, 47003];

const operators = (code: number, detail: string): WechatSendResult => ({
  failed: 'waits',
  reason: `${meaningOf(code)}: ${detail}`,
  until: 'operator',
  code,
});

const NOTHING: Fact = { kind: 'text', value: '—' };

/** `time` is when it is told, where the notice names no time of its own. */
function valueFor(field: string, wanted: FactName | `=${string}`, { facts }: NoticeFacts, now: Date): string | null {
  if (wanted.startsWith('=')) return fieldValue(field, { kind: 'text', value: wanted.slice(1) });
  if (wanted === 'time') return fieldValue(field, facts.time ?? { kind: 'time', value: rfc3339(now) });
  // An outage without an announced end, a bill without a late fee: the template's field must not be empty all the same.
  return fieldValue(field, facts[wanted as FactName] ?? NOTHING);
}
