/** Choosing which of several accounts is meant from now on when none is named. */
import { done, type Flow } from '../flow.ts';
import { text } from '../saying.ts';
import { chooseAccount } from './shared.ts';

export const accountSwitch: Flow = {
  service: 'account.switch',
  version: 1,
  slots: chooseAccount,
  async act(turn, slots) {
    const account = slots.account ?? '';
    if (turn.viewer.accounts.length === 1) return done([text('switch.only-one', { account })]);
    const switched = turn.services.accounts.makeCurrent(turn.viewer, account);
    if (!switched.ok) return { kind: 'ask-again', slots: ['account'], say: [text('wrong.choice')] };
    return done([text('switch.done', { account })], {
      writes: switched.value.writes,
      viewer: { ...turn.viewer, currentAccount: account },
      topic: { account, month: null },
      filed: account,
    });
  },
};
