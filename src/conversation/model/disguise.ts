/** Personal data out of a text before it leaves the house, and back into what is our own: numbers, names, places as tokens. */

import { ANNOUNCED } from '../../text/announced-names.ts';
import { placeTold } from '../understanding/parsers/telling.ts';
import { namesIn } from '../understanding/slots/names.ts';

type Kind = 'NUMBER' | 'NAME' | 'PLACE' | 'EMAIL';

export interface Personal {
  readonly kind: Kind;
  readonly value: string;
}

export interface Disguise {
  /** The same value gets the same token in all texts of one message. */
  readonly hide: (text: string) => string;
  readonly reveal: (text: string) => string;
}

/** Numbers of accounts, telephones, papers and codes, however they are spaced; a date is none of them. */
const NUMBERS: readonly RegExp[] = [
  /(?<![A-Za-z\d])[A-Za-z][1289]\d{8}(?!\d)/g,
  /(?<![A-Za-z\d])(?=(?:[A-Za-z]*\d){6})[\dA-Za-z]{15,20}(?![A-Za-z\d])/g,
  /(?<!\d)(?!20\d\d[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?(?!\d|[-/.]\d))\+?\d(?:[\s\-().·,，_*/]{0,2}\d){4,}[Xx]?/g,
  /[零〇一二三四五六七八九幺两兩壹贰叁肆伍陆柒捌玖](?:[\s,，-]?[零〇一二三四五六七八九幺两兩壹贰叁肆伍陆柒捌玖]){5,}/g,
];
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const MOST_PLACES = 4;

/** `known`: what the house knows of this resident, so that it is recognised in any wording around it. */
export function disguise(known: readonly Personal[]): Disguise {
  const tokens = new Map<string, string>();
  const counts: Record<Kind, number> = { NUMBER: 0, NAME: 0, PLACE: 0, EMAIL: 0 };
  const tokenOf = (kind: Kind, value: string): string => {
    const given = tokens.get(value);
    if (given) return given;
    counts[kind] += 1;
    const token = `[${kind}_${counts[kind]}]`;
    tokens.set(value, token);
    return token;
  };
  const longest = known
    .map(({ kind, value }) => ({ kind, value: value.normalize('NFKC').trim() }))
    .filter(({ value }) => [...value].length >= 2)
    .toSorted((a, b) => b.value.length - a.value.length);

  const hide = (text: string): string => {
    // What already looks like one of our tokens is the resident's own writing.
    let rest = text
      .normalize('NFKC')
      .replace(/[\p{Cf}\p{Cc}]/gu, ' ')
      .replace(/\[(?=(?:NUMBER|NAME|PLACE|EMAIL)_)/g, '(');
    for (const { kind, value } of longest) rest = rest.replaceAll(value, () => tokenOf(kind, value));
    rest = rest.replace(EMAIL, (found) => tokenOf('EMAIL', found));
    for (let round = 0; round < MOST_PLACES; round += 1) {
      const place = placeTold(rest);
      if (!place || place.includes('[') || !rest.includes(place)) break;
      rest = rest.replaceAll(place, () => tokenOf('PLACE', place));
    }
    for (const pattern of ANNOUNCED)
      rest = rest.replace(pattern, (found: string, name: string) => found.replace(name, () => tokenOf('NAME', name)));
    const { oldName, newName } = namesIn(rest);
    for (const name of [oldName, newName])
      if (name && !name.includes('[')) rest = rest.replaceAll(name, () => tokenOf('NAME', name));
    for (const pattern of NUMBERS) rest = rest.replace(pattern, (found) => tokenOf('NUMBER', found));
    return rest;
  };

  return {
    hide,
    reveal: (text) => {
      let rest = text;
      for (const [value, token] of tokens) rest = rest.replaceAll(token, () => value);
      return rest;
    },
  };
}
