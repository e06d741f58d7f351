/** Adapter: a mini program at WeChat's servers (facts/channels.md 2.5, 3.1, 3.3, 3.4). */
import { z } from 'zod';
import { addMinutes } from '../domain/calendar.ts';
import { contactPhone } from '../domain/phone.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { type Answered, type MiniAccount, type MiniTools, meaningOf, miniClient } from './wechat-mini.client.ts';
import { openData } from './wechat-mini.open-data.ts';
import type { MiniProgram, MiniSent } from './wechat-mini.ts';

const id = z.string().regex(/^[\x21-\x7e]{1,128}$/);
const session = z.object({ openid: id, session_key: z.string().min(1).max(200), unionid: id.optional() });
const phoneInfo = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string().regex(/^\d{4,15}$/),
    countryCode: z.string().regex(/^\d{1,4}$/),
    watermark: z.object({ appid: z.string() }),
  }),
});

const sealedPhone = phoneInfo.shape.phone_info.omit({ watermark: true });
const BUSY = -1;
/** As long as the code that took its place. */
const SEALED_MINUTES = 5;

/** `checksAge`: false where our clock shows another day than WeChat's, as in a demo. */
export function miniProgram(account: MiniAccount, tools: MiniTools & { readonly checksAge: boolean }): MiniProgram {
  const client = miniClient(account, tools);
  return {
    appId: account.appId,
    trouble: client.trouble,

    async signIn(code) {
      const exchanged = () =>
        client.get('/sns/jscode2session', {
          appid: account.appId,
          secret: account.appSecret,
          js_code: code,
          grant_type: 'authorization_code',
        });
      const first = await exchanged();
      // Busy: the code is not used up, and WeChat asks to try again.
      const answered = first.kind === 'answered' && first.code === BUSY ? await exchanged() : first;
      if (answered.kind === 'unanswered' || answered.code !== 0) return refused(answered);
      const { data } = session.safeParse(answered.body);
      if (!data) return refuse('unavailable', { detail: 'WeChat answered without an openid.' });
      return ok({ openId: data.openid, unionId: data.unionid ?? null, sessionKey: data.session_key });
    },

    async phone(code, openId) {
      const answered = await client.post('/wxa/business/getuserphonenumber', { code, openid: openId });
      if (answered.kind === 'unanswered' || answered.code !== 0) return refused(answered);
      const { data } = phoneInfo.safeParse(answered.body);
      // The watermark says for which mini program this phone was given.
      if (!data || data.phone_info.watermark.appid !== account.appId)
        return refuse('unavailable', { detail: 'WeChat answered without a phone number of this mini program.' });
      return ok(phoneOf(data.phone_info));
    },

    async openPhone(sealed, now) {
      const oldest = tools.checksAge ? addMinutes(now, -SEALED_MINUTES) : null;
      const opened = sealedPhone.safeParse(await openData(sealed, account.appId, oldest));
      return opened.success
        ? ok(phoneOf(opened.data))
        : refuse('sign_in_refused', {
            detail: 'What the phone sent does not open, is old, or is for another mini program.',
          });
    },

    notify: async ({ openId, templateId, page, lang, data }) =>
      sent(
        await client.post('/cgi-bin/message/subscribe/send', {
          touser: openId,
          template_id: templateId,
          ...(page !== null && { page }),
          data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }])),
          miniprogram_state: 'formal',
          lang,
        }),
      ),

    say: async (openId, text) =>
      sent(
        await client.post('/cgi-bin/message/custom/send', { touser: openId, msgtype: 'text', text: { content: text } }),
      ),
  };
}

/** As the house writes numbers: the mainland's and Taiwan's without their country. */
export function phoneOf({ countryCode, purePhoneNumber }: { countryCode: string; purePhoneNumber: string }): string {
  const written = `+${countryCode}${purePhoneNumber}`;
  return contactPhone(written) ?? written;
}

const PERSON_REFUSED: readonly number[] = [40029, 40163, 40226, 41008, 40003];

function refused(answered: Answered): Result<never> {
  if (answered.kind === 'unanswered') return refuse('unavailable', { detail: 'WeChat does not answer.' });
  const { code } = answered;
  if (PERSON_REFUSED.includes(code)) return refuse('sign_in_refused', { detail: `WeChat: ${meaningOf(code)}.` });
  if (code === 45011) return refuse('too_many_requests', { retryAfterSeconds: 60 });
  return refuse('unavailable', { detail: 'WeChat does not take our calls just now.' });
}

function sent(answered: Answered): MiniSent {
  // Nothing tells WeChat that a second call is the same message: it may be doubled or lost, and a person decides.
  if (answered.kind === 'unanswered')
    return { failed: 'permanent', reason: `no answer, may have arrived (${answered.reason})` };
  const { code, message } = answered;
  if (code === 0) return { sent: true };
  // 47003 names the field that is wrong.
  const reason = code === 47003 ? `${meaningOf(code)}: ${message}` : meaningOf(code);
  if (code === 43101) return { failed: 'no-consent', reason };
  if ([45015, 45047].includes(code)) return { failed: 'waits', reason };
  if ([-1, 40001, 40014, 42001, 45009, 45011, 40164, 40013, 40125, 48001, 50002].includes(code))
    return { failed: 'later', reason };
  return { failed: 'permanent', reason };
}
