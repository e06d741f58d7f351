/** Which of several accounts words mean: by nickname, part of the address, holder, last digits, or "the other one". */
import type { BoundAccount, Viewer } from '../../domain/viewer.ts';
import { hear } from '../understanding/spelling.ts';

const OTHER =
  /另(?:外)?(?:一|那)?(?:个|家|户|套|间)?(?:户号|电号|账户|账号|房子|家|户|的|那?个|一个)|别的(?:户号|电号|账户|房子)|其[他它](?:的)?(?:户号|电号|账户)|换(?:个|一个)(?:户号|电号|账户)|the other (?:one|account|house|home|flat|place|apartment)|(?:my )?other account/;
const ENDING =
  /(?:尾号|[末后][四4]位|结尾|ending(?: in| with)?|ends in)(?:是|为)?\s*(\d{3,6})|(?<!\d)(\d{4})(?:那个|这个|的?户|的呢|结尾|尾号)/;
/** A supplier is no company of theirs. */
const NOT_THEIRS = /(?:供电|电力|你们|贵|自来水|燃气|煤气)公司/g;
const SHORTEST_PLACE = 3;

/** As they are listed when it is asked which. 第一个月 is no account. */
const NTH =
  /第([一二三四五六1-6])(?:个|户|家|套)(?:户号|电号|账户|账号|房子)?(?=的|户|账|电|家|房|$|[,。!?]|那|呢)|\b(?:the )?(first|second|third|fourth|last) (?:one|account|house|home|flat|place)\b/;
const PLACES: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4 };
const placeOf = (said: string, count: number): number =>
  said === 'last' ? count : (PLACES[said] ?? (Number(said) || '一二三四五六'.indexOf(said) + 1));

const keyOf = (text: string): string => hear(text).key;

/** Words of the text that stand in this account's address and in no other's: the longest. */
function placeIn(key: string, account: BoundAccount, others: readonly BoundAccount[]): string | null {
  const address = keyOf(account.address);
  const elsewhere = others.map((one) => keyOf(one.address));
  for (let length = Math.min(key.length, address.length); length >= SHORTEST_PLACE; length -= 1) {
    for (let from = 0; from + length <= address.length; from += 1) {
      const part = address.slice(from, from + length);
      if (/\p{Script=Han}/u.test(part) && key.includes(part) && !elsewhere.some((one) => one.includes(part)))
        return part;
    }
  }
  return null;
}

export interface Meant {
  readonly account: string;
  /** The words that mean it. */
  readonly words: string;
}

/** `about`: the account that is talked about, which "the other one" is not. Null where none or more than one is meant. */
export function accountMeant(key: string, { accounts }: Viewer, about: string | null): Meant | null {
  if (accounts.length < 2) return null;
  const text = key.replace(NOT_THEIRS, '#');
  const named = accounts.flatMap((account): Meant[] => {
    const others = accounts.filter((one) => one !== account);
    const names = [account.nickname, account.holder].flatMap((name) => (name ? [keyOf(name)] : []));
    const own = names.find(
      (name) =>
        name.length >= 2 &&
        text.includes(name) &&
        !others.some((one) => keyOf(one.nickname ?? '') === name || keyOf(one.holder) === name),
    );
    const words = own ?? placeIn(text, account, others);
    return words ? [{ account: account.accountNumber, words }] : [];
  });
  const [only] = named;
  if (only) return named.length === 1 ? only : null;
  const ending = ENDING.exec(text);
  const digits = ending?.[1] ?? ending?.[2];
  const ends = digits ? accounts.filter(({ accountNumber }) => accountNumber.endsWith(digits)) : [];
  if (ending && ends.length === 1 && ends[0]) return { account: ends[0].accountNumber, words: ending[0] };
  const nth = NTH.exec(text);
  const place = nth ? placeOf(nth[1] ?? nth[2] ?? '', accounts.length) : 0;
  const counted = accounts[place - 1];
  if (nth && counted) return { account: counted.accountNumber, words: nth[0] };
  const other = OTHER.exec(text);
  const rest = accounts.filter(({ accountNumber }) => accountNumber !== about);
  return other && about !== null && rest.length === 1 && rest[0]
    ? { account: rest[0].accountNumber, words: other[0] }
    : null;
}
