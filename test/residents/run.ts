/** Many dialogues, several lanes side by side, each with a database of its own; the results in the order of the residents. */
import pg from 'pg';
import type { Locale } from '../../src/domain/names.ts';
import type { Counter } from './counters.ts';
import { type Played, play, type Stage } from './engine.ts';
import { grade } from './grade.ts';
import type { Mode } from './model.ts';
import type { Cast, Resident } from './people.ts';
import { townLines } from './town.ts';
import type { WordBook } from './words.ts';
import { makeTemplate, openWorld, TEMPLATE } from './world.ts';

export interface Result {
  readonly id: string;
  readonly file: string;
  readonly seed: number;
  readonly services: readonly string[];
  readonly personas: readonly string[];
  readonly language: string;
  readonly door: string;
  readonly disturbed: readonly string[];
  readonly coOperative: boolean;
  readonly moves: number;
  readonly ending: string;
  readonly why: readonly string[];
  /** The bot ended it as done, and it is not. */
  readonly falselyContent: boolean;
  readonly counts: Readonly<Record<Counter, number>>;
  readonly found: readonly { readonly counter: Counter; readonly what: string }[];
  readonly transcript: readonly string[];
  readonly slowestMs: number;
  readonly longestWaitMs: number;
  readonly askedModel: number;
  readonly unheard: number;
  readonly restated: number;
}

export interface Job {
  readonly resident: Resident;
  readonly seed: number;
}

/** `url` makes a connection string of the same server for a database's name. */
export interface Server {
  url(database: string): string;
}

/** One statement to the server itself. */
export async function tell(server: Server, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database that every lane's is copied from; `name` lets several runs share one server. */
export async function prepare(server: Server, cast: Cast, name = TEMPLATE): Promise<void> {
  await tell(server, `create database ${name}`);
  await makeTemplate(server.url(name), townLines(cast.homes));
}

function resultOf(played: Played, why: readonly string[], endState: boolean): Result {
  const {
    resident,
    seed,
    disturbed,
    moves,
    ending,
    counted,
    transcript,
    believed,
    slowestMs,
    longestWaitMs,
    askedModel,
    unheard,
    restated,
  } = played;
  return {
    id: resident.id,
    file: resident.file,
    seed,
    services: [...new Set(resident.wants.map(({ service }) => service))],
    personas: resident.who.map(({ name }) => name),
    language: resident.language,
    door: resident.door,
    disturbed,
    coOperative: resident.who.every((who) => who['co-operative']),
    moves,
    ending,
    why: [...why, ...counted.found.map(({ counter, what }) => `${counter}: ${what}`)],
    falselyContent: ending === 'content' && believed === resident.wants.length && !endState,
    counts: counted.n,
    found: counted.found,
    transcript,
    slowestMs,
    longestWaitMs,
    askedModel,
    unheard,
    restated,
  };
}

async function one(stage: Stage, { resident, seed }: Job): Promise<Result> {
  try {
    const played = await play(stage, resident, seed);
    const { why, endState } = await grade(
      played,
      stage.cast,
      stage.words[resident.language].texts,
      stage.world.house().tokens.unseal,
    );
    return resultOf(played, why, endState);
  } catch (error) {
    return {
      id: resident.id,
      file: resident.file,
      seed,
      services: [...new Set(resident.wants.map(({ service }) => service))],
      personas: resident.who.map(({ name }) => name),
      language: resident.language,
      door: resident.door,
      disturbed: [],
      coOperative: false,
      moves: 0,
      ending: 'broken',
      why: [`it broke: ${error instanceof Error ? error.message : String(error)}`],
      falselyContent: false,
      counts: {} as Result['counts'],
      found: [],
      transcript: [],
      slowestMs: 0,
      longestWaitMs: 0,
      askedModel: 0,
      unheard: 0,
      restated: 0,
    };
  }
}

export interface RunOptions {
  readonly server: Server;
  readonly cast: Cast;
  readonly words: Readonly<Record<Locale, WordBook>>;
  readonly jobs: readonly Job[];
  readonly lanes: number;
  readonly template?: string;
  /** Names the lanes' databases; several runs on one server need different ones. */
  readonly lane?: string;
  /** A model beside the service. */
  readonly model?: Mode | null;
  readonly onResult?: (result: Result, done: number) => void;
  /** Ends the run early. */
  readonly enough?: (result: Result) => boolean;
}

export async function run({
  server,
  cast,
  words,
  jobs,
  lanes,
  template = TEMPLATE,
  lane = `${template}_lane`,
  model = null,
  onResult,
  enough,
}: RunOptions): Promise<readonly Result[]> {
  const results: (Result | undefined)[] = jobs.map(() => undefined);
  const next = jobs.entries();
  let [done, stop] = [0, false];
  const databases = Array.from({ length: Math.min(lanes, jobs.length) }, (_, n) => `${lane}_${n}`);
  for (const name of databases) {
    await tell(server, `drop database if exists ${name} with (force)`);
    await tell(server, `create database ${name} template ${template}`);
  }
  await Promise.all(
    databases.map(async (name) => {
      const world = await openWorld(server.url(name), model);
      try {
        for (const [place, job] of next) {
          if (stop) break;
          const result = await one({ world, cast, words }, job);
          results[place] = result;
          done += 1;
          onResult?.(result, done);
          if (enough?.(result)) stop = true;
        }
      } finally {
        await world.close();
      }
    }),
  );
  for (const name of databases) await tell(server, `drop database if exists ${name} with (force)`);
  return results.flatMap((result) => (result ? [result] : []));
}
