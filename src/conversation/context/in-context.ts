/** What words mean in this very conversation: each reading is tried in its order, and the first that finds something else has it. */
import type { Making } from '../making.ts';
import type { Command, Proposal } from '../message.ts';
import { openFrame } from '../session.ts';
import type { Hearing } from '../understanding/hearing.ts';
import { bare, hear } from '../understanding/spelling.ts';
import { addition } from './addition.ts';
import { ofAllHomes } from './all-homes.ts';
import { amend } from './amend.ts';
import { anonymously } from './anonymously.ts';
import { chargedTwice, claimsLoss, wantsMoneyBack } from './claims.ts';
import { closingDay } from './closing-day.ts';
import { cutOff } from './cut-off.ts';
import { doneYet } from './done-yet.ts';
import { early, phoneInstead, wasPhone } from './early.ts';
import { filedWrong } from './filed-wrong.ts';
import { followUp } from './follow-up.ts';
import { furtherDanger } from './further-danger.ts';
import { invoiceWords } from './invoice-words.ts';
import { phoneIsLost } from './lost-phone.ts';
import { lostWish } from './lost-wish.ts';
import { wishedInstead } from './no-answer.ts';
import { onlyAnonymous, tellsHowFar } from './no-wish.ts';
import { noPerson, notWanted, wantsSomebody } from './not-wanted.ts';
import { oldHoldersPhone } from './old-holders-phone.ts';
import { outcome } from './outcome.ts';
import { ownBill } from './own-bill.ts';
import { saysPaid } from './paid.ts';
import { powerBack } from './power-back.ts';
import { praiseAndIdea } from './praise.ts';
import { questionBeside } from './question-beside.ts';
import type { Reading } from './reading.ts';
import { result } from './results.ts';
import { sellerLeaves } from './seller.ts';
import { swindle } from './swindle.ts';
import { agreesToNothing, callsBillWrong, declines, goesOn, takesOffer } from './taken-up.ts';
import { ofAccount, ofMonth, yearBefore } from './topic.ts';
import { waitsForPerson } from './waiting.ts';
import { asksWayToPay } from './ways-to-pay.ts';
import { whatNext } from './what-next.ts';

/** A life is in it: nothing that is open makes something else of that. */
export const isDistress = (command: Command): boolean =>
  command.kind === 'emergency' || (command.kind === 'outOfScope' && command.of !== undefined);

const distress: Reading = ({ proposals }) => (proposals.some(({ command }) => isDistress(command)) ? proposals : null);

/** Only where no question waits. */
const idle =
  (reading: Reading): Reading =>
  (utterance) =>
    openFrame(utterance.making.session) ? null : reading(utterance);

/** Whoever comes first has it: danger before all, what was just said before what is open, what is open before what was shown. */
const READINGS: readonly Reading[] = [
  distress,
  furtherDanger,
  noPerson,
  swindle,
  waitsForPerson,
  addition,
  idle(filedWrong),
  declines,
  ...[
    goesOn,
    claimsLoss,
    praiseAndIdea,
    sellerLeaves,
    ownBill,
    result,
    ofAllHomes,
    asksWayToPay,
    lostWish,
    cutOff,
    saysPaid,
    chargedTwice,
    wantsMoneyBack,
  ].map(idle),
  ...[takesOffer, callsBillWrong].map(idle),
  powerBack,
  doneYet,
  whatNext,
  outcome,
  idle(agreesToNothing),
  phoneIsLost,
  idle(onlyAnonymous),
  wantsSomebody,
  closingDay,
  oldHoldersPhone,
  wasPhone,
  tellsHowFar,
  phoneInstead,
  invoiceWords,
  anonymously,
  early,
  notWanted,
  followUp,
  yearBefore,
  ofAccount,
  wishedInstead,
  amend,
  ofMonth,
];

export async function inContext(
  making: Making,
  written: string,
  proposals: readonly Proposal[],
  hearing: Hearing,
): Promise<readonly Proposal[]> {
  const { key } = hear(written);
  const utterance = { making, written, key, bare: bare(key), proposals, hearing };
  for (const reading of READINGS) {
    const meant = await reading(utterance);
    if (meant) return meant;
  }
  return [...proposals, ...questionBeside(utterance)];
}
