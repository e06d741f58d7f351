/** What somebody who complains has told already in the words they began with: what happened, and what it is about. */
import { hasHan } from '../../../text/script.ts';
import type { About } from '../../sentences/complaints/params.ts';
import { bare, hear } from '../spelling.ts';

/** The wish to be heard, and how to reach them, tell nothing of what happened. */
const WISH =
  /(?:我|我们|你们|帮我?|给我|请|一定|必须|坚决|直接|要|想|来|得)*(?:投诉|客诉|申诉|表扬|夸奖?|反映|反应|反馈|提(?:个|一?点|一?条)?(?:建议|意见)|建议|意见)(?:一下|你们的?(?:服务)?|一件事|一个人|一?个?问题|一?个?情况)*|\b(?:i(?:'d| would)? (?:like|want|need|have|wish) (?:to )?)?(?:make |file |lodge |raise )?(?:an? )?(?:complain(?:t)?|suggestion|opinion|praise|compliment|report)(?: about| against| on| of)?\b/g;
/** Where they come from, whom they talked with, that something is to be said: it leads up to a story and tells none. */
const LEADS_UP =
  /(?:我)?(?:昨天|今天|刚才|刚刚)?(?:跟|和|与|同)(?:我|我们)?(?:家|的)?(?:太太|先生|老婆|老公|家人|家里人?|妈妈?|爸爸?|儿子|女儿|邻居|同事|朋友|大家)(?:讨论|商量|聊|谈|说)(?:过|了|好|一下)*|(?:诶|欸|唉|哎)?我(?:跟|和)你(?:们)?(?:说|讲)(?:一下|个事)?|我(?:刚|才|刚刚)?(?:下班|回家|起床|回来)(?:回到)?(?:家|了)*|是这样的?|事情是这样的?|我(?:想|考虑)了(?:很久|好久|一下|半天)|我?(?:有|想)(?:一)?(?:个|点|件)(?:事|话|想法)?(?:要|想)?(?:说|讲|反映)?(?=[,。]|$)|\b(?:so |you know,? )?(?:i just (?:came|got) (?:home|back)(?: from work)?|my (?:wife|husband|family|neighbour|friend) (?:told me|and i (?:talked|discussed)(?: (?:it|about it))?)|i (?:talked|discussed) (?:it|about it|this) with my \w+|i(?:'ve| have) been thinking(?: about (?:it|this))?|it has been quite a (?:day|week))\b/g;
const REACH = /(?:电话|手机|号码|户号|phone|mobile|number|account)[^,。;!?]*\d[\d -]{5,}|\d[\d -]{6,}/g;
const LEAST_HAN = 11;
const LEAST_WORDS = 9;

/** 另外帮我看一下账单: from here on it is another wish. */
const ANOTHER =
  /[，,。；;.!！\s]*(?=(?:另外|顺便|順便|顺带|順帶|还有|還有|同时|同時|对了|對了|然后|然後|and also|also|by the way|btw)[，,]?\s*(?:再|请|請|麻烦|麻煩|也|你|您)*(?:帮|幫|查|看|交|缴|繳|开|開|给我|給我|我[要想有]|can |could |please |show |check |pay |i (?:want|need|have)|i'd like|what|how))/i;
const TO_BE_HEARD =
  /投诉|投訴|客诉|客訴|申诉|申訴|抱怨|表扬|表揚|夸|誇|反映|反应|反應|建议|建議|意见|意見|complain|suggest|opinion|praise|compliment/i;

/** Of two wishes in one message the words of this one; empty where they cannot be told apart. */
function ofThis(written: string): string {
  const [only = '', ...others] = written.split(new RegExp(ANOTHER, 'gi'));
  return others.length === 0 ? only : ([only, ...others].find((part) => TO_BE_HEARD.test(part)) ?? '');
}

/** What happened, in the words that told it; empty where a message only wishes to be heard. */
export function storyIn(written: string): string {
  const told = ofThis(written).trim();
  const rest = bare(hear(told).key.replace(REACH, '').replace(LEADS_UP, '').replace(WISH, ''));
  const words = hasHan(rest) ? [...rest.matchAll(/\p{Script=Han}/gu)] : [...rest.matchAll(/[a-z']+/g)];
  return words.length >= (hasHan(rest) ? LEAST_HAN : LEAST_WORDS) ? told : '';
}

/** 师傅，我要投诉: who is spoken to is not who is complained of. */
const WHO =
  /抄表[员員]|(?<=投诉|投訴|[你妳您]们|[你妳您]們|[那这這]个|[那這]個|[位的修装裝])(?:师傅|師傅)|工作人[员員]|[员員]工|[营營][业業][员員]|[电電]工|客服人[员員]|\b(?:meter reader|technician|electrician|member of staff|employee|clerk)\b/gi;
const WHAT = [
  ['outage', /停电|断电|抢修|没电|outage|power cut|blackout|no power|without power/],
  ['bill', /电费|账单|收费|多收|抄错|电价|\bbill|overcharg|charged/],
  ['online', /小程序|公众号|网站|网上|\bapp\b|website|\bonline\b|mini[- ]program/],
] as const;

/** The one thing that it is plainly about: who, in the words it was said with, or what; null: nothing, or several things. */
export function subjectIn(written: string): { readonly who: string } | { readonly what: About } | null {
  const told = ofThis(written);
  const { key } = hear(told);
  const who = [...new Set([...told.matchAll(WHO)].map(([said]) => said))].map((said) => ({ who: said }));
  const what = WHAT.filter(([, words]) => words.test(key)).map(([one]) => ({ what: one }));
  const [only, ...more] = [...who, ...what];
  return only !== undefined && more.length === 0 ? only : null;
}
