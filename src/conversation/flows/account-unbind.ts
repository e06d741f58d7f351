/** Unbinding an account: which one, read back, done. */
import { done, type Flow } from '../flow.ts';
import { text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { chooseBoundAccount } from './shared.ts';

export const accountUnbind: Flow = {
  service: 'account.unbind',
  version: 1,
  slots: chooseBoundAccount(done([text('unbind.none')], { failed: true })),
  readBack: async (_turn, slots) => ({
    say: [],
    question: phrase('unbind.confirm', { account: slots.account ?? '' }),
    yes: phrase('label.yes'),
    values: [slots.account ?? ''],
  }),
  async act(turn, slots, frame) {
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
