/** A wish that a rule heard and another guess hid: that it is dark, and that a meter is to be topped up, is never lost. */
import { byRule, type Reading } from './reading.ts';

/** 这周第三次停电, another blackout: told, and not asked. */
const DARK_AGAIN =
  /第.{1,2}次.{0,4}(?:停|没)电|又.{0,3}(?:停|没)电|(?:停|没)电.{0,4}第.{1,2}次|\b(?:second|third|fourth|fifth|\d+(?:nd|rd|th)|another|yet another) (?:blackout|outage|power (?:cut|failure))|(?:blackout|outage|power (?:cut|failure)|power (?:is )?out|no power) again\b|\bagain no power\b/;
const ASKS_WHEN = /[?]|什么时候|多久|几点|\b(?:when|how long|what time)\b/;

const TOPS_UP = /充值|充钱|充电费|储值|\btop(?:ping)?[ -]?up\b|\brecharge\b/;

export const lostWish: Reading = ({ bare: key, proposals: [only, ...more] }) => {
  if (!only || more.length > 0) return null;
  const { command, by, why } = only;
  const refused = command.kind === 'outOfScope';
  if (refused && by === 'local' && why?.rule === 'outage.report')
    return byRule({ kind: 'start', service: 'outage.report', slots: {} });
  const asked = command.kind === 'start' && command.service === 'outage.query' && !ASKS_WHEN.test(key);
  if (asked && DARK_AGAIN.test(key))
    return byRule({ kind: 'start', service: 'outage.report', slots: command.slots ?? {} });
  return refused && why?.rule === 'payment.pay' && TOPS_UP.test(key)
    ? byRule({ kind: 'start', service: 'payment.pay' })
    : null;
};
