/** What a resident knows: `{account}`, `{phone}`, `{chen.address}`, `{due}` … in goals, people and words are these. */
import { dayOf } from '../../src/domain/calendar.ts';
import type { Goal, Resident } from './people.ts';
import { type Home, owed, written } from './town.ts';

export type Value = string | number | boolean | null;

export interface Facts {
  /** null: nobody knows it. */
  get(name: string): Value | undefined;
  /** As it is spoken; amounts as they stand in a bill. */
  text(template: string): string;
  /** As it stands in a table: a template that is one fact and a number is that number. */
  value(template: Value): Value;
}

const SELF = /\{([\w.:-]+)\}/g;

/** The case of a kind that is open, for `{case:complaint}`. */
export type CaseOf = (kind: string) => string | undefined;

export function factsOf(
  { home, with: own, state, language }: Pick<Resident, 'home' | 'with' | 'state' | 'language'>,
  goal: Pick<Goal, 'with'>,
  homes: Readonly<Record<string, Home>>,
  now: Date,
  caseOf: CaseOf,
  texts: Readonly<Record<string, string>>,
): Facts {
  const today = dayOf(now);
  const contact = language === 'zh-TW' ? '0912345678' : '13912345678';
  const ofHome = (one: Home, field: string): Value | undefined => {
    const newest = one.bills.at(-1);
    switch (field) {
      case 'due':
        return owed(one, today);
      case 'newest':
        return newest?.amount;
      case 'before':
        return one.bills.at(-2)?.amount;
      case 'change':
        return newest && one.bills.at(-2)
          ? Math.abs(Math.round((newest.amount - (one.bills.at(-2)?.amount ?? 0)) * 100) / 100)
          : undefined;
      case 'month':
        return newest?.month;
      case 'last4':
        return one.account.slice(-4);
      default: {
        const value = one[field as keyof Home];
        return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
      }
    }
  };
  const lives = homes[home];
  const place = (name: string): [Home | undefined, string] => {
    const [first = '', second] = name.split('.');
    return second === undefined ? [lives, first] : [homes[first], second];
  };
  const get: Facts['get'] = (name) => {
    if (name.startsWith('case:')) return caseOf(name.slice(5));
    const told = own[name] ?? goal.with[name] ?? state[name];
    if (told !== undefined) return typeof told === 'string' && told.includes('{') ? value(told) : told;
    if (name === 'contact') return contact;
    if (texts[name] !== undefined) return texts[name];
    const [one, field] = place(name);
    return one && ofHome(one, field);
  };
  const known = (name: string): Value => {
    const found = get(name);
    if (found === undefined) throw new Error(`nobody knows {${name}}`);
    return found;
  };
  const text = (template: string): string =>
    template.replace(SELF, (_whole, name: string) => {
      const found = known(name);
      const [one, field] = place(name);
      return typeof found === 'number' && one && ['due', 'newest', 'before', 'change'].includes(field)
        ? written(one, found)
        : String(found);
    });
  const value = (template: Value): Value => {
    if (typeof template !== 'string') return template;
    const only = /^\{([\w.:-]+)\}$/.exec(template);
    return only ? known(only[1] ?? '') : text(template);
  };
  return { get, text, value };
}
