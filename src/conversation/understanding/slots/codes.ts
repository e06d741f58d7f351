/** Numbers of cases and of taxpayers, in the groups people write them in. */
import { meantFirst } from '../meant.ts';

/** Ours, and what other systems of a supplier write on their slips: GD2026110400017, REQ-20261019-55. */
const OURS =
  /(?<![0-9a-z])w ?(?:的?(?:后面|后边|开头|打头|字母))?(?:是|接|跟着?|[,:])?(?:[ -]{0,2}\d){10,13}(?![0-9a-z]|[ -]\d)/;
const NAMED_CASE =
  /(?:工单|案号|案件|受理|单号|单子|编号|流水|申请|报修|\bticket|\bcase|\breference|\bref\b|\brequest|\bapplication)(?:号码?|编号|number|no\.?|id|[\s:#是为]|is){0,4}((?:(?!of|my|at|on|in)[a-z]{2,3} )?[a-z]{0,5}-?\d[\d-]{4,20}\d)(?!\d)/;
const CASE = /(?<![0-9a-z])([a-z]{1,5}-?\d{6,17}(?:-\d{1,6}){0,3})(?![0-9a-z])/;

/** Names that need no "number" behind them, then words that do. */
const TAX_NAME =
  '税号|税籍|识别号|信用代码|统一?编号?|统[边遍变鞭]|[同通]编(?!辑|程)|\\b(?:ubn|gui|uscc|tin)\\b|\\bcredit code\\b|\\btax(?:payer)?(?: registration| identification)? (?:id|number|no\\.?|code)|\\b(?:vat|tax)\\b.{0,80}?\\b(?:number|no\\.?)|\\b(?:business|company|uniform(?: invoice)?|unified|registration)(?: (?:registration|business))?(?: (?:id|number|no\\.?|code))+';
const TAX = new RegExp(
  `(?:${TAX_NAME})(?:(?: ?(?:id|number|no\\.?|code|is|就?是|为|[:：#(]))*)[^0-9a-z]{0,16}([0-9][0-9a-z]{0,17}(?:[ ,-]{1,2}[0-9a-z]{1,16}){0,9})`,
  'g',
);
/** 13664260 as our business number: told before what it is. */
const TOLD_BEFORE =
  /(?<![\d-])(\d{8})(?=,? (?:as|is|being) (?:the|our|my|its|your) (?:[a-z]+ ){0,3}(?:business|tax|company|ubn|gui|uniform|unified)\b)/g;
/** A credit code tells itself, whatever groups it is written in. */
const GROUPED = /(?<![0-9a-z])9[1-3](?=[0-9 -]*[a-z])(?:[ -]?[0-9a-z]){16}(?![0-9a-z])/g;
/** Not far behind one number, the one that it should be. */
const ANOTHER = /^[^0-9a-z]{1,12}(\d{4}[ -]?\d{4})(?![0-9a-z-])/;
const CREDIT_CODE = /^\d[0-9a-z]\d{6}[0-9a-z]{10}$/;

const WORD = /^(?:and|an|at|by|be|we|my|the|they|them|then|that|name|named|make|made|call|called|under|need)$/;

/** Groups from the left until they are a whole number: 9133 0106 MA27 XK3L 5G, 3323 1100. */
function taxIn(said: string): { readonly value: string; readonly end: number } | null {
  let value = '';
  let best: { readonly value: string; readonly end: number } | null = null;
  for (const group of said.matchAll(/[0-9a-z]+/g)) {
    value += group[0];
    const whole = CREDIT_CODE.test(value) || /^(?:\d{8}|\d{15}|\d{18}|\d{20})$/.test(value);
    // Words that follow have no digits: 12345675 and the name is no code of eighteen signs.
    if (best !== null && WORD.test(group[0])) break;
    if (!/\d/.test(group[0]) && !/^[a-hj-npqrtuwxy]{1,4}$/.test(group[0])) break;
    if (whole) best = { value: value.toUpperCase(), end: group.index + group[0].length };
  }
  return best;
}

export interface Codes {
  readonly caseNumber?: string;
  readonly taxId?: string;
  /** The text without what is neither an account's nor a telephone's. */
  readonly rest: string;
}

/** Reads heard text (`plain`); `cases`: a number that begins with letters is of a case. */
export function codesIn(plain: string, cases: boolean): Codes {
  let rest = plain;
  const hide = (said: string) => {
    rest = rest.replace(said, '#'.repeat(said.length));
  };
  const ours = OURS.exec(plain)?.[0];
  if (ours !== undefined) hide(ours);
  const named = cases && ours === undefined ? NAMED_CASE.exec(rest)?.[1] : undefined;
  const lettered = CASE.exec(rest)?.[1];
  const other = named ?? (cases && ours === undefined ? lettered : undefined);
  for (const one of [named, lettered]) if (one !== undefined && !one.startsWith('w')) hide(one);
  const caseNumber = ours?.replace(/[^w\d]/g, '') ?? other?.replace(/ /g, '');
  const told = [...rest.matchAll(TAX)].map(({ index, 0: all, 1: said = '' }) => ({
    said,
    start: index + all.lastIndexOf(said),
  }));
  const alone = [...rest.matchAll(GROUPED), ...rest.matchAll(TOLD_BEFORE)]
    .map(({ index, 0: said }) => ({ said, start: index }))
    .filter(({ said, start }) => taxIn(said)?.end === said.length && !told.some((one) => one.start === start));
  const others = told.flatMap(({ said, start }) => {
    const from = start + said.length;
    const other = ANOTHER.exec(rest.slice(from));
    return other === null ? [] : [{ said: other[1] ?? '', start: from + other[0].length - (other[1] ?? '').length }];
  });
  const taxes = [...told, ...others, ...alone].flatMap(({ said, start }) => {
    const tax = taxIn(said);
    return tax === null ? [] : [{ value: tax.value, start, end: start + tax.end }];
  });
  const [tax] = meantFirst(
    rest,
    taxes.sort((one, other) => one.start - other.start),
  );
  for (const { start, end } of taxes) rest = rest.slice(0, start) + '#'.repeat(end - start) + rest.slice(end);
  return {
    ...(caseNumber !== undefined && { caseNumber: caseNumber.toUpperCase() }),
    ...(tax !== undefined && { taxId: tax.value }),
    rest,
  };
}
