/** Unbinding an account: which one, read back, done. */
import { accountSlot, done, type Flow } from '../flow.ts';
import { text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { accountOption } from './shared.ts';

const whichAccount = accountSlot(text('ask.account'), accountOption);

export const accountUnbind: Flow = {
  service: 'account.unbind',
  version: 1,
  slots: [
    {
      ...whichAccount,
      // Nothing to unbind is no reason to bind one first.
      before: (turn) =>
        turn.viewer.accounts.length === 0 ? done([text('unbind.none')], { failed: true }) : { kind: 'go-on' },
      // Taken from what was talked about, the wrong one might go: asked whenever there is more than one.
      prefill: (turn) => (turn.viewer.accounts.length === 1 ? turn.viewer.accounts[0]?.accountNumber : undefined),
    },
  ],
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
      viewer: { ...turn.viewer, accounts: turn.viewer.accounts.filter((bound) => bound.accountNumber !== account) },
      topic: { account: null, month: null },
      served: { serviceId: `unbind:${turn.messageKey}:${frame.id}`, subject: account },
    });
  },
};
