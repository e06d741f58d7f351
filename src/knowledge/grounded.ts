/** Whether a sentence says no more than a clause does: its numbers with their units, its words, and what it denies or demands. */
import { fold } from '../text/script.ts';

/** Of the sentence's pairs of signs (or words), so many have to stand in one or two sentences of the clause. */
const COVERED = 0.65;
/** Words that bind sentences and say nothing; the same in both scripts. */
const BINDING = new Set(
  '的是和在有您你需要如果先再也都就及或后前中上下可以把由到等，。、；：,.;:!！?？"“”（）()《》[]【】·- ',
);
const BINDING_EN = new Set(
  'a an the of to in on at by for with and or is are be been your you it this that then if when as from will'.split(
    ' ',
  ),
);

const NUMBER = /\d+(?:[.,:：/-]\d+)*/g;
const SAID_NUMBER = /[零〇一二三四五六七八九十百千万两兩半几]+/g;
const SAID_NUMBER_EN =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|half|dozen|once|twice)\b/g;
/** What turns a sentence into its opposite. */
const TURNS = /[不没无未非免勿禁别莫仅只除]|必须|须|应当|应该|一定|自动/g;
const TURNS_EN =
  /\b(?:not|no|none|never|without|unless|except|only|must|cannot|free|always|automatically|neither|nor)\b|n't\b/g;

const plain = (text: string): string => fold(text.normalize('NFKC').toLowerCase());
const tight = (text: string): string => plain(text).replace(/\s+/g, '');

/** A number with what is counted: `45分`, `45min`; a bare one where nothing follows. */
function counted(text: string): string[] {
  const said = tight(text);
  return [...said.matchAll(NUMBER)].map(({ 0: number, index }) => {
    const unit = /^(?:\p{Script=Han}|[a-z]{1,3}|[%‰])/u.exec(said.slice(index + number.length))?.[0] ?? '';
    return number + unit;
  });
}

function numbersStand(sentence: string, clause: string): boolean {
  const there = new Set(counted(clause));
  const bare = new Set([...tight(clause).matchAll(NUMBER)].map(([number]) => number));
  const digits = counted(sentence).every((one) => there.has(one) || (/^[\d.,:：/-]+$/.test(one) && bare.has(one)));
  const words = [...plain(sentence).matchAll(SAID_NUMBER), ...plain(sentence).matchAll(SAID_NUMBER_EN)];
  const signs = plain(clause);
  return digits && words.every(([word]) => signs.includes(word));
}

function unitsOf(text: string): string[] {
  const said = plain(text);
  const english = (said.match(/[a-z][a-z'’-]*/g) ?? []).filter((word) => !BINDING_EN.has(word));
  const signs = [...said].filter((sign) => /[\p{Script=Han}\d]/u.test(sign) && !BINDING.has(sign));
  return [...english, ...signs.slice(1).map((sign, at) => `${signs[at]}${sign}`)];
}

const turnsOf = (text: string): string =>
  [...(plain(text).match(TURNS) ?? []), ...(plain(text).match(TURNS_EN) ?? [])].toSorted().join(' ');

/** Sentences of a clause, and neighbours together: a shortened sentence may come from two. */
function sourcesOf(clause: string): string[] {
  const single = clause
    .split(/(?<=[。！？!?；;\n])|(?<=\.)\s+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return [...single, ...single.slice(1).map((one, at) => `${single[at]} ${one}`)];
}

/** Signs of the sentence that the clause does not have: a word of its own, or the other script. */
const strangers = (sentence: string, clause: string): boolean =>
  [...sentence.normalize('NFKC')].some(
    (sign) => /\p{Script=Han}/u.test(sign) && !BINDING.has(sign) && !clause.normalize('NFKC').includes(sign),
  );

export function isGrounded(sentence: string, clause: string): boolean {
  if (/https?:|www\.|[<>{}`]/i.test(sentence)) return false;
  if (!numbersStand(sentence, clause) || strangers(sentence, clause)) return false;
  const units = unitsOf(sentence);
  if (units.length === 0) return false;
  const turns = turnsOf(sentence);
  return sourcesOf(clause).some((source) => {
    const there = new Set(unitsOf(source));
    return turns === turnsOf(source) && units.filter((unit) => there.has(unit)).length >= units.length * COVERED;
  });
}
