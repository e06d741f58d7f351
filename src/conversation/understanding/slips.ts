/** What is said behind a slip of the tongue: 充200,不,充300; 八月份,不对,九月份; "450, no wait, 540". */

const SLIP =
  /(?:^|[,。;!?. -])(?:哦|噢|啊|呃|额|哎|诶|等等|等下|算了)?[ ,]*(?:不对?(?=[,。 ])|不是(?=[,。 ])|不对|算了(?=[,。 ])|(?:说|打|写)错了?)|(?:,|\b(?:no|oops|wait|sorry),?|-) ?(?:no(?!\.? ?#?\d)|wait|oops|sorry|actually|scratch that|scrap that|i mean|i meant|correction|rather|make (?:it|that))\b/g;

/** The rest of a folded text behind the last slip in it; null where nobody slipped. */
export function behindSlip(text: string): string | null {
  const slip = [...text.matchAll(SLIP)].at(-1);
  return slip === undefined ? null : text.slice(slip.index + slip[0].length);
}

/** What a reader finds behind the slip, else in all of it. */
export function meantBehindSlip<Value>(text: string, read: (text: string) => Value | null): Value | null {
  const behind = behindSlip(text);
  return (behind === null ? null : read(behind)) ?? read(text);
}
