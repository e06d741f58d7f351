/** The mini program's side of the outbox: answers in its customer-service conversation, and notices by consent. */
import { addMinutes } from '../../domain/calendar.ts';
import type { MiniTemplate } from '../../domain/mini-templates.ts';
import type { MiniProgram } from '../../outside/wechat-mini.ts';
import type { Outgoing, Sender, Sending } from '../../services/delivery.ts';
import type { WechatText } from '../wechat/replies.ts';
import { filledFields, readStored } from './notice.ts';

/** Writing again brings it sooner. */
const PERSON_MINUTES = 24 * 60;
const KEEP_MINUTES = 30 * 24 * 60;

/** The customer-service conversation: five messages within 48 hours after the person wrote; what may not leave waits for them. */
export const miniDelivery =
  (api: Pick<MiniProgram, 'say'>): Sender =>
  async ({ recipient, body, triedAt }, now): Promise<Sending> => {
    if (triedAt) return { failed: 'permanent', reason: 'no answer, may have arrived', uncertain: true };
    const result = await api.say(recipient, (body as WechatText).text, now);
    if ('sent' in result) return { sent: 'customer-service' };
    if (result.failed === 'later') return { failed: 'later', reason: result.reason };
    if (result.failed === 'waits')
      return {
        failed: 'kept',
        reason: result.reason,
        until: addMinutes(now, PERSON_MINUTES),
        uselessAt: addMinutes(now, KEEP_MINUTES),
      };
    return { failed: 'permanent', reason: result.reason, uncertain: /may have arrived/.test(result.reason) };
  };

/** One consent, one message: `spend` uses one up for exactly this message, however often it is tried. */
export interface Consents {
  spend(openId: string, templateId: string, on: string): Promise<boolean>;
  giveBack(openId: string, templateId: string, on: string): Promise<void>;
  /** None is left at WeChat. */
  voidAll(openId: string, templateId: string, why: string): Promise<void>;
}

export function miniNotices(
  api: Pick<MiniProgram, 'notify'>,
  deps: { readonly templates: () => Promise<readonly MiniTemplate[]>; readonly consents: Consents },
): Sender {
  const { consents } = deps;
  return async ({ recipient: openId, body, outboxId, triedAt }: Outgoing, now): Promise<Sending> => {
    if (triedAt) return { failed: 'permanent', reason: 'no answer, may have arrived', uncertain: true };
    const notice = readStored(body);
    const template = (await deps.templates()).find(({ topic }) => topic === notice?.topic);
    if (!notice || !template) return { failed: 'permanent', reason: 'no template tells of this' };
    const filled = filledFields(template, notice.facts);
    if ('wrong' in filled) return { failed: 'permanent', reason: `the template does not fit: ${filled.wrong}` };
    const { templateId } = template;
    const on = `outbox:${outboxId}`;
    // Spent before the call: a process that dies in between loses one consent, and sends nothing that nobody agreed to.
    if (!(await consents.spend(openId, templateId, on))) return { failed: 'permanent', reason: 'no consent is left' };
    const page = template.page === '' ? null : template.page;
    const result = await api.notify({ openId, templateId, page, lang: notice.lang, data: filled.data }, now);
    if ('sent' in result) return { sent: 'subscribe-message' };
    const { failed, reason } = result;
    if (failed === 'later') return { failed, reason };
    if (failed === 'no-consent') await consents.voidAll(openId, templateId, reason);
    const uncertain = /may have arrived/.test(reason);
    if (failed === 'permanent' && !uncertain) await consents.giveBack(openId, templateId, on);
    return { failed: 'permanent', reason, uncertain };
  };
}
