/** An offer that is taken, an option that is declined, going on with what was left, a bill that is called wrong: said of what was just said. */
import type { Making } from '../making.ts';
import { openFrame } from '../session.ts';
import { saysWrong } from '../understanding/corrections.ts';
import { wishesIn } from '../understanding/rules.ts';
import { byRule, type Reading } from './reading.ts';

/** A yes to an offer, and not only politeness. */
const TAKES =
  /^(?:好的?|行|可以|嗯|要|需要|是的?|对|那|就|请|麻烦|帮我|给我|我要|[,。 ])*(?:核?查|核实|核对|看|办|申请|报|交|开|试|弄|做|来)(?:一?下|一?查|看看)*(?:吧|呗)?$|^(?:要|需要|要的|我要|那就这样办|就办这个|就这个)$|^(?:yes|yeah|yep|sure|ok(?:ay)?|please|fine|then|i want to|let'?s|[, ])*(?:check|do|open|file|start|send|pay|show|test|report|request)(?: (?:it|that|this|them|one))?(?: please| then| now| for me)*$|^(?:yes|yeah|yep|sure|please do|go ahead|do it|yes,? please|i (?:do|would|want (?:it|that|to)))$/;
/** 好的, ok: a yes only to what was put as a question. */
const AGREES = /^(?:好的?|好啊|行|可以|嗯+|ok(?:ay)?|fine|alright)$/;

const DECLINES =
  /^(?:那就?|哦|噢|好的?|嗯|还是|先|算了|[,。 ])*(?:不用|不必|不需要|没必要|算了)(?:了|啦)*$|^(?:no|oh|ok(?:ay)?|then|well|sorry|[, ])*(?:no need|there'?s no need|not needed|not necessary|(?:i )?don'?t need (?:it|that|to)|never ?mind)(?: for (?:that|it|this)| that| then| any ?more)*$/;

const GOES_ON =
  /^(?:好[的吧]?|行吧?|那|我|还是|想|要|先|[,。 ])*(?:继续|接[着著]|接下去|回到)|^(?:ok(?:ay)?|actually|i want to|i'd like to|let'?s|can we|please|[, ])*(?:go on|continue|carry on|resume|go back|pick up|back)\b/;

/** 不用了, to an option that was asked about beside the open question: the question stands. */
export const declines: Reading = ({ making: { session }, bare }) => {
  const open = openFrame(session);
  const declined = session.aside === true && open?.asked != null && !open.optional && DECLINES.test(bare);
  return declined ? byRule({ kind: 'go-on' }) : null;
};

export const goesOn: Reading = ({ making: { session }, bare: key, proposals: [first] }) => {
  const last = session.left?.frames.at(-1)?.service;
  const again = last && GOES_ON.test(key) && (wishesIn(key).some(({ service }) => service === last) || key.length < 30);
  return again && first?.command.kind !== 'go-on' ? byRule({ kind: 'go-on' }) : null;
};

export const takesOffer: Reading = ({ making: { session }, bare: key, proposals: [only, ...more] }) => {
  const { offered } = session;
  if (!only || more.length > 0 || !offered) return null;
  const agrees = only.command.kind === 'affirm' && (only.by === 'rule' || TAKES.test(key));
  return TAKES.test(key) || (offered.asks && (AGREES.test(key) || agrees)) ? taken(offered.wishes) : null;
};

/** 不对, about the bill that was just shown: that is what a check is for. */
export const callsBillWrong: Reading = ({ making: { turn }, written, proposals }) => {
  const aboutBill = turn.topic?.service === 'bill.query' || turn.topic?.service === 'bill.explain';
  if (proposals.length !== 1 || !aboutBill || !saysWrong(written)) return null;
  const slots = { category: 'bill-check', ...(turn.topic.account && { account: turn.topic.account }) };
  return byRule({ kind: 'unsure', between: ['request.file', 'bill.explain'], slots: [slots, {}] });
};

/** A guess that somebody agrees or refuses, where nothing was asked, is no guess at all. */
export const agreesToNothing: Reading = ({ proposals: [only, ...more] }) =>
  only && more.length === 0 && only.by === 'local' && ['affirm', 'deny', 'back'].includes(only.command.kind)
    ? [{ ...only, command: { kind: 'unknown' } }]
    : null;

type Wishes = NonNullable<Making['session']['offered']>['wishes'];

function taken(wishes: Wishes): ReturnType<typeof byRule> {
  const [first, ...others] = wishes;
  if (first && others.length === 0) return byRule({ kind: 'start', ...first });
  return byRule({
    kind: 'unsure',
    between: wishes.map(({ service }) => service),
    slots: wishes.map(({ slots }) => slots),
  });
}
