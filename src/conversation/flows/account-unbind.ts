/** Unbinding an account: which one, read back, done. */
import { done, type Flow, type Step, type Turn } from '../flow.ts';
import { text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { ALL_ACCOUNTS } from './payment-pay-all.ts';
import { chooseBoundAccount } from './shared.ts';

export const accountUnbind: Flow = {
  service: 'account.unbind',
  version: 1,
  slots: chooseBoundAccount(done([text('unbind.none')], { failed: true })).map((slot) =>
    slot.name === 'account'
      ? {
          ...slot,
          check: (value, turn, slots) =>
            value === ALL_ACCOUNTS && turn.viewer.accounts.length > 1
              ? { value }
              : (slot.check?.(value, turn, slots) ?? { value }),
        }
      : slot,
  ),
  readBack: async ({ viewer }, slots) => ({
    say: [],
    question:
      slots.account === ALL_ACCOUNTS
        ? phrase('unbind.confirm-all', { count: viewer.accounts.length })
        : phrase('unbind.confirm', { account: slots.account ?? '' }),
    yes: phrase('label.yes'),
    values: slots.account === ALL_ACCOUNTS ? viewer.accounts.map((one) => one.accountNumber) : [slots.account ?? ''],
  }),
  async act(turn, slots, frame) {
    if (slots.account === ALL_ACCOUNTS) return unbindAll(turn, frame.id);
    const account = slots.account ?? '';
    const unbound = turn.services.accounts.unbind(turn.viewer, account);
    if (!unbound.ok) return done([text('unbind.none')], { failed: true });
    return done([text('unbind.done', { account })], {
      writes: unbound.value.writes,
      viewer: {
        ...turn.viewer,
        accounts: turn.viewer.accounts.filter((bound) => bound.accountNumber !== account),
        currentAccount: turn.viewer.currentAccount === account ? null : turn.viewer.currentAccount,
      },
      topic: { account: null, month: null },
      filed: account,
      served: { serviceId: `unbind:${turn.messageKey}:${frame.id}`, subject: account },
    });
  },
};

function unbindAll(turn: Turn, frame: number): Step {
  const { accounts } = turn.viewer;
  const unbound = accounts.map(({ accountNumber }) => turn.services.accounts.unbind(turn.viewer, accountNumber));
  const writes = unbound.flatMap((one) => (one.ok ? one.value.writes : []));
  return done([text('unbind.done-all', { count: accounts.length })], {
    writes,
    viewer: { ...turn.viewer, accounts: [], currentAccount: null },
    topic: { account: null, month: null },
    served: { serviceId: `unbind:${turn.messageKey}:${frame}`, subject: null },
  });
}
