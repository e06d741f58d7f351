/** From heard text to the services that are wished for: rules as data in rules/, applied here. */
import type { ServiceId } from '../../domain/names.ts';
import { categoryIn } from './parsers/telling.ts';
import { OTHER_TRADES, OURS } from './rules/beyond.ts';
import { NOTICES } from './rules/cases.zh.ts';
import { asksPolicy } from './rules/policy.ts';
import type { Rule } from './rules/rule.ts';
import { ENGLISH, POLICY_EN } from './rules/services.en.ts';
import { CHINESE, POLICY_ZH } from './rules/services.zh.ts';
import { isThanks, TALK, type Talk } from './rules/smalltalk.ts';
import { bare, clausesOf } from './spelling.ts';

export interface Wish {
  readonly service: ServiceId;
  /** The words it was found in: slots are read from here when there are several wishes. */
  readonly said: string;
}

const RULES: readonly Rule[] = [...CHINESE, ...ENGLISH];

/** Wishes that are taken back, and things that are only named: 不是要交电费, 不交了, 交电费那个. */
const NOT_WISHED: readonly RegExp[] = [
  /(?:我)?(?:并)?(?<!是)不是(?:说|要|想|来|问|为了)?.{1,14}?(?=[,。;]|是(?:要|想|来|问)?|而是|我(?:要|想|是)|$)/g,
  /(?:我|先|就|暂时|现在|今天|也|那|可以)?(?:(?<![要能会可用是想该])不|别|甭|不再)(?:是)?(?:用|要|想|需要|打算|准备|着急|急着|必)?(?:先|再|去|帮我|给我)?(?:交|付|充|查|看|绑定?|开|评价?|打分|转)(?!了?(?:会|怎|什么|后果|要紧|行|可以)|(?:到|得|出|懂|起|进|上|清|定))(?:电费|费|账单|发票|户号|人工|票|钱|款|户)?(?!.{0,6}(?:会|怎么样|怎样|吗|影响|后果))(?:了|啦)?/g,
  /(?:不要|不用|不需要)(?:发票|账单|人工|评价)(?:了)?/g,
  /(?:交|查|付|绑定?)(?:电费|费|账单)?(?:的)?(?:那个|时候|时|页面|软件|app|系统|通知|提醒)(?:候)?(?!.{0,3}(?:查|交))/g,
  /\b(?:i )?(?:don'?t|do not|didn'?t|not|no longer|won'?t|never) (?:want(?:ing)? |wanna |need |going |have |trying |asked? |mean )?(?:to |for )?(?:pay|check|see|bind|link|add|rate|an? invoice|the invoice|switch|remove)\b[^,.;!?]{0,30}(?=[,.;!?]|but|$)/g,
];
const speaksOfNotices = (text: string) => NOTICES.some(({ when }) => when.every((pattern) => pattern.test(text)));
/** 别再发交费提醒 asks for something, though it is a refusal. */
const withoutDenied = (text: string) =>
  speaksOfNotices(text) ? text : NOT_WISHED.reduce((rest, pattern) => rest.replace(pattern, '。'), text);

/** Whether a wish was spoken only to be taken back: 不交了, 不用开发票了. */
export const takesBack = (key: string): boolean =>
  key.length < 40 && NOT_WISHED.slice(1, 3).some((pattern) => key.search(pattern) >= 0) && !/[?吗]|会怎|怎样/.test(key);

/** A house that is bought or let is the reason of a transfer, not another trade. */
const HOUSE = /(?:买|租)房(?=.{0,20}(?:过户|户名|户主|改名|更名|电))/g;

/** For somebody else: water, gas, phone, weather … and nothing of ours in it. */
export function isOutOfScope(key: string): boolean {
  const ours = key.replace(HOUSE, ' ');
  const rest = OTHER_TRADES.reduce((text, pattern) => text.replace(pattern, ' '), ours);
  return rest !== ours && !OURS.test(rest);
}

const isPolicy = (text: string) => POLICY_ZH.test(text) || POLICY_EN.test(text);
/** Explaining my bill is no question about prices, though it may name them. */
const MINE = /我家?的?|这个?月|上个?月|账单|电费.{0,6}(?:为什么|怎么)|为什么|\bmy\b|\bbill\b/;

const aboutMyBill = (text: string): boolean =>
  (MINE.test(text) && /高|贵|多|涨|翻|high|expensive|much/.test(text)) ||
  /(?:我家?的?|这个月|上个月|这期|\d月份?)(?:的)?(?:电费|账单).{0,3}怎么(?:算|来|得)|my bill (?:calculated|worked out)/.test(
    text,
  );

function wishOf(text: string, within: readonly NonNullable<Rule['within']>[]): ServiceId | null {
  const policy = isPolicy(text);
  for (const rule of RULES) {
    if (!within.includes(rule.within ?? 'clause')) continue;
    if (!rule.when.every((pattern) => pattern.test(text)) || rule.not?.test(text) === true) continue;
    if (policy && /^(?:bill|payment|account)\./.test(rule.service)) {
      const aboutPrices =
        /(?:电价|单价|收费标准|\btariffs?\b).{0,6}(?:为什么|怎么|涨|贵|高)|(?:为什么|怎么).{0,4}(?:电价|单价)/.test(
          text,
        );
      if (rule.service !== 'bill.explain' || aboutPrices || !aboutMyBill(text)) continue;
    }
    return rule.service;
  }
  return null;
}

/** 查电费和缴费记录: two things, if both sides are something. */
const AND = /(?:和|跟|与|及|再|并|还要|也要)(?=.{2})/;

function inClause(clause: string): Wish[] {
  if (asksPolicy(clause)) return [];
  const sides = clause.length <= 40 ? clause.split(AND) : [clause];
  if (sides.length === 2) {
    const wishes = sides.flatMap((side) => {
      const service = wishOf(side, ['clause', 'message']);
      return service === null ? [] : [{ service, said: side }];
    });
    const [first, second] = wishes;
    if (
      first !== undefined &&
      second !== undefined &&
      first.service !== second.service &&
      wishOf(clause, ['sentence']) === null
    )
      return wishes;
  }
  const service = wishOf(clause, ['clause', 'sentence']);
  return service === null ? [] : [{ service, said: clause }];
}

/** Every service wished for, in the order it was said. `key` is heard text. */
export function wishesIn(key: string): Wish[] {
  const left = OTHER_TRADES.reduce(
    (text, pattern) => text.replace(pattern, '#'),
    withoutDenied(key).replace(HOUSE, '房'),
  );
  const sentences = left.split(/[。!\n]+/).filter((sentence) => sentence.trim() !== '');
  const wishes: Wish[] = [];
  for (const sentence of sentences) {
    const clauses = clausesOf(sentence);
    const found = clauses.flatMap(inClause);
    const whole = clauses.length > 1 && !clauses.some(asksPolicy) ? wishOf(sentence, ['sentence']) : null;
    if (whole !== null && !found.some(({ service }) => service === whole))
      found.push({ service: whole, said: sentence });
    wishes.push(...found);
  }
  if (wishes.length === 0 && !asksPolicy(left)) {
    // 第一个。另外为什么这么贵: after an answer, the last clause is heard like a message of its own.
    const clauses = clausesOf(left);
    const last = clauses.length > 1 ? clauses.at(-1) : undefined;
    const ending = last === undefined ? null : wishOf(bare(last), ['message']);
    if (last !== undefined && ending !== null) return [{ service: ending, said: last }];
    const service =
      wishOf(bare(left), ['message']) ??
      (left.length <= 60 ? wishOf(left.replace(/[,。]/g, ''), ['clause', 'message']) : null);
    if (service !== null) wishes.push({ service, said: left });
  }
  return tidied(wishes);
}

/** 投诉,还要报修停电: asked for beside the complaint, not what it is about. */
const ALSO_REPORTS =
  /^(?:另外|顺便|顺带|顺手|同时|而且|并且?|还|也|再)+(?:我|要|想|得|需要|请|帮|们|家)*(?:停电)?(?:要|想|得)?(?:报修|报停电|报障|通报)(?!.{0,8}(?:没|不|半天|好久|多次))/;

/** What is done anyway by something else that is wished for: a report tells what is known of the outage. */
function isPartOf({ service, said }: Wish, wishes: readonly Wish[]): boolean {
  const wished = (other: ServiceId, category?: string) =>
    wishes.some(
      (wish) => wish.service === other && (category === undefined || categoryIn(other, wish.said) === category),
    );
  switch (service) {
    case 'bill.query':
      return wished('bill.explain');
    case 'bill.explain':
      return wished('request.file', 'bill-check') || wished('account.rename');
    case 'outage.query':
      return wished('outage.report') || wished('request.file', 'reconnection');
    case 'outage.report':
      return (
        (/电表/.test(said) && wished('bill.explain')) ||
        (wishes[0]?.service === 'complaint.file' && !ALSO_REPORTS.test(said)) ||
        wished('progress.chase') ||
        wished('request.file', 'reconnection') ||
        wished('request.file', 'appliance-damage')
      );
    case 'payment.history':
      return wished('request.file', 'reconnection');
    case 'progress.query':
      return wished('progress.chase');
    case 'account.rename':
      return wished('account.transfer');
    default:
      return false;
  }
}

/** Each service once, without what is part of another. */
function tidied(wishes: readonly Wish[]): Wish[] {
  return wishes.filter(
    (wish, place) => wishes.findIndex((other) => other.service === wish.service) === place && !isPartOf(wish, wishes),
  );
}

/** A greeting, thanks, goodbye or question who answers that is all there is. */
export function talkIn(key: string): Talk | null {
  const known = key.length > 50 ? undefined : TALK.find(([, words]) => words.test(key))?.[0];
  return known ?? (isThanks(key) ? 'thanks' : null);
}

/** Whether a text is a request and hardly anything else: then it is heard even where free text is asked for. */
export function isStrong(key: string, wish: Wish): boolean {
  const text = bare(key);
  const latin = /[a-z]{3}/.test(text);
  if (text.length > (latin ? 40 : 24)) return false;
  const asksOrWants =
    /^(?:我?(?:想|要|来|需要)|帮|请|给我|查|看|交|开|转|怎么|为什么|能|可以|先|你|换|解|绑|评)|^(?:i |can |could |how |why |what |show |pay |check |please |let |talk |speak |switch |my |i'd |get )/.test(
      text,
    );
  return wish.service === 'handoff.request'
    ? asksOrWants || text.length <= 6
    : asksOrWants && text.length <= (latin ? 40 : 16);
}
