/** A question that was not understood, or taken for a look at something, is the articles' where they surely answer it. */
import type { ServiceId } from '../domain/names.ts';
import type { Making } from './making.ts';
import type { Proposal } from './message.ts';
import { openFrame } from './session.ts';
import { hear } from './understanding/spelling.ts';

/** What is only looked at: begun on a guess it costs nothing, and what was asked stays unanswered. */
const LOOKS: readonly ServiceId[] = [
  'bill.query',
  'bill.explain',
  'payment.history',
  'outage.query',
  'progress.query',
  'smalltalk',
];

/** How sure the articles must be: where nothing was understood, over a guess, and over a guess that is likely. */
const OVER_NOTHING = 0.55;
const OVER_A_GUESS = 0.75;
const OVER_A_LIKELY_GUESS = 0.9;
/** From here on a guess is likely; from there on the classifier is right, whatever the articles have. */
const LIKELY = 0.75;
const CERTAIN = 0.95;
/** A service that changes something is begun on no less by a question's words. */
const ACT_MEANT = 0.6;

const ASKS =
  /[吗么呢]$|怎么|为什么|为啥|咋|多久|多长时间|多少|几[天个点号时次块毛]|哪|谁|什么|啥|会不会|能不能|可不可以|是不是|要不要|有没有|可以|能.{0,12}吗|(.)不\1|[不没]$|^(?:why|how|what|when|where|who|which|will|can|could|may|does|do|don't|is|are|should|am|did|has|any)\b|\b(?:how|what|where|whether)\b/;
/** Somebody's own matter, to be looked up and not read about. */
const OWN =
  /我的(?:案|工单|账单|申请|报修|投诉|单子)|帮我|给我(?:查|看)|我要(?:查|看|办|报|交)|(?:查|看)(?:一?下|看)|(?:上个?|这个?|本|\d+)月(?:份)?.{0,4}(?:电费|账单|用了)|欠(?:了)?多少|欠不欠|还差|后来怎|我的过户|重复扣我|抢修到|\b(?:my|our) (?:case|ticket|report|application|complaint|balance|transfer)\b|\b(?:show|check|look up|tell) me\b|\bhow much (?:is my|do i owe)\b/;
/** How a thing stands now: a look, unless it is about what follows a payment. */
const NOW =
  /(?:停|黑)到|还要?(?:停|多久|黑)|(?:几点|什么时候|啥时候|多久)[^,。]{0,4}(?:来电|复电|有电|恢复|亮)|到哪|怎么样了|进展|进度|拖多久|拖到|(?:今天|明天|后天|这周|现在)[^,。]{0,8}停|\b(?:estimated|status|progress|tomor+ow|much longer|outage last|come back on|going on)\b/;
const AFTER_PAYING = /交|缴|付|欠|结清|\b(?:paid|pay|clear|owe|settle)/;

/** Whether words ask something that a rule could answer. */
const isQuestion = (key: string): boolean => ASKS.test(key) && !/\d{6,}/.test(key);

/** How sure the articles have to be of it; null: it is not theirs. */
function needed({ command, by, why }: Proposal, key: string, open: boolean): number | null {
  if (command.kind === 'start' && command.service === 'knowledge.ask') return null;
  const score = why?.score ?? 1;
  switch (command.kind) {
    case 'unknown':
      return open && !isQuestion(key) ? null : OVER_NOTHING;
    case 'unsure':
      return isQuestion(key) ? OVER_NOTHING : null;
    case 'outOfScope':
      if (by === 'rule' || open) return null;
      return score >= LIKELY ? OVER_A_LIKELY_GUESS : OVER_A_GUESS;
    case 'start': {
      if (open || why === undefined || score >= CERTAIN || !isQuestion(key) || OWN.test(key)) return null;
      if (NOW.test(key) && !AFTER_PAYING.test(key)) return null;
      if (!LOOKS.includes(command.service)) return by === 'local' && score < ACT_MEANT ? OVER_A_GUESS : null;
      return score >= LIKELY ? OVER_A_LIKELY_GUESS : OVER_A_GUESS;
    }
    default:
      return null;
  }
}

/** Danger, buttons, answers to an open question and what was asked for as an act stay what they are. */
export async function articlesFirst(
  making: Making,
  written: string,
  proposals: readonly Proposal[],
): Promise<readonly Proposal[]> {
  const [only, ...more] = proposals;
  if (!only || more.length > 0) return proposals;
  const { key } = hear(written);
  const least = needed(only, key, openFrame(making.session) !== null);
  if (least === null || [...key].length < 3) return proposals;
  const found = await making.turn.knowledge.wouldAnswer({ question: written, locale: making.turn.locale });
  if (!found || found.confidence < least) return proposals;
  const { why } = only;
  const ask = { kind: 'start', service: 'knowledge.ask', slots: { question: written } } as const;
  return [{ command: ask, by: 'rule', ...(why && { why }) }];
}
