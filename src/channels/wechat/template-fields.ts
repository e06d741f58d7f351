/** Values as the fields of WeChat's message templates take them: each kind of field has its own rule, and a field's name begins with its kind (facts/channels.md 3.4). */
import type { Fact } from '../../domain/notice-facts.ts';

const SIGNS = { CNY: '¥', TWD: '$' } as const;

/** Null: this value cannot stand in such a field, and WeChat would refuse the whole message (47003). */
export function fieldValue(field: string, fact: Fact): string | null {
  const kind = /^[a-z_]+/.exec(field)?.[0] ?? '';
  switch (kind) {
    case 'thing':
      return cut(textOf(fact), 20);
    case 'short_thing':
      return cut(textOf(fact), 5);
    case 'phrase':
      // Chinese characters and nothing else.
      return fact.kind === 'text'
        ? matching((fact.value.match(/\p{Script=Han}/gu) ?? []).slice(0, 5).join(''), /./)
        : null;
    case 'name':
      return cut(textOf(fact), 10);
    case 'character_string':
      return matching(textOf(fact), /^[\x21-\x7e]{1,32}$/);
    case 'letter':
      return matching(textOf(fact), /^[A-Za-z]{1,32}$/);
    case 'number':
      return matching(fact.kind === 'money' ? fact.value : textOf(fact), /^-?(?=.{1,32}$)\d+(?:\.\d+)?$/);
    case 'phone_number':
      return matching(textOf(fact), /^[\d+*() -]{1,17}$/);
    case 'amount':
      if (fact.kind !== 'money') return null;
      return matching(`${SIGNS[fact.currency]}${fact.value}`, /^[¥$]\d{1,10}(?:\.\d{1,2})?$/);
    case 'time':
      return fact.kind === 'time' ? clockTime(fact.value) : fact.kind === 'day' ? fact.value : null;
    case 'date':
      return fact.kind === 'time' ? clockTime(fact.value).slice(0, 10) : fact.kind === 'day' ? fact.value : null;
    case 'symbol':
    case 'car_number':
    case 'enum':
      return null;
    default:
      // `first`, `keyword1`, `remark`: templates of the older kind have no rules but a length.
      return cut(textOf(fact), 200);
  }
}

/** `2026-11-22 09:30`, the clock of the supplier. */
const clockTime = (rfc3339: string): string => rfc3339.slice(0, 16).replace('T', ' ');

function textOf(fact: Fact): string {
  const text =
    fact.kind === 'money'
      ? `${SIGNS[fact.currency]}${fact.value}`
      : fact.kind === 'time'
        ? clockTime(fact.value)
        : fact.value;
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

const matching = (text: string, pattern: RegExp): string | null => (pattern.test(text) ? text : null);

/** Cut at the end with a sign that shows it; null when there is nothing. */
function cut(text: string, most: number): string | null {
  const characters = [...text];
  if (characters.length === 0) return null;
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
