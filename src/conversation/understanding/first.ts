/** A message while nothing is open: the words that need no guessing, then rules and classifier together. */
import type { Command, Proposal } from '../message.ts';
import { answer } from './answers.ts';
import { choose } from './decide.ts';
import type { Hearing } from './hearing.ts';
import { identifiersIn } from './parsers/identifiers.ts';
import { monthsIn, monthValue } from './parsers/month.ts';
import { yesOrNo } from './parsers/yes-no.ts';
import { talkIn, wishesIn } from './rules.ts';
import { bare, type Heard } from './spelling.ts';

/** 那五月的呢, what about March: a month and nothing else. */
const ONLY_MONTH =
  /^(?:那|还有|再|我|要|看|查|想|一下|今年|去年|前年|前(?=一?期)|上|下|这|本|个|期|年|月|份|的|呢|季度|半|春|夏|秋|冬|天|[\d一二三四五六七八九十到至?-]){1,16}$|^(?:and |then |what about |how about |for |in |the ){0,3}(?:(?:last|this) (?:month|year|summer|winter)|[a-z]{3,9})(?: 20\d\d| last year)?\??$/;
/** No word at all. */
const ONLY_NUMBER = /^w?[\d\s-]+$/;
/** Words that only say what number it is. */
const AROUND_NUMBERS =
  /^(?:ok(?:ay)?|yes|sure|好的?|嗯+|行|可以|是的?|那|就|喏|给)[ ,。:]*|户号|手机号?码?|电话|号码|是|我的?|编号|工单|账号|[\s,。.:#-]|account|number|phone|no\.?|my|is|it'?s/g;

/** A question is announced and not yet asked. */
const ANNOUNCES =
  /^(?:我?(?:想|要)?(?:问|咨询|请教)(?:一?个|点|下|一下)?(?:问题|事情?|规定)?|(?:i (?:want to|'d like to|have to) )?ask (?:you )?(?:a|another) question|i have a question)$/;

export const byRule = (commands: readonly Command[]): Proposal[] =>
  commands.map((command) => ({ command, by: 'rule' }));

/** A number, a month: values nobody asked for, and no word beside them. */
function onlyValues(heard: Heard, hearing: Hearing): readonly Command[] | null {
  const { key, plain } = heard;
  const numbers = identifiersIn(plain, null, hearing.locale);
  const words = plain.replace(/w?[\d\s-]{8,}/g, '').replace(AROUND_NUMBERS, '');
  if (numbers.length > 0 && words === '') {
    const known = numbers.find(({ slot }) => slot === 'case');
    if (known !== undefined) return [{ kind: 'start', service: 'progress.query', slots: { case: known.value } }];
    const values = numbers.filter(({ slot }) => slot === 'accountNumber' || slot === 'phone');
    if (values.length > 0) return values.map(({ slot, value }) => ({ kind: 'set', slot, value }));
  }
  const months =
    ONLY_MONTH.test(key) || ONLY_MONTH.test(bare(key)) ? monthsIn(key, hearing.today, hearing.locale, false) : null;
  return months === null ? null : [{ kind: 'set', slot: 'month', value: monthValue(months) }];
}

/** The first message, or one after everything was settled. */
export function firstMessage(heard: Heard, hearing: Hearing): readonly Proposal[] {
  const { key } = heard;
  const talk = talkIn(key);
  if (talk !== null) return byRule([{ kind: 'start', service: 'smalltalk', slots: { talk } }]);
  // A bare 1 answers something; here nothing was asked.
  const said = /^\d+$/.test(key) ? null : yesOrNo(key, null);
  if (said !== null) return byRule([answer(said)]);
  if (ANNOUNCES.test(bare(key))) return byRule([{ kind: 'start', service: 'knowledge.ask' }]);
  if (/^\d{1,7}$/.test(key)) return byRule([{ kind: 'unknown' }]);
  const wishes = wishesIn(key);
  const values = wishes.length > 0 && !ONLY_NUMBER.test(key) ? null : onlyValues(heard, hearing);
  return values === null ? choose(heard, wishes, hearing) : byRule(values);
}
