/** Names and places are written as they are written, whatever language is spoken: they do not change the one that is answered in. */
import { localeOf } from '../text/script.ts';
import { hearingOf, openFrame, type Session } from './session.ts';
import type { Hearing } from './understanding/hearing.ts';
import { bareName } from './understanding/parsers/bare-name.ts';
import { placeTold } from './understanding/parsers/telling.ts';
import { understandText } from './understanding/understand.ts';

const NAMES: readonly string[] = ['name', 'title', 'address', 'parkingSpace', 'about'];
/** Whether a message is only such a value: an answer to the open question, or a name told in another language. */
export function isName(written: string, session: Session, about: Pick<Hearing, 'locale' | 'today'>): boolean {
  const open = openFrame(session);
  const said = written.trim();
  const options = open?.options.flatMap(({ label, alsoSaid = [] }) => [label, ...alsoSaid]) ?? [];
  if (said.length > 1 && options.some((option) => option.includes(said))) return true;
  const asked = NAMES.includes(open?.asked ?? '');
  const named = about.locale === 'en' && holdsNames(said);
  if (named && /[A-Za-z]{2}/.test(said)) return true;
  if (!asked && !named) return false;
  // 取消 is no name, and 安全的 answers whether there is danger.
  return understandText(written, hearingOf(session, about)).every(
    ({ command }) =>
      command.kind === 'unknown' ||
      ((command.kind === 'set' || command.kind === 'correct') && (asked || NAMES.includes(command.slot))),
  );
}

const COMPANY = /^\p{Script=Han}{2,24}(?:有限公司|股份公司|事務所|事务所)$/u;
/** Characters in a row, the number of a house among them. */
const CHARACTERS = /\p{Script=Han}(?:[\p{Script=Han}\d·・]|-\d)*/gu;
/** A name or a place in characters, alone or within English words: new name is 罗春兰. */
function holdsNames(written: string): boolean {
  const said = written.match(CHARACTERS) ?? [];
  const around = written.replace(CHARACTERS, ' ');
  const apart = /[A-Za-z]{2}/.test(around) && localeOf(around) !== 'en';
  return (
    said.length > 0 &&
    !apart &&
    said.every((one) => bareName(one) !== null || COMPANY.test(one) || placeTold(one) === one)
  );
}
