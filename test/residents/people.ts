/** Reads the residents: who they are, what they want, what only they can see; files that anybody can read and add to. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LOCALES, SERVICES } from '../../src/domain/names.ts';
import { DOORS, type DoorName } from './doors.ts';
import { type Home, readHomes, TODAY } from './town.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const row = z.record(z.string(), z.union([scalar, z.array(scalar)]));
const names = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const values = z.record(z.string(), scalar);
const service = z.enum(SERVICES);

export const TABLES = ['bound', 'payments', 'cases', 'invoices', 'ratings', 'notices', 'reports', 'resident'] as const;
export type Table = (typeof TABLES)[number];
const ends = z.partialRecord(z.enum(TABLES), z.array(z.union([row, scalar])));

const goal = z.strictObject({
  service,
  /** What it is opened with: a key of words/*.yaml. */
  opens: z.string(),
  /** After one of these sentences the resident believes that it is done. */
  done: names,
  /** Services that may ask something on the way. */
  also: z.array(service).default([]),
  /** What is answered to the question of that name; what is not here is answered as anybody would. */
  answers: values.default({}),
  agrees: z.boolean().default(true),
  /** The button on a card that is pressed then: `withdraw`, `solved`, `not-solved`, `reopen`. */
  presses: z.string().optional(),
  /** Leaves at this question: `by` cancelling in words, or by silence. */
  stops: z.strictObject({ at: z.string(), by: z.enum(['cancel', 'silence', 'no']) }).optional(),
  afterwards: z.enum(['pay', 'pay-declined', 'pay-late', 'pay-twice', 'pay-expired', 'clerk', 'wait']).optional(),
  says: names.default([]),
  /** Must come in answer to the very first message. */
  'first-says': names.default([]),
  'never-says': names.default([]),
  mentions: names.default([]),
  'never-mentions': names.default([]),
  ends: ends.default({}),
  with: values.default({}),
});
export type Goal = z.infer<typeof goal> & { readonly name: string };

const persona = z.strictObject({
  /** What it does to the words: see wording.ts. */
  speaks: z
    .array(z.enum(['plain', 'terse', 'chatty', 'polite', 'angry', 'typos', 'voice', 'mixed', 'own']))
    .default(['plain']),
  /** Always done, at a question that fits. */
  does: z.array(z.string()).default([]),
  taps: z.number().min(0).max(1).default(0.35),
  /** Messages added to the patience everybody has. */
  patience: z.int().default(0),
  /** Minutes between messages. */
  pace: z.number().default(0.5),
  /** Counts for the medians of effort. */
  'co-operative': z.boolean().default(false),
});
export type Persona = z.infer<typeof persona> & { readonly name: string };

const entry = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  story: z.string().min(10),
  language: z.enum(LOCALES).optional(),
  door: z.enum(DOORS).optional(),
  home: z.string().optional(),
  bound: names.optional(),
  before: names.default([]),
  wants: names.optional(),
  /** All wishes in the first message. */
  together: z.boolean().optional(),
  with: values.default({}),
  state: z.string().optional(),
  who: names.optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  patience: z.int().optional(),
  core: z.boolean().default(false),
  says: names.default([]),
  'never-says': names.default([]),
  mentions: names.default([]),
  'never-mentions': names.default([]),
  /** In place of what the goals say, table by table. */
  ends: ends.default({}),
});
const file = z.strictObject({
  /** What holds for everybody in this file who does not say otherwise. */
  everybody: entry.partial().omit({ id: true, story: true }).default({}),
  people: z.array(entry),
});

export interface Resident extends Omit<z.infer<typeof entry>, 'wants' | 'who' | 'state' | 'together'> {
  readonly together: boolean;
  readonly language: (typeof LOCALES)[number];
  readonly door: DoorName;
  readonly home: string;
  readonly bound: string[];
  readonly wants: readonly Goal[];
  readonly who: readonly Persona[];
  /** Breaker, neighbours' light, papers in hand …: nobody but the resident can see them. */
  readonly state: Readonly<Record<string, z.infer<typeof scalar>>>;
  readonly at: string;
  readonly file: string;
}

export interface Cast {
  readonly residents: readonly Resident[];
  readonly homes: Readonly<Record<string, Home>>;
  readonly goals: Readonly<Record<string, Goal>>;
  readonly states: Readonly<Record<string, Resident['state']>>;
}

const read = (path: string): unknown => parse(readFileSync(path, 'utf8'));

function named<T extends object>(path: string, shape: z.ZodType<T>): Record<string, T & { readonly name: string }> {
  const all = z.record(z.string(), shape).parse(read(path));
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, { ...one, name }]));
}

/** `people`: a folder of files of residents; goals, homes, states and personas stand beside it in `home`. */
export function readCast(home: string, people: string): Cast {
  const homes = readHomes(home);
  const goals = named(join(home, 'goals.yaml'), goal) as Record<string, Goal>;
  const personas = named(join(home, 'personas.yaml'), persona) as Record<string, Persona>;
  const states = z.record(z.string(), values).parse(read(join(home, 'states.yaml')));
  const known = <T>(kind: string, all: Readonly<Record<string, T>>, name: string, of: string): T => {
    const found = all[name];
    if (found === undefined) throw new Error(`${of}: there is no ${kind} "${name}"`);
    return found;
  };
  const residents = readdirSync(people)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const parsed = file.safeParse(read(join(people, name)));
      if (!parsed.success) throw new Error(`${name}:\n${z.prettifyError(parsed.error)}`);
      const { everybody, people: listed } = parsed.data;
      return listed.map((one): Resident => {
        const of = `${name}, ${one.id}`;
        const homeName = one.home ?? everybody.home ?? 'wang';
        const wants = one.wants ?? everybody.wants;
        if (!wants) throw new Error(`${of}: wants nothing`);
        const bound = one.bound ?? everybody.bound ?? [];
        for (const place of [homeName, ...bound]) known('home', homes, place, of);
        const stateName = one.state ?? everybody.state;
        return {
          ...one,
          file: name.replace('.yaml', ''),
          language: one.language ?? everybody.language ?? 'zh-CN',
          door: one.door ?? everybody.door ?? 'web',
          home: homeName,
          bound,
          before: one.before.length > 0 ? one.before : (everybody.before ?? []),
          wants: wants.map((want) => known('goal', goals, want, of)),
          who: (one.who ?? everybody.who ?? ['co-operative']).map((who) => known('persona', personas, who, of)),
          together: one.together ?? everybody.together ?? false,
          state: stateName ? known('state', states, stateName, of) : {},
          with: { ...everybody.with, ...one.with },
          at: one.at ?? everybody.at ?? TODAY,
          ...(one.patience === undefined && everybody.patience !== undefined && { patience: everybody.patience }),
        };
      });
    });
  const twice = residents.map(({ id }) => id).filter((id, place, all) => all.indexOf(id) !== place);
  if (twice.length > 0) throw new Error(`two residents are called ${twice.join(', ')}`);
  return { residents, homes, goals, states };
}
