/** Binding an account: number, phone on file, code by text message. */
import { maskAddress, maskName, maskPhone } from '../../domain/mask.ts';
import { boundAccount } from '../../domain/viewer.ts';
import { done, type Flow, type Slot } from '../flow.ts';
import { start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';

const CODE_MINUTES = 10;

const accountNumber: Slot = {
  name: 'accountNumber',
  clears: ['code'],
  before: (_turn, _slots, frame) =>
    frame.memo.needed && !frame.memo.introduced
      ? { kind: 'go-on', say: [text('bind.first')], memo: { introduced: 'yes' } }
      : { kind: 'go-on' },
  ask: () => ({ say: text('ask.accountNumber') }),
};

const phone: Slot = {
  name: 'phone',
  clears: ['code'],
  before: (turn, slots) =>
    slots.accountNumber && boundAccount(turn.viewer, slots.accountNumber)
      ? done([text('bind.already', { account: slots.accountNumber })], { served: false })
      : { kind: 'go-on' },
  ask: (_turn, slots) => ({ say: text('ask.phone', { account: slots.accountNumber ?? '' }) }),
};

const code: Slot = {
  name: 'code',
  async before(turn, slots, frame) {
    const { accountNumber, phone } = slots;
    if (!accountNumber || !phone) return { kind: 'ask-again', slots: ['accountNumber', 'phone'], say: [] };
    // One code per number and phone: a correction of either sends a new one, a repeated question does not.
    const sentFor = `${accountNumber} ${phone}`;
    if (frame.memo.sentFor === sentFor) return { kind: 'go-on' };
    const { supplierName } = await turn.services.settings();
    const started = await turn.services.accounts.startVerification(
      turn.viewer,
      { accountNumber, phone },
      (sent, minutes) =>
        turn.render(phrase('text-message.code', { code: sent, minutes, supplier: supplierName[turn.locale] })),
    );
    if (!started.ok)
      return done([text('bind.too-many', { retryAt: started.problem.retryAt ?? null })], { failed: true });
    const { verificationId } = started.value.value;
    return { kind: 'go-on', memo: { sentFor, verificationId }, writes: started.value.writes };
  },
  ask: (_turn, slots, frame) => {
    const masked = maskPhone(slots.phone ?? '');
    const again = frame.memo.askedFor === frame.memo.sentFor;
    frame.memo.askedFor = frame.memo.sentFor ?? '';
    return {
      say: again
        ? text('ask.code-again', { phone: masked })
        : text('ask.code', { phone: masked, minutes: CODE_MINUTES }),
    };
  },
};

export const accountBind: Flow = {
  service: 'account.bind',
  version: 1,
  slots: [accountNumber, phone, code],
  async act(turn, slots, frame) {
    const bound = await turn.services.accounts.bind(turn.viewer, {
      verificationId: frame.memo.verificationId ?? '',
      code: slots.code ?? '',
      nickname: null,
    });
    if (!bound.ok) {
      if (bound.problem.code === 'already_bound')
        return done([text('bind.already', { account: slots.accountNumber ?? '' })]);
      const say =
        bound.problem.code === 'code_wrong'
          ? text('bind.code-wrong', { left: bound.problem.triesLeft ?? 0 })
          : text('bind.code-ended');
      return { kind: 'ask-again', slots: ['code'], say: [say] };
    }
    const { value: account, writes } = bound.value;
    const told = text('bind.done', {
      account: account.accountNumber,
      holder: maskName(account.holder),
      address: maskAddress(account.address),
    });
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
          ],
      {
        writes,
        viewer: { ...turn.viewer, accounts: [...turn.viewer.accounts, account] },
        topic: { account: account.accountNumber, month: null },
        served: { serviceId: `bind:${frame.memo.verificationId}`, subject: account.accountNumber },
      },
    );
  },
};
