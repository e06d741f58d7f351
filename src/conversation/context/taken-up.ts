/** An offer that is taken, an option that is declined, going on with what was left, a bill that is called wrong: said of what was just said. */
import type { ServiceId } from '../../domain/names.ts';
import type { Making } from '../making.ts';
import type { Proposal } from '../message.ts';
import { openFrame } from '../session.ts';
import { saysWrong } from '../understanding/corrections.ts';
import { wishesIn } from '../understanding/rules.ts';
import { byRule, type Reading } from './reading.ts';

const IT = '(?:它|这[个笔张]?|电费|账单|费用?|钱|款)';
/** A yes to an offer, and not only politeness: 办, 那就交了吧, ok pay it then. */
const TAKES = new RegExp(
  `^(?:好的?|行|可以|嗯|要|需要|是的?|对|那|就|请|麻烦|帮忙|[帮给替]我|我|想|得|来|去|先|直接|马上|现在|立刻|立马|赶紧|赶快|干脆|还是|都|全部?|一起|一次|把?${IT}(?:给我)?|ok|[,。 ])*(?:核?查|核实|核对|看|办|申请|通?报|交|支?付|充|开|试|弄|做|来)(?:一?下|一?查|看|掉|上|清|现在|了|吧|呗|${IT})*$|^(?:要|需要|要的|我要|那就这样办|就办这个|就这个)$|^(?:yes|yeah|yep|sure|ok(?:ay)?|al?l ?right|right|great|good|please|fine|then|now|just|so|i want to|i(?:'d| would) like to|i(?:'ll| will)|let'?s|let me|(?:can|could) (?:i|you)|go ahead and|help me(?: to)?|[, ])*(?:check|do|open|file|start|send|pay|settle|show|test|report|request)(?: (?:it|that|this|them|one|all|everything|off|my bill|the (?:bill|balance|amount)))*(?: please| then| now| right (?:now|away)| today| for me)*$|^(?:yes|yeah|yep|sure|please do|go ahead|do it|yes,? please|i (?:do|would|want (?:it|that|to)))$`,
);
/** 我看看 looks for oneself, 我交了 is done already. */
const LOOKS_ALONE = /^我(?:先|再|现在)?(?:去|来)?[看查试弄]/;
/** 那就…了吧 is no politeness here: it tells 交了吧 from 交了. */
const ASKS = /[把帮替就]|给我|干脆|[吧呗]/;
const asksForIt = (said: string, key: string): boolean =>
  TAKES.test(key) && !LOOKS_ALONE.test(key) && (!/了$/.test(key) || ASKS.test(said));

const PAYS = /[交付充]|\b(?:pay|settle)\b/;
const isUnheard = ({ command: { kind } }: Proposal): boolean => kind === 'unknown';

/** What an offer is called when it is taken. */
const NAMED: readonly (readonly [RegExp, ServiceId])[] = [
  [PAYS, 'payment.pay'],
  [/报|\breport\b/, 'outage.report'],
  [/开|\bsend\b/, 'invoice.issue'],
  [/核|\b(?:file|test|request)\b/, 'request.file'],
];

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

export const takesOffer: Reading = ({ making: { session }, key: said, bare: key, proposals: [only, ...more] }) => {
  const { offered } = session;
  if (!only) return null;
  // 那还是交吧 means paying also where nothing is offered any more.
  if (!offered) {
    const pays = asksForIt(said, key) && ASKS.test(said) && PAYS.test(key) && (only.by !== 'rule' || isUnheard(only));
    return pays ? byRule({ kind: 'start', service: 'payment.pay' }) : null;
  }
  const agrees = only.command.kind === 'affirm' && only.by === 'rule';
  const toQuestion = offered.asks && more.length === 0 && (AGREES.test(key) || agrees);
  if (!asksForIt(said, key) && !toQuestion) return null;
  // 查电费 is a wish of its own, and an offer only if it was one.
  if (only.by !== 'rule' || only.command.kind !== 'start') return taken(offered.wishes, key);
  const { service } = only.command;
  const same = offered.wishes.filter((wish) => wish.service === service);
  return same.length > 0 ? taken(same, key) : null;
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

/** Of several offers the one that is named, with what all of its buttons say; else they are asked about. */
function taken(offered: Wishes, key: string): ReturnType<typeof byRule> {
  const named = NAMED.find(([words]) => words.test(key))?.[1];
  const meant = offered.filter(({ service }) => service === named);
  const [first, ...others] = meant.length > 0 ? meant : offered;
  if (!first) return byRule({ kind: 'unknown' });
  if (others.every(({ service }) => service === first.service)) {
    const common = Object.entries(first.slots).filter(([slot, value]) =>
      others.every(({ slots }) => slots[slot as keyof typeof slots] === value),
    );
    return byRule({ kind: 'start', service: first.service, slots: Object.fromEntries(common) });
  }
  return byRule({
    kind: 'unsure',
    between: offered.map(({ service }) => service),
    slots: offered.map(({ slots }) => slots),
  });
}
