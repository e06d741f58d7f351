/** What words mean in this very conversation: the other account, 那五月的呢, 来电了, a question beside an answer. */
import { isEnd } from '../../domain/case-processes.ts';
import type { ServiceId } from '../../domain/names.ts';
import { canDo, type ResidentAct } from '../../services/cases/resident-acts.ts';
import { NO_PERSON } from '../flows/handoff-request.ts';
import { casesSeen } from '../flows/which-case.ts';
import { slotOf } from '../frames.ts';
import type { Making } from '../making.ts';
import type { Command, Proposal } from '../message.ts';
import { openFrame } from '../session.ts';
import type { Hearing } from '../understanding/hearing.ts';
import { monthsIn, monthValue } from '../understanding/parsers/month.ts';
import { isStory, isWritten } from '../understanding/parsers/written.ts';
import { asksPolicy } from '../understanding/rules/policy.ts';
import { wishesIn } from '../understanding/rules.ts';
import { bare, hear } from '../understanding/spelling.ts';
import { understandText } from '../understanding/understand.ts';
import { amend } from './amend.ts';
import { early } from './early.ts';
import { followUp } from './follow-up.ts';
import { furtherDanger } from './further-danger.ts';
import { wishedInstead } from './no-answer.ts';
import { reflexes } from './reflexes.ts';
import { accountMeant } from './which-of-mine.ts';

/** After so long nobody says "the other one" and means the last answer. */
const FRESH_MINUTES = 60;
/** What can be asked again of another month or account. */
const LOOKS: readonly ServiceId[] = ['bill.query', 'bill.explain', 'payment.history', 'outage.query'];

const byRule = (command: Command): Proposal => ({ command, by: 'rule' });
const ask = (question: string): Command => ({ kind: 'start', service: 'knowledge.ask', slots: { question } });

function topicOf({ session: { topic }, turn: { now } }: Making) {
  const fresh = topic && now.getTime() - Date.parse(topic.at) <= FRESH_MINUTES * 60_000;
  return fresh ? topic : null;
}

/** The service that a follow-up repeats. */
export const followed = (making: Making): ServiceId =>
  LOOKS.find((service) => service === topicOf(making)?.service) ?? 'bill.query';

export async function inContext(
  making: Making,
  written: string,
  proposals: readonly Proposal[],
  hearing: Hearing,
): Promise<readonly Proposal[]> {
  if (proposals.some(({ command }) => isDistress(command))) return proposals;
  const danger = furtherDanger(making, written, proposals);
  if (danger) return danger;
  const key = bare(hear(written).key);
  if (NO_PERSON_NOW.test(key)) return [byRule({ kind: 'start', service: 'handoff.request', slots: NO_PERSON })];
  const reflex = reflexes(making, written, proposals, hearing);
  if (reflex) return reflex;
  const ended = await outcome(making, key, proposals, hearing);
  if (ended) return [byRule(ended)];
  const kept = early(making, written, proposals, hearing);
  if (kept) return kept;
  const refused = notWanted(making, key, proposals);
  if (refused) return [byRule(refused)];
  const aside = await followUp(making, key, proposals, hearing);
  if (aside) return [byRule(aside)];
  const before = yearBefore(making, hear(written).key, proposals);
  if (before) return [byRule(before)];
  const other = ofAccount(making, key, proposals);
  if (other) return other;
  const instead = wishedInstead(making, written, proposals, hearing);
  if (instead) return instead;
  const amended = await amend(making, written, proposals, hearing);
  if (amended) return [byRule(amended)];
  const month = ofMonth(making, key, proposals, hearing);
  if (month) return [byRule(month)];
  return [...proposals, ...questionBeside(written, proposals, hearing)];
}

/** A life is in it: nothing that is open makes something else of that. */
export const isDistress = (command: Command): boolean =>
  command.kind === 'emergency' || (command.kind === 'outOfScope' && command.of !== undefined);

