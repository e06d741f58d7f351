/** 两个加起来, unlink all of them: of several homes together. */
import { ALL_ACCOUNTS } from '../flows/payment-pay-all.ts';
import { byRule, isGuess, type Reading } from './reading.ts';

const IN_ALL =
  /(?:总共|一共|合计|加起来|加在一起|全部加|两(?:个|户|家)(?:一起)?(?:的电费)?(?:是|要|欠)?多少|所有(?:户号|账户|家)).{0,12}(?:多少|欠|交|钱|$|[?])|(?:欠|交|多少).{0,6}(?:总共|一共|合计)|\b(?:in total|altogether|all together|total (?:of|for) (?:all|both)|sum of (?:all|both)|(?:for|on|of) (?:all|both)(?: of)?(?: (?:my|the))? (?:accounts|homes|houses|of them)|both accounts|all my accounts)\b/;
const ALL_OF_THEM = /全部|都|所有|全|一起|\b(?:all|both|every(?:thing)?)\b/;
const PAYS = /交(?:了|吧|掉)|\bpay (?:all|them|for)\b/;

export const ofAllHomes: Reading = ({ making: { turn }, bare: key, proposals: [first, second] }) => {
  if (!first || turn.viewer.accounts.length < 2) return null;
  const begun = first.command.kind === 'start' ? first.command.service : null;
  const ofBills = begun === null || begun === 'bill.query' || begun === 'payment.pay' || isGuess(first);
  if (!second && ofBills && IN_ALL.test(key) && !PAYS.test(key))
    return byRule({ kind: 'start', service: 'bill.query', slots: { category: ALL_ACCOUNTS } });
  return begun === 'account.unbind' && ALL_OF_THEM.test(key)
    ? byRule({ kind: 'start', service: 'account.unbind', slots: { account: ALL_ACCOUNTS } })
    : null;
};
