/** Customer-service messages, and what WeChat's error numbers mean for one (facts/channels.md 2.5). */
import type { Called, Calls } from './calls.ts';
import { ACCOUNT, BUSY, meaningOf, PERSON } from './meaning.ts';

export type WechatSendResult =
  /** `proof`: WeChat's own number of it, where it gives one. */
  | { readonly sent: 'customer-service' | 'template' | 'subscription'; readonly proof?: string }
  /** Passing: tried again soon. */
  | { readonly failed: 'later'; readonly reason: string }
  /** Certainly not delivered, and trying again soon changes nothing. `until`: who could change it. */
  | { readonly failed: 'waits'; readonly reason: string; readonly until: 'person' | 'operator'; readonly code: number }
  | { readonly failed: 'permanent'; readonly reason: string }
  /** Nobody knows whether it arrived. */
  | { readonly failed: 'unknown'; readonly reason: string };

export interface WechatSender {
  send(openId: string, text: string, now: Date): Promise<WechatSendResult>;
}

export function wechatSender(calls: Calls): WechatSender {
  return {
    async send(openId, text, now) {
      const called = await calls.post(
        '/cgi-bin/message/custom/send',
        { touser: openId, msgtype: 'text', text: { content: text } },
        now,
      );
      return called.kind === 'answered' && called.code === 0 ? { sent: 'customer-service' } : refusal(called);
    },
  };
}

/** Why a call did not do what it was for. */
export function refusal(called: Called): Exclude<WechatSendResult, { sent: string }> {
  if (called.kind === 'not-made') return { failed: 'later', reason: called.reason };
  // Nothing tells WeChat that a second call is the same message: it may be doubled or lost, and a person decides.
  if (called.kind === 'unanswered')
    return { failed: 'unknown', reason: `no answer, may have arrived (${called.reason})` };
  const { code } = called;
  const reason = meaningOf(code);
  if (BUSY.includes(code)) return { failed: 'later', reason };
  if (ACCOUNT.includes(code)) return { failed: 'waits', reason, until: 'operator', code };
  if (PERSON.includes(code)) return { failed: 'waits', reason, until: 'person', code };
  return { failed: 'permanent', reason };
}
