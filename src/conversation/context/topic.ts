/** The last answer asked for again: of the other account, of another month, of the year before. */
import type { ServiceId } from '../../domain/names.ts';
import { slotOf } from '../frames.ts';
import { FRESH_MINUTES, within } from '../lately.ts';
import type { Making } from '../making.ts';
import { openFrame } from '../session.ts';
import { monthsIn, monthValue } from '../understanding/parsers/month.ts';
import { isStory } from '../understanding/parsers/written.ts';
import { byRule, type Reading } from './reading.ts';
import { accountMeant } from './which-of-mine.ts';

/** What can be asked again of another month or account. */
export const LOOKS: readonly ServiceId[] = ['bill.query', 'bill.explain', 'payment.history', 'outage.query'];

/** After so long nobody says "the other one" and means the last answer. */
function topicOf(making: Making) {
  const { topic } = making.session;
  return topic && within(making, topic.at, FRESH_MINUTES) ? topic : null;
}

/** The service that a follow-up repeats. */
export const followed = (making: Making): ServiceId =>
  LOOKS.find((service) => service === topicOf(making)?.service) ?? 'bill.query';

const CORRECTS =
  /不对|不是|错了|换成|改成|改为|应该|要的是|我说的是|\bwrong\b|\bnot\b|\binstead\b|\bmeant?\b|\bactually\b/;
/** What is said around an account that stands alone. */
const AROUND =
  /那|呢|的|是|要|交|缴|查|看|我|这|个|户号|电号|账单|电费|家|情况|怎么样|给|换|用|what about|how about|\b(?:and|the|my|for|one|bill|it'?s|is|at|in|on)\b|[\s,。?!.#]/g;

/** An account that was named goes with what is wished, answers which one is meant, or corrects it. */
export const ofAccount: Reading = ({ making, bare: key, proposals }) => {
  const { turn, session } = making;
  const open = openFrame(session);
  const topic = topicOf(making);
  const about = open?.slots.account ?? topic?.account ?? turn.viewer.currentAccount;
  const meant = accountMeant(key, turn.viewer, about);
  if (!meant) return null;
  const { account, words } = meant;
  // 第一个 to another list than that of accounts is not an account.
  const counted = /^第|\b(?:first|second|third|fourth|last)\b/.test(words);
  const begins = proposals[0]?.command.kind === 'start' && proposals[0].command.service !== 'knowledge.ask';
  if (counted && open?.asked !== 'account' && !(begins && !open) && !/户号|\baccount\b/.test(words)) return null;
  const alone = key.replace(words, '').replace(AROUND, '').length <= 1;
  const [first] = proposals.map(({ command }) => command);
  if (open?.asked && first?.kind === 'set' && first.slot === open.asked) return null;
  if (open?.asked === 'account' && alone) return byRule({ kind: 'set', slot: 'account', value: account });
  const wanted = open?.slots.account;
  if (wanted && wanted !== account && (alone || (CORRECTS.test(key) && first?.kind !== 'start')))
    return byRule({ kind: 'correct', slot: 'account', value: account });
  if (first?.kind === 'start' && !(alone && first.service === 'account.switch' && !/换|切|switch|change/.test(key)))
    return proposals.map((proposal) => {
      const { command } = proposal;
      if (command.kind !== 'start' || !slotOf(command.service, 'account')) return proposal;
      const named = command.slots?.account ?? command.slots?.accountNumber;
      return named ? proposal : { ...proposal, command: { ...command, slots: { ...command.slots, account } } };
    });
  return !open && topic && alone ? byRule({ kind: 'start', service: followed(making), slots: { account } }) : null;
};

const YEAR_BEFORE =
  /(?:去年|上年|上一年|前一年|一年前)(?:的)?(?:同期|同月|同一个?月份?|这个?月份?|这个?时候|那个?月份?|当月|同一?时间)|^(?:那|和|跟|与|同)?同期(?:呢|比.*)?$|\b(?:same (?:month|time|period|bill)(?: of| in)?,? (?:last year|(?:the|a|one) (?:previous )?year (?:before|ago|earlier)|the (?:previous|year) (?:year|before))|last year'?s same month|last year,? same (?:month|time)|(?:a|one|the) year (?:ago|before|earlier)|year[ -](?:on|over)[ -]year)\b/;

/** 去年同期, the same month last year: of the month that was just shown. */
export const yearBefore: Reading = ({ making, key, proposals }) => {
  const topic = topicOf(making);
  const { today, locale } = making.turn;
  const other = proposals.some(
    ({ command }) => command.kind === 'correct' || (command.kind === 'set' && command.slot !== 'month'),
  );
  if (!topic?.month || openFrame(making.session)?.asked === 'month' || !YEAR_BEFORE.test(key) || other) return null;
  const named = monthsIn(key.replace(YEAR_BEFORE, ' '), today, locale, false);
  const [year, month] = (named ? monthValue(named) : topic.month).split('-');
  if (!year || !month || month.length !== 2) return null;
  const slots = { month: `${Number(year) - 1}-${month}`, ...(topic.account && { account: topic.account }) };
  return byRule({ kind: 'start', service: 'bill.query', slots });
};

const FOLLOWS = /^(?:那|那么|再看看?|还有)?.{1,10}呢$|^(?:and|what about|how about|then)\b.{1,24}$/;

/** 那五月的呢: the same as before, of another month; also beside a question that has nothing to do with months. */
export const ofMonth: Reading = ({
  making,
  key: said,
  bare: key,
  proposals,
  hearing: { open, today, locale, filled },
}) => {
  const topic = topicOf(making);
  const [first] = proposals.map(({ command }) => command);
  if (!topic || open?.slot === 'month' || filled.month !== undefined || (open && isStory(open.slot))) return null;
  if (first?.kind === 'set' || first?.kind === 'correct') return null;
  if (!FOLLOWS.test(said) && !FOLLOWS.test(key)) return null;
  const months = monthsIn(said, today, locale, false) ?? monthsIn(key, today, locale, true);
  if (!months) return null;
  const slots = { month: monthValue(months), ...(topic.account && { account: topic.account }) };
  return byRule({ kind: 'start', service: followed(making), slots });
};
