/** Binding an account: number, phone on file, code by text message. */
import { maskAddress, maskName, maskPhone } from '../../domain/mask.ts';
import { boundAccount } from '../../domain/viewer.ts';
import { type Done, done, type Flow, type Slot, type Slots, type Step, type Turn } from '../flow.ts';
import { type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import type { Frame } from '../session.ts';
import { lostPhone } from '../understanding/rules/lost-phone.ts';

const CODE_MINUTES = 10;
const WAITED_SECONDS = 120;

/** No code reaches a phone that is gone: the ways that are left, said with the message that tells of it. */
async function lost({ written, locale, messageKey, services }: Turn, frame: Frame): Promise<readonly Said[]> {
  if (!lostPhone(written) || frame.memo.lost === messageKey) return [];
  frame.memo.lost = messageKey;
  const { hotline } = await services.settings();
  return [
    {
      kind: 'choices',
      phrase: phrase('bind.lost-phone', { hotline: hotline[locale] }),
      buttons: [start('handoff.request', phrase('label.person'))],
    },
  ];
}

const accountNumber: Slot = {
  name: 'accountNumber',
  clears: ['code'],
  before: async (turn, _slots, frame) => {
    const first = frame.memo.needed && !frame.memo.introduced ? [text('bind.first')] : [];
    return { kind: 'go-on', say: [...first, ...(await lost(turn, frame))], memo: { introduced: 'yes' } };
  },
  ask: () => ({ say: text('ask.accountNumber') }),
};

const phone: Slot = {
  name: 'phone',
  clears: ['code'],
  before: async (turn, slots, frame) => already(turn, slots) ?? { kind: 'go-on', say: await lost(turn, frame) },
  ask: (_turn, slots) => ({ say: text('ask.phone', { account: slots.accountNumber ?? '' }) }),
};

const already = (turn: Turn, { accountNumber }: Slots): Done | null =>
  accountNumber && boundAccount(turn.viewer, accountNumber)
    ? done([text('bind.already', { account: accountNumber })], { served: false })
    : null;

/** The limit of one code a minute passes while one waits, and the question itself says until when; the day's limit ends the wish. */
function limited(turn: Turn, retryAt: Date | undefined, sameAsSent: boolean): Step {
  const minute = retryAt ? new Date(Math.ceil(retryAt.getTime() / 60_000) * 60_000) : null;
  const short = retryAt !== undefined && retryAt.getTime() - turn.now.getTime() <= WAITED_SECONDS * 1_000;
  if (!short || !minute) return done([text('bind.too-many', { retryAt: minute })], { failed: true });
  const wait = { resend: '', retryAt: retryAt.toISOString(), wait: minute.toISOString() };
  // A code that was sent for other values must not open what is asked for now.
  return { kind: 'go-on', memo: sameAsSent ? wait : { ...wait, sentFor: '', verificationId: '' } };
}

const code: Slot = {
  name: 'code',
  async before(turn, slots, frame) {
    const { accountNumber, phone } = slots;
    if (!accountNumber || !phone) return { kind: 'ask-again', slots: ['accountNumber', 'phone'], say: [] };
    const end = already(turn, slots);
    if (end) return end;
    // One code per number and phone: a correction of either sends a new one, a repeated question does not.
    const sentFor = `${accountNumber} ${phone}`;
    const say = await lost(turn, frame);
    if (frame.memo.sentFor === sentFor && (!frame.memo.resend || say.length > 0))
      return { kind: 'go-on', say, memo: { resend: '' } };
    // None can be sent yet: only who asks for it is told so once more.
    if (!frame.memo.sentFor && frame.memo.retryAt && turn.now < new Date(frame.memo.retryAt) && !frame.memo.resend)
      return { kind: 'go-on', say };
    const { supplierName } = await turn.services.settings();
    const started = await turn.services.accounts.startVerification(
      turn.viewer,
      { accountNumber, phone },
      (sent, minutes) =>
        turn.render(phrase('text-message.code', { code: sent, minutes, supplier: supplierName[turn.locale] })),
      turn.messageKey,
    );
    if (!started.ok) return limited(turn, started.problem.retryAt, frame.memo.sentFor === sentFor);
    const { verificationId } = started.value.value;
    const again = frame.memo.verificationId ? 'yes' : '';
    return {
      kind: 'go-on',
      say,
      memo: { sentFor, verificationId, again, resend: '', ended: '', retryAt: '', wait: '' },
      writes: started.value.writes,
    };
  },
  ask: (_turn, slots, { memo }) => {
    const masked = maskPhone(slots.phone ?? '');
    if (memo.wait) {
      const retryAt = new Date(memo.wait);
      memo.wait = '';
      return { say: text('bind.wait-code', { retryAt, sent: Boolean(memo.sentFor) }) };
    }
    if (!memo.sentFor) return { say: text('ask.code-later') };
    if (memo.ended) return { say: text('bind.code-ended') };
    return {
      say: memo.again
        ? text('ask.code-again', { phone: masked })
        : text('ask.code', { phone: masked, minutes: CODE_MINUTES }),
    };
  },
};

const offer: Said = {
  kind: 'choices',
  phrase: phrase('notice.offer'),
  buttons: [start('notice.choose', phrase('label.service', { service: 'notice.choose' }))],
};

export const accountBind: Flow = {
  service: 'account.bind',
  version: 1,
  slots: [accountNumber, phone, code],
  async act(turn, slots, frame) {
    const bound = await turn.services.accounts.bind(
      turn.viewer,
      { verificationId: frame.memo.verificationId ?? '', code: slots.code ?? '', nickname: null },
      turn.messageKey,
    );
    if (!bound.ok) {
      if (bound.problem.code === 'already_bound')
        return done([text('bind.already', { account: slots.accountNumber ?? '' })]);
      if (bound.problem.code === 'code_wrong')
        return {
          kind: 'ask-again',
          slots: ['code'],
          say: [text('bind.code-wrong', { left: bound.problem.triesLeft ?? 0 })],
        };
      // The question itself says that this code has ended.
      frame.memo.ended = 'yes';
      return { kind: 'ask-again', slots: ['code'], say: [] };
    }
    const { value: account, writes } = bound.value;
    const told = text('bind.done', {
      account: account.accountNumber,
      holder: maskName(account.holder),
      address: maskAddress(account.address),
    });
    // Who never chose is asked once, and not on the way to something else.
    const offers =
      !frame.memo.needed && (await turn.services.notices.current(turn.viewer)).every(({ since }) => since === null);
    return done(
      frame.memo.needed
        ? [told]
        : [
            {
              kind: 'choices',
              phrase: told.kind === 'text' ? told.phrase : phrase('talk.thanks'),
              buttons: (['bill.query', 'payment.pay'] as const).map((service) =>
                start(service, phrase('label.service', { service }), { account: account.accountNumber }),
              ),
            },
            ...(offers ? [offer] : []),
          ],
      {
        writes,
        viewer: { ...turn.viewer, accounts: [...turn.viewer.accounts, account] },
        topic: { account: account.accountNumber, month: null },
        filed: account.accountNumber,
        served: { serviceId: `bind:${frame.memo.verificationId}`, subject: account.accountNumber },
      },
    );
  },
};
