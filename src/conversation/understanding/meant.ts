/** Which of several values of one kind is meant: 不是 A 是 B, 从 A 换成 B, A 停用了, "A, oops, B". */

interface Said {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const BEFORE = 24;
const AFTER = 20;
/** The last of these before a value tells of it. */
const GIVEN_UP =
  '不是|而非|并非|不[要用]|别(?:要|用|再|寄|发|打)|不(?:寄|发|打)|从|由|旧|老的?|原来|原先|原本|以前|之前|本来|把|将|[填写报登输打录弄搞记留][错成]|\\bnot\\b|\\bfrom\\b|\\binstead of\\b|\\brather than\\b|\\bold\\b|\\bprevious\\b|\\bformer\\b|\\bused to\\b|\\bwas\\b|\\bwrong\\b|\\breplace\\b';
const MEANT =
  "(?<!不|而|并)(?:就|应该|其实|正确的?|现在|而)?是|新|[改换变更]成?(?:寄|为|到|成|用|打)|正确|现在|如今|而是|\\bnew\\b|\\bnow\\b|\\bbut\\b|\\bto\\b|\\bwith\\b|\\buse\\b|\\binstead\\b|\\bshould (?:be|read)\\b|\\bit'?s\\b|\\bis\\b|\\bright\\b|\\bcorrect\\b|\\bbecomes?\\b";
const MARK = new RegExp(`(${GIVEN_UP})|${MEANT}`, 'g');
/** Behind a value that is none any more. */
const TAKEN_BACK =
  /^[ ,。.:?"')(-]*(?:这个|那个|这支|那支)?(?:的?号码?)?(?:已经?|早就?|都|就|也)?(?:[改换变]成?[为到成]|停[用机]|不用|不要|作废|注销|丢了|(?:[打写填报说输弄搞记])?错了?|不对|->|→|(?:is|was|has been|isn't|got)? ?(?:dead|old|wrong|gone|disconnected|no longer|not|lost|the old|cancelled|out of use)\b)/;
/** Said between a slip and what was meant. */
const REPAIR =
  /^[ ,。.:!?-]*(?:(?:哦|噢|啊|呃|额|哎呀?|诶|呸|等等|等下|抱歉|不好意思|了)[ ,。]*)*(?:不对?[,。 ]|不是[,。 ]|不对|错了?|[打写填报说输弄搞记]错|更正)|^[ ,.!?-]*(?:(?:no|oh|ah|uh|um|er|hang on|hold on)[ ,.!?-]*)*(?:no|wait|sorry|oops|whoops|actually|scratch|scrap|correction|typo|i mean|i meant|my bad|make (?:it|that)|rather)\b/;

/** Where no other is given up, these tell the one that is meant. */
const PUT_RIGHT =
  /(?:应该|其实|正确的?|实际)[是为]|[改换变]成?[为到成]|新|\bshould (?:be|read)\b|\bactually\b|\bnew\b|\bcorrect\b/;
const leadOf = (text: string, { start }: Said, before: number): string =>
  text.slice(Math.max(before, start - BEFORE), start);

function isGivenUp(text: string, said: Said, before: number): boolean {
  const mark = [...leadOf(text, said, before).matchAll(MARK)].at(-1);
  const tail = text.slice(said.end, said.end + AFTER);
  return mark?.[1] !== undefined || TAKEN_BACK.test(tail) || REPAIR.test(tail);
}

/** The value that is meant first, then the others; `all` stands in the order it was said. */
export function meantFirst<Value extends Said>(text: string, all: readonly Value[]): readonly Value[] {
  if (new Set(all.map(({ value }) => value)).size < 2) return all;
  const end = (at: number) => all[at - 1]?.end ?? 0;
  const givenUp = all.filter((one, at) => isGivenUp(text, one, end(at)));
  const right = givenUp.length > 0 ? [] : all.filter((one, at) => at > 0 && PUT_RIGHT.test(leadOf(text, one, end(at))));
  const last = right.length > 0 ? all.filter((one) => !right.includes(one)) : givenUp;
  return [...all.filter((one) => !last.includes(one)), ...last];
}