/** The wish for a person is taken back, in the words of its button or others. */
const NO_PERSON_NOW =
  /^(?:我|先|那就?|算了[,。 ]?){0,3}(?:不用|不要|不想|不等|别|不需要|不找|不转)(?:再|帮我|给我)?(?:等|找|转|要)*(?:了)?(?:人工|专员|真人|客服)(?:客服|服务)?(?:了)?$|^(?:i )?(?:don'?t|do not|no longer) (?:need|want) (?:to (?:talk|speak|wait) (?:to|with|for) )?(?:a |the |any )?(?:person|human|agent|someone|representative)(?: any ?more| after all)?$|^(?:stop waiting|no need (?:for|to wait for) a (?:person|human))$/;
const NOT_WANTED =
  /(?:并)?不是(?:说|要|想|来|问|为了)|不用|不要|不想|不需要|没说要|没想|\b(?:i )?(?:don'?t|do not|didn'?t|did not|am not|'?m not|not) (?:want|need|ask(?:ing|ed)?(?: for)?|trying|looking|here)(?: to| for)?\b/;
/** What a refusal may have been taken for. */
const TAKEN_FOR: readonly Command['kind'][] = ['cancel', 'deny', 'start', 'unknown'];

/** 我不是要开发票, while it is something else that is open: nothing is cancelled by that but what waits of it. */
function notWanted({ session }: Making, key: string, proposals: readonly Proposal[]): Command | null {
  const open = openFrame(session);
  const [only] = proposals;
  if (!open || !only || proposals.length > 1 || key.length > 30) return null;
  const { command } = only;
  const asWritten = command.kind === 'set' && isWritten(command.slot) && !isStory(command.slot);
  if (!asWritten && !TAKEN_FOR.includes(command.kind)) return null;
  const denied = NOT_WANTED.exec(key);
  if (!denied) return null;
  const services = wishesIn(
    `${/[a-z]/.test(denied[0]) ? 'i want ' : '我要'}${key.slice(denied.index + denied[0].length).trim()}`,
  ).map(({ service }) => service);
  const begun = command.kind === 'start' && !services.includes(command.service);
  const standing = session.stack.some(({ service }) => services.includes(service));
  return services.length > 0 && !begun && !standing ? { kind: 'not-wanted', services } : null;
}

const BACK =
  /^(?:对|是的?|嗯|好了?|现在|刚刚?|已经|都|家里|我家|这边|我们这|[,。 ])*(?:来电了?|有电了|电来了|复电了|恢复(?:供电|用电)?了|通电了|灯亮了)(?:了|,谢谢)*$|^(?:yes,? |yeah,? |ok,? )?(?:the )?(?:power|electricity|lights?)(?:'?s| is| are| has come| came)? (?:back|on again)(?: on)?(?: now)?$|^(?:yes,? )?(?:we have|i have|got) power(?: again| back| now)?$|^(?:yes,? )?it(?:'?s| is) back(?: on)?$/;
const STILL_OUT =
  /^(?:没有?[,。 ]|不[,。 ]|现在|怎么|还|我家|家里|这边|都)*(?:还是|仍然?|依然|一直|还)?(?:没有?电|没有?来电|没有?恢复|没有?复电|黑的)(?:呢|啊)?$|^(?:no,? )?(?:there'?s )?still (?:no (?:power|electricity)|out|dark|off|nothing)$|^(?:no,? )?(?:it'?s )?not (?:back|on) (?:yet|again)$|^still out$/;
const SOLVED =
  /^(?:对|是的?|嗯|好的?|问题|事情|现在|已经|都|你们|[,。 ])*(?:解决|处理好|弄好|办好|搞定|修好)了?$|^(?:yes,? )?(?:it'?s |it is |that'?s |the problem is |all )?(?:solved|resolved|sorted(?: out)?|fixed)(?: now)?$/;
const NOT_SOLVED =
  /^(?:问题|事情|根本|还是|还|没有?[,。 ]|不[,。 ])*(?:还|根本|完全|一直)?(?:没有?|未)(?:给我)?(?:解决|处理好|弄好|办好|搞定|修好)(?:呢|啊)?$|^(?:no,? )?(?:it'?s |it is |that'?s |the problem is )?(?:still )?(?:not|n't|isn'?t) (?:yet )?(?:solved|resolved|sorted(?: out)?|fixed)(?: yet)?$|^still (?:not (?:solved|fixed|resolved)|broken)$/;

/** How a case ended for its resident, said without being asked: what its buttons would do. */
async function outcome(
  { turn, session }: Making,
  key: string,
  proposals: readonly Proposal[],
  { open }: Hearing,
): Promise<Command | null> {
  const power = BACK.test(key) ? 'back' : STILL_OUT.test(key) ? 'still-out' : null;
  const act: ResidentAct | null = SOLVED.test(key) ? 'solved' : NOT_SOLVED.test(key) ? 'not-solved' : null;
  if (!power && !act) return null;
  // What answers the open question, or corrects an answer of it, stays that.
  const answers = proposals.some(
    ({ command }) =>
      command.kind === 'correct' ||
      command.kind === 'affirm' ||
      (command.kind === 'set' && (!isWritten(command.slot) || isStory(command.slot))),
  );
  if (answers || (open && isStory(open.slot)) || openFrame(session)?.slots.case) return null;
  const own = (await casesSeen(turn)).filter(({ own: mine }) => mine).map(({ found }) => found);
  if (power) {
    const restored = own.find(({ kind, stage }) => kind === 'outage' && stage === 'restored');
    if (restored)
      return { kind: 'start', service: 'outage.report', slots: { case: restored.caseNumber, category: power } };
    const standing = own.find((found) => found.kind === 'outage' && !isEnd(found.stage) && canDo(found, 'withdraw'));
    // Nobody said that it was restored: then the report may be taken back, by a yes.
    return power === 'back' && standing && open?.service !== 'outage.report'
      ? { kind: 'start', service: 'progress.query', slots: { case: standing.caseNumber, category: 'withdraw' } }
      : null;
  }
  const asked = act ? own.filter((found) => canDo(found, act)) : [];
  const ended = act === 'not-solved' ? own.filter((found) => isEnd(found.stage) && canDo(found, 'reopen')) : [];
  const [judged, category] = asked[0] ? [asked, act] : [ended, 'reopen' as const];
  if (!judged[0] || !category) return null;
  const slots = judged.length === 1 ? { case: judged[0].caseNumber, category } : { category };
  return { kind: 'start', service: 'progress.query', slots };
}

const CORRECTS =
  /不对|不是|错了|换成|改成|改为|应该|要的是|我说的是|\bwrong\b|\bnot\b|\binstead\b|\bmeant?\b|\bactually\b/;
/** What is said around an account that stands alone. */
const AROUND =
  /那|呢|的|是|要|交|缴|查|看|我|这|个|户号|电号|账单|电费|家|情况|怎么样|给|换|用|what about|how about|\b(?:and|the|my|for|one|bill|it'?s|is|at|in|on)\b|[\s,。?!.#]/g;

/** An account that was named goes with what is wished, answers which one is meant, or corrects it. */
function ofAccount(making: Making, key: string, proposals: readonly Proposal[]): readonly Proposal[] | null {
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
  if (open?.asked === 'account' && alone) return [byRule({ kind: 'set', slot: 'account', value: account })];
  const wanted = open?.slots.account;
  if (wanted && wanted !== account && (alone || (CORRECTS.test(key) && first?.kind !== 'start')))
    return [byRule({ kind: 'correct', slot: 'account', value: account })];
  if (first?.kind === 'start' && !(alone && first.service === 'account.switch' && !/换|切|switch|change/.test(key)))
    return proposals.map((proposal) => {
      const { command } = proposal;
      if (command.kind !== 'start' || !slotOf(command.service, 'account')) return proposal;
      const named = command.slots?.account ?? command.slots?.accountNumber;
      return named ? proposal : { ...proposal, command: { ...command, slots: { ...command.slots, account } } };
    });
  return !open && topic && alone ? [byRule({ kind: 'start', service: followed(making), slots: { account } })] : null;
}

const FOLLOWS = /^(?:那|那么|再看看?|还有)?.{1,10}呢$|^(?:and|what about|how about|then)\b.{1,24}$/;

const YEAR_BEFORE =
  /(?:去年|上年|上一年|前一年|一年前)(?:的)?(?:同期|同月|同一个?月份?|这个?月份?|这个?时候|那个?月份?|当月|同一?时间)|^(?:那|和|跟|与|同)?同期(?:呢|比.*)?$|\b(?:same (?:month|time|period|bill)(?: of| in)?,? (?:last year|(?:the|a|one) (?:previous )?year (?:before|ago|earlier)|the (?:previous|year) (?:year|before))|last year'?s same month|last year,? same (?:month|time)|(?:a|one|the) year (?:ago|before|earlier)|year[ -](?:on|over)[ -]year)\b/;

/** 去年同期, the same month last year: of the month that was just shown. */
function yearBefore(making: Making, key: string, proposals: readonly Proposal[]): Command | null {
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
  return { kind: 'start', service: 'bill.query', slots };
}

/** 那五月的呢: the same as before, of another month; also beside a question that has nothing to do with months. */
function ofMonth(
  making: Making,
  key: string,
  proposals: readonly Proposal[],
  { open, today, locale, filled }: Hearing,
): Command | null {
  const topic = topicOf(making);
  const [first] = proposals.map(({ command }) => command);
  if (!topic || open?.slot === 'month' || filled.month !== undefined || (open && isStory(open.slot))) return null;
  if (first?.kind === 'set' || first?.kind === 'correct') return null;
  const said = hear(making.turn.written).key;
  if (!FOLLOWS.test(said) && !FOLLOWS.test(key)) return null;
  const months = monthsIn(said, today, locale, false) ?? monthsIn(key, today, locale, true);
  if (!months) return null;
  const slots = { month: monthValue(months), ...(topic.account && { account: topic.account }) };
  return { kind: 'start', service: followed(making), slots };
}

const ASKS =
  /[?？]$|[吗嗎么麼]$|^(?:为什么|為什麼|怎么|怎麼|多久|多少|会不会|會不會|要多久|什么时候|什麼時候|why|how|what|when|will|can|does|do|is|are)/i;

/** 13900000001 抢修多久到: a number stands apart without a sign. */
const NUMBER_FIRST = /^([\d\s-]{6,})(?=\D{3})/;
const clausesOf = (written: string): string[] =>
  written
    .replace(NUMBER_FIRST, '$1,')
    .split(/[，,。;；！!\n]+|(?<=[?？])/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');

/** 13900000001，这个号码会泄露吗: the answer is kept, the question is answered after it; beside a wish only one about a rule. */
function questionBeside(written: string, proposals: readonly Proposal[], hearing: Hearing): readonly Proposal[] {
  const { open } = hearing;
  const commands = proposals.map(({ command }) => command);
  const values = commands.every(({ kind }) => kind === 'set' || kind === 'correct');
  const wishes = commands.every((command) => command.kind === 'start' && command.service !== 'knowledge.ask');
  if (!open || (!values && !wishes) || proposals.length === 0 || isStory(open.slot)) return [];
  const clauses = clausesOf(written);
  if (clauses.length < 2) return [];
  const asksOfRule = (clause: string): boolean => asksPolicy(hear(clause).key);
  const asking = clauses.filter((clause) => clause.length >= 3 && !/\d{6,}/.test(clause));
  if (wishes) {
    const question = asking.find((clause) => asksOfRule(clause) && wishesIn(hear(clause).key).length === 0);
    return question === undefined ? [] : [byRule(ask(question))];
  }
  const question = asking.find((clause) => ASKS.test(clause) || asksOfRule(clause));
  if (question === undefined) return [];
  const [here] = understandText(question, hearing).map(({ command }) => command);
  if (here?.kind === 'why') return [byRule({ kind: 'why', slot: here.slot ?? open.slot })];
  if (here?.kind === 'set' || here?.kind === 'correct' || here?.kind === 'skip') return [];
  const [alone] = understandText(question, { ...hearing, open: null, filled: {} });
  if (alone?.command.kind === 'start' && LOOKS.includes(alone.command.service)) return [alone];
  return [byRule(ask(question))];
}
