/** Points from one to five in a sentence that rates: 打2分, 三分吧, "I'd give that a 2", "three out of five". */

import { meantBehindSlip } from '../slips.ts';

const VALUES: Readonly<Record<string, string>> = {
  一: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  single: '1',
  zero: '1',
};
const HAN = '[一二两三四五1-5]';
const WORD = '(one|two|three|four|five|single|[1-5])';
const SAID: readonly RegExp[] = [
  new RegExp(
    `(?:打|给|评)(?:了|你们?|他|个|上|一个|出){0,3}(${HAN})(?:个|颗|粒)?(?:星|分)(?!钟|之|期|制|[路街道镇村乡里湖电手冰级])`,
  ),
  new RegExp(
    `(?<![\\d十百第]|[\\d一二两三四五]点|\\d[.])(${HAN})(?:个|颗|粒)?(?:星|分|颗|🌟|⭐)(?!钟|之|期|贝|制|[路街道镇村乡里湖电手冰级])`,
  ),
  new RegExp(
    `(?:打|给|评|只值|就|值)(?:了|你们?|他|个|上|一个|出|我){0,3}(${HAN})(?![\\d.年月日个天次点块元度户十百千])`,
  ),
  new RegExp(`\\b${WORD}[ -]?(?:stars?|points?)\\b`),
  new RegExp(`\\b${WORD} ?(?:out of|\\/|of) ?(?:5|five)\\b`),
  new RegExp(
    `\\b(?:give|gave|gets?|got|rate|rating|score|mark|call|deserve[sd]?|worth|put|make|earned?|say)\\b[a-z' ,:]{0,28}?\\b${WORD}\\b(?! ?(?:min|hour|day|week|time|people|guy|month))`,
  ),
  new RegExp(`^(?:a |an |solid |my rating:? |rating:? |score:? )*${WORD}\\b(?! ?(?:min|hour|day|week))`),
];

/** 满分五分的话: the measure, and not the mark. */
const OF_FIVE = /满分(?:是|为)?(?:[五5]|十|10)分?(?:制|的话)?/g;

/** Points that are said to be points. */
export function starsSaid(said: string): string | null {
  // A case's number is no mark, nor part of one.
  const key = said.replace(OF_FIVE, '').replace(/w?\d{8,}/g, ' ');
  if (/(?:给|打|评)(?:了|你们?|他|她|您)?(?:一?个)?满分/.test(said)) return '5';
  const signs = key.match(/[⭐★🌟]/gu)?.length ?? 0;
  if (signs > 0 && signs <= 5 && !/\d/.test(key)) return String(signs);
  if (/满分(?!十分|是|\d|[一二三四五十])|full marks|top marks/.test(key)) return '5';
  for (const pattern of SAID) {
    const mark = pattern.exec(key)?.[1];
    if (mark !== undefined) return VALUES[mark] ?? mark;
  }
  return null;
}

/** Gotta be a five from me. */
const A_FIVE = new RegExp(`\\b(?:a|an)(?: [a-z]+)? ${WORD}(?= (?:from|for|to|overall|at best)\\b|[.!,]|$)`);

/** Of a message that rates, the only number there is counts too. */
export const starsIn = (key: string): string | null => meantBehindSlip(key, starsOf);

function starsOf(key: string): string | null {
  const said = starsSaid(key);
  if (said !== null) return said;
  const handed = A_FIVE.exec(key)?.[1];
  if (handed !== undefined) return VALUES[handed] ?? handed;
  // 满分五分, and nothing else, is the mark.
  if (/满分/.test(key) && key.replace(OF_FIVE, '').search(/[1-5一二两三四五]/) < 0) return '5';
  const [only, another] = [
    ...key.matchAll(
      /(?<![\d./-]|\d:)([1-5])(?![\d.:/%-]|[月日号点年天个次楼期户度]| ?(?:hours?|days?|times?|min|weeks?|am\b|pm\b))/g,
    ),
  ];
  return another === undefined ? (only?.[1] ?? null) : null;
}
