/** Which of the days that a message speaks of are meant: those of what was, or of what is to come, by the service and its words. */
import type { IsoDate } from '../../../domain/billing.ts';
import type { Label } from '../local/labels.ts';
import { withYears } from '../parsers/calendar.ts';
import { type Days, daysIn } from './dates.ts';
import { OF } from './wanted.ts';

/** Where a day that is told by the way is none of what is asked for. */
const TELLING: readonly Label[] = ['outage.report', ...OF.day];
const SPOKEN_DAY =
  /\bday before yesterday\b|\bday after tomorrow\b|\bnight before last\b|大?[前后昨今明][天日儿]|[前昨今明][晚夜早晨]|[\d一二两三四五六七八九十]{1,2}天(?:以)?前|(?:上|这|本|下)?个?(?:周|星期|礼拜)[一二三四五六日天末]|\b(?:today|tonight|tomorrow|yesterday|last night|this (?:morning|afternoon|evening)|days (?:ago|back|earlier))\b|\b(?:(?:last|this|next|on|by) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!,? (?:the )?\d)/g;
/** A report's days that are a while ago, though counted from today. */
const WHILE_AGO =
  /大?前[天日]|前[晚夜]|上个?(?:周|星期|礼拜)[一二三四五六日天末]|\b(?:day before|night before|last (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/;
const PLANNED =
  /(?:大?后天|明[天日]|下个?(?:周|星期|礼拜)).{0,12}停电|计划|检修|停不停|(?:会|要|是不是)停|planned|scheduled|maintenance/;
/** What an outage was due to is asked of one that is over. */
const WHY = /为(?:什么|么子|啥|何)(?:会)?停|什么原因|\bwhat caused\b/;
/** Of an outage, or of a house that changed hands, that was. */
const WAS =
  /\b(?:was|were) (?:the|our|my|we|it|there)\b|\bwent (?:off|out|dark)\b|\blost (?:power|electric)|\bdid (?:we|the power)\b|\bcaused\b|\b(?:took over|bought|inherited|moved in)\b|为什么停|什么原因停|停(?:了|过)|(?:搬|搬走|退租|接手|过户)了/;
const POINTS = /^[1-5] ?\/ ?5(?=$|[,.!])/;

/** Taken for these, a message still tells of a day what its words say. */
const ASIDE: readonly Label[] = ['invoice.issue', 'knowledge.ask', 'out_of_scope', 'bill.explain', 'account.bind'];
/** Behind a day that is told, which day it is by now. */
const BY_NOW =
  /\b(?:and |but )?(?:today|it)(?:'s| is)(?: now| already| only){0,2} (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|今[天日](?:都|已经?|才|就|是){0,3}(?:周|星期|礼拜)[一二三四五六日天]/g;
/** What was done to whom a complaint is about, was done on the day it tells. */
const LEAVES =
  /销户|终止|停用|废止|收店|不做了|搬走|搬离|退租|\b(?:clos(?:e|ing)|terminat\w*|leav(?:e|ing)|mov(?:e|ing) out|disconnect|(?:final|last) day)\b/;
const CLAIMS = /[赔偿坏毁]|烧了|理赔|\bclaim|compensat|\bdamage|\bkilled\b|\bfried\b|burn(?:t|ed)/;
const COMPLAINED_OF =
  /[上这本]个?(?:周|星期|礼拜)[一二三四五六日天]|\bthis week|[昨今][天日晚夜儿早]|\btoday\b|\bthis (?:morning|afternoon)\b|\byesterday\b|\blast night\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/;
/** Somebody is to come. */
const VISITS =
  /上门|约|方便|有空|在家|(?:整天|全天|都)在|\b(?:visit|appointment|arrang\w*|schedul\w*|at home|available|free|come (?:on|by|over)|suits?)\b/;
/** Said in bills and questions too, of what is to come. */
const TO_COME =
  /停[^,。费]{0,4}电|检修|生效|千瓦(?!时)|瓩|\beffective\b|\bplanned\b|\bmaintenance\b|\bpower (?:cut|off)\b|\b(?:los(?:e|ing)|without) (?:the |our )?(?:power|electricity)\b|\b(?:power|electricity|it) be\b|\bkw\b|\bkilowatts?\b/;
/** Money that was sent on its day. */
const SENT = /\b(?:paid|sent|transferred|topped up|put in)\b|[交缴充付转汇存]了/;
const OVER: readonly Label[] = ['payment.history', 'outage.report', 'complaint.file'];
const OF_BILLS: readonly Label[] = ['bill.query', 'bill.explain', 'payment.history'];
/** No bill is of these: the roommate collects the cash tonight. */
const NOT_YET = /\b(?:tonight|tomorrow|day after tomorrow)\b|大?后[天日]|明[天日儿早晚]/g;

function liesAhead(text: string, labels: readonly Label[]): boolean {
  const isOf = (...services: Label[]) => labels.some((label) => services.includes(label));
  if (WAS.test(text)) return false;
  if (isOf('account.transfer', 'outage.query', 'connection.new', 'notice.choose')) return true;
  if (isOf(...OVER)) return false;
  if (LEAVES.test(text) && !isOf('bill.query', 'bill.explain')) return true;
  if (isOf('request.file')) return VISITS.test(text) && !CLAIMS.test(text);
  return TO_COME.test(text);
}

/** A report tells when it happened, and means no day by yesterday and today. */
export function daysMeant(rest: string, labels: readonly Label[], today: IsoDate): Days | null {
  const text = withYears(rest.replace(POINTS, ' ').replace(BY_NOW, ' '));
  const past = !liesAhead(text, labels);
  const meant = (said: string) =>
    WHILE_AGO.test(said) ||
    (COMPLAINED_OF.test(said) &&
      (labels.includes('complaint.file') || (labels.includes('request.file') && CLAIMS.test(text))));
  const isOf = (services: readonly Label[]) => labels.some((label) => services.includes(label));
  const asked =
    (PLANNED.test(text) && isOf(['outage.report', 'notice.choose'])) ||
    (SENT.test(text) && isOf(['progress.query', 'progress.chase', 'request.file'])) ||
    (WHY.test(text) && isOf(['outage.report']));
  const bills = past && labels.every((label) => OF_BILLS.includes(label));
  if (isOf(OF.date) || asked) return daysIn(bills ? text.replace(NOT_YET, ' ') : text, today, past);
  const calendar = daysIn(text.replace(SPOKEN_DAY, ' '), today, past);
  if (calendar !== null) return calendar;
  if (isOf(TELLING))
    return daysIn(
      text.replace(SPOKEN_DAY, (said) => (meant(said) ? said : ' ')),
      today,
      past,
    );
  return isOf(ASIDE) ? daysIn(text, today, past) : null;
}

/** Whether a report tells of an outage that is over. */
export const isWhileAgo = (text: string): boolean => WHILE_AGO.test(text) || WHY.test(text);
