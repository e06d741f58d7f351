/** The old and the new name of a wish to change one: the most plainly told of each, as it was written. */
import { fold } from '../../../text/script.ts';
import { englishNames, smallNames } from './names.en.ts';
import { type Candidate, chineseNames, type Role } from './names.zh.ts';

export interface Names {
  readonly oldName?: string;
  readonly newName?: string;
}

/** Of two names of which one is told, the other is its counterpart. */
function counterpart(all: readonly Candidate[], told: string | undefined): string | undefined {
  const others = [...new Set(all.filter(({ role, name }) => role === null && name !== told).map(({ name }) => name))];
  return told !== undefined && others.length === 1 ? others[0] : undefined;
}

/** The names a message gives; `written` is the text as it was written. */
export function namesIn(written: string): Names {
  const text = written.slice(0, 300);
  const folded = fold(text);
  const chinese = /\p{Script=Han}/u.test(text);
  const capital = chinese ? chineseNames(folded) : englishNames(text);
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
  const asWritten = ({ name, start }: Candidate) =>
    (folded.length === text.length ? text.slice(start, start + name.length) : name).trim();
  const find = (name: string | undefined) => all.find((one) => one.name === name);
  const newOne = newest ?? find(counterpart(all, oldest?.name));
  const oldOne = oldest ?? find(counterpart(all, newest?.name));
  return {
    ...(oldOne !== undefined && { oldName: asWritten(oldOne) }),
    ...(newOne !== undefined && { newName: asWritten(newOne) }),
  };
}
