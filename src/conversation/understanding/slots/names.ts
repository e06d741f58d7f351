/** The old and the new name of a wish to change one: the most plainly told of each, as it was written. */
import { fold } from '../../../text/script.ts';
import { englishNames } from './names.en.ts';
import { namePairs } from './names.pairs.zh.ts';
import { smallNames } from './names.small.en.ts';
import type { Role } from './names.zh.said.ts';
import { type Candidate, chineseNames } from './names.zh.ts';

export interface Names {
  readonly oldName?: string;
  readonly newName?: string;
}

/** Weights from here on are words like 改成, 新户名, "should be". */
const PLAIN = 60;
/** The most that "I'm …" weighs. */
const SPEAKS = 60;

/** Of two names of which one is told, the other is its counterpart; of two that nothing tells, what was stands before what shall be. */
function counterpart(all: readonly Candidate[], told: string | undefined): string | undefined {
  const others = [...new Set(all.filter(({ role, name }) => role === null && name !== told).map(({ name }) => name))];
  return told !== undefined && others.length === 1 ? others[0] : undefined;
}

/** What a wish says of its two names; a guess is a name whose place tells nothing. */
interface Read extends Names {
  readonly guessed: boolean;
}

/** English, though a name in it is written in Chinese: seller 陈国华, buyer Thomas Weber. */
function isEnglish(text: string): boolean {
  const words = text.match(/\b[a-z]{2,}\b/g)?.length ?? 0;
  return words >= 4 && words > (text.match(/\p{Script=Han}/gu)?.length ?? 0) / 2;
}

function read(written: string): Read {
  const text = written.slice(0, 300);
  const folded = fold(text);
  const chinese = /\p{Script=Han}/u.test(text) && !isEnglish(text);
  const capital = chinese ? [...namePairs(folded), ...chineseNames(folded)] : englishNames(text);
  const all = capital.some(({ role }) => role !== null) || chinese ? capital : [...capital, ...smallNames(text)];
  const best = (role: Role, not?: string): Candidate | undefined =>
    all
      .filter((one) => one.role === role && one.name !== not)
      .sort((a, b) => b.weight - a.weight || a.start - b.start)[0];
  let newest = best('new');
  let oldest = best('old');
  if (newest !== undefined && oldest?.name === newest.name) {
    if (newest.weight >= oldest.weight) oldest = best('old', newest.name);
    else newest = best('new', oldest.name);
  }
  // I'm A, make it over to B: who speaks is who gives.
  if (oldest === undefined && newest !== undefined && newest.weight > SPEAKS)
    oldest = all.find(
      ({ name, role, weight }) => role === 'new' && name !== newest?.name && weight > 40 && weight <= SPEAKS,
    );
  const asWritten = ({ name, start }: Candidate) =>
    // 从甲厂改成乙厂: the word before it is none of a name.
    (folded.length === text.length ? text.slice(start, start + name.length) : name)
      .trim()
      .replace(/^[从從](?=.{2})/u, '');
  const find = (name: string | undefined) => all.find((one) => one.name === name);
  const untold = newest === undefined && oldest === undefined ? [...new Set(all.map(({ name }) => name))] : [];
  const newOne = newest ?? find(counterpart(all, oldest?.name) ?? (untold.length <= 2 ? untold.at(-1) : undefined));
  const oldOne = oldest ?? find(counterpart(all, newest?.name) ?? (untold.length === 2 ? untold[0] : undefined));
  return {
    ...(oldOne !== undefined && { oldName: asWritten(oldOne) }),
    ...(newOne !== undefined && { newName: asWritten(newOne) }),
    guessed: newest === undefined || newest.weight < PLAIN,
  };
}

/** The names a message gives; `written` is the text as it was written. */
export function namesIn(written: string): Names {
  const { guessed: _, ...names } = read(written);
  return names;
}

/** The new name where words say that it is one: what a form is filled with before it is read back. */
export function newNameTold(written: string): string | null {
  const { newName, guessed } = read(written);
  return newName !== undefined && !guessed && !/\d{4}/.test(newName) ? newName : null;
}
