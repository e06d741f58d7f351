/** A question that was not understood, or taken for a look at something, is the articles' where they surely answer it. */
import type { ServiceId } from '../../domain/names.ts';
import { chanceOf, logOdds } from '../../domain/odds.ts';
import type { Making } from '../making.ts';
import type { Proposal } from '../message.ts';
import { openFrame } from '../session.ts';
import { classify } from '../understanding/local/classify.ts';
import type { Label } from '../understanding/local/labels.ts';
import { hear } from '../understanding/spelling.ts';

/** What is only looked at: begun on a guess it costs nothing, and what was asked stays unanswered. */
const LOOKS: readonly ServiceId[] = [
  'bill.query',
  'bill.explain',
  'payment.history',
  'outage.query',
  'progress.query',
  'smalltalk',
];

/**
 * How likely a question is the articles', 0–1: logistic regressions over questions of three hands that were taken for something
 * else, asked of articles without that hand's stored questions, and over what residents want by the same words. All but `bias`
 * and `like` count log odds: how sure the articles are, what the classifier gives to a question of policy, to the service it
 * was taken for, to none of ours.
 */
const LOOKED = { bias: 2.2, sure: 0.64, policy: 0.4, service: -0.86, outside: 0, like: 0 };
const ACTED = { bias: 2.97, sure: 0.58, policy: 0.51, service: -0.8, outside: 0, like: 0 };
const UNHEARD = { bias: 0.37, sure: 0.83, policy: 0, service: 0, outside: -0.43, like: 2.18 };
/** From here on they answer: over nothing, over a look, over what would write. */
const OVER_NOTHING = 0.4;
const OVER_A_LOOK = 0.5;
const OVER_AN_ACT = 0.65;
/** From here on the classifier is right, and the articles need not be opened at all. */
const CERTAIN = 0.97;

const ASKS =
  /[吗么呢]$|怎么|按怎|为什么|为啥|咋|多久|好久(?=[才能可到要])|多大?会儿?|多长时间|多少|几多|好多(?=[度天钱个块米])|几[天个点号时次块毛]|哪|谁|什么|啥|凭什么|有.{0,3}权[力利]?(?=$|[?吗])|会不会|能不能|可不可以|是不是|要不要|有没有|可以|能.{0,12}吗|(.)不\1|[不没]$|(?:^|[.!?;] )(?:and |so |but )?(?:why|how|what|when|where|who|which|will|can|could|may|does|do|don't|is|are|should|am|did|has|any)\b|\b(?:how|what|where|whether)\b/;
/** Somebody's own matter, to be looked up and not read about. */
const OWN =
  /我的(?:案|工单|账单|申请|报修|投诉|单子)|帮我|给我(?:查|看)|我要(?:查|看|办|报|交)|(?:查|看)(?:一?下|看)|(?:上个?|这个?|本|\d+)月(?:份)?.{0,4}(?:电费|账单|用了)|欠(?:了)?多少|欠不欠|还差|后来怎|我的过户|重复扣我|抢修到|\b(?:my|our) (?:case|ticket|report|application|complaint|balance|transfer)\b|\b(?:show|check|look up|tell) me\b|\bhow much (?:is my|do i owe)\b/;
/** How a thing stands now: a look, unless it is about what follows a payment. */
const NOW =
  /(?:停|黑)到|还要?(?:停|多久|黑)|(?:几点|什么时候|啥时候|多久)[^,。]{0,4}(?:来电|复电|有电|恢复|亮)|到哪|怎么样了|进展|进度|拖多久|拖到|(?:今天|明天|后天|这周|现在)[^,。]{0,8}停|\b(?:estimated|status|progress|tomor+ow|much longer|outage last|come back on|going on)\b/;
const AFTER_PAYING = /交|缴|付|欠|结清|\b(?:paid|pay|clear|owe|settle)/;

/** Whether words ask something that a rule could answer. */
export const isQuestion = (key: string): boolean => ASKS.test(key) && !/\d{6,}/.test(key);

/** No share is taken for surer than this far from 0 and 1. */
const BOUND = 0.003;

interface Measure {
  readonly weights: typeof UNHEARD;
  readonly least: number;
}

/** What the articles are measured by; null: it is not theirs. */
function measureOf({ command, by, why }: Proposal, key: string, open: boolean): Measure | null {
  switch (command.kind) {
    case 'unknown':
      return open && !isQuestion(key) ? null : { weights: UNHEARD, least: OVER_NOTHING };
    case 'unsure':
      return isQuestion(key) ? { weights: UNHEARD, least: OVER_NOTHING } : null;
    case 'outOfScope':
      return by === 'rule' || open ? null : { weights: UNHEARD, least: OVER_NOTHING };
    case 'start': {
      if (command.service === 'knowledge.ask' || open || (why?.score ?? 1) >= CERTAIN) return null;
      if (!isQuestion(key) || OWN.test(key) || (NOW.test(key) && !AFTER_PAYING.test(key))) return null;
      return LOOKS.includes(command.service)
        ? { weights: LOOKED, least: OVER_A_LOOK }
        : { weights: ACTED, least: OVER_AN_ACT };
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
  const heard = hear(written);
  const measure = measureOf(only, heard.key, openFrame(making.session) !== null);
  if (measure === null || [...heard.key].length < 3) return proposals;
  const found = await making.turn.knowledge.wouldAnswer({ question: written, locale: making.turn.locale });
  if (!found) return proposals;
  const { weights, least } = measure;
  const guesses = classify(heard);
  const share = (label: Label): number => guesses.find((guess) => guess.label === label)?.probability ?? 0;
  const sum =
    weights.bias +
    weights.sure * logOdds(found.confidence, BOUND) +
    weights.policy * logOdds(share('knowledge.ask'), BOUND) +
    weights.service * logOdds(only.why?.score ?? 1, BOUND) +
    weights.outside * logOdds(share('out_of_scope'), BOUND) +
    weights.like * found.likeness;
  if (chanceOf(sum) < least) return proposals;
  const { why } = only;
  const ask = { kind: 'start', service: 'knowledge.ask', slots: { question: written } } as const;
  return [{ command: ask, by: 'rule', ...(why && { why }) }];
}
