/** One run: a few people, a handful of cases, one fault or two at a statement that the seed names, and a look at the tables. */
import { type Dice, dice } from '../crash/chance.ts';
import { createActs } from './acts.ts';
import { readBooks, readCases } from './books.ts';
import type { Moves } from './chain.ts';
import type { Deed } from './deeds.ts';
import type { Finding } from './findings.ts';
import { judge } from './judge.ts';
import { judgeOwner } from './judge-cases.ts';
import { FAULT_KINDS, type FaultKind } from './line.ts';
import { doSomething } from './plan.ts';
import type { World } from './world.ts';

export interface RunReport {
  readonly number: number;
  readonly faults: readonly FaultKind[];
  readonly deeds: readonly Deed[];
  readonly ticks: number;
  readonly findings: readonly Finding[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-12-05T10:00:00+08:00');
/** A statement of a step is hit at random among these many. */
const DEEPEST = 9;

/** A number of its own for each run of each seed. */
const seedOf = (seed: number, number: number): number =>
  (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0;

export async function carryOut(world: World, moves: Moves, seed: number, number: number): Promise<RunReport> {
  const plan = dice(seedOf(seed, number));
  const deeds: Deed[] = [];
  const early: Finding[] = [];
  await world.begin(
    dice(seedOf(seed + 7, number)),
    START + plan.below(14 * 24 * 60) * MINUTE + plan.below(60) * 1_000,
    () => awayFor(world, plan),
  );
  const acts = createActs(world, deeds);
  const steps = 4 + plan.below(7);
  const strikes = new Set([plan.below(steps), ...(plan.often(0.1) ? [plan.below(steps)] : [])]);
  const inTime = plan.often(0.35);
  for (let step = 0; step < steps; step += 1) {
    if (strikes.has(step) && !inTime) arm(world, plan);
    const cases = await readCases(world.reader);
    for (const one of cases) judgeOwner(one, (kind, what) => early.push({ kind, what }));
    await doSomething({ acts, world, plan, cases, moves }, step);
    if (strikes.has(step) && inTime) arm(world, plan);
    await world.advance(await pause(world, plan));
  }
  // What is armed strikes here at the latest; then everything gets the time that it needs.
  for (let ticks = 0; ticks < 5 && world.isArmed(); ticks += 1) await world.tick();
  await world.revive();
  await world.advance(20 * MINUTE);
  await world.revive();
  await world.advance(5 * MINUTE);
  await world.settled();
  await world.landed();
  const books = await readBooks(world.reader);
  const findings = judge(
    books,
    deeds,
    moves,
    { now: world.now(), downs: world.downs() },
    { sent: world.messages(), faults: world.struck().length },
  );
  if (world.isTireless())
    findings.push({ kind: 'stuck', what: `${world.ticks()} rounds of upkeep, and something is still due` });
  const allowed = world.struck().length > 0 ? world.struck().length * 6 : 0;
  const trouble = world.trouble().filter((line) => !/[Cc]onnection|reset/.test(line));
  for (const line of trouble) findings.push({ kind: 'trouble', what: line });
  if (world.trouble().length - trouble.length > allowed)
    findings.push({
      kind: 'trouble',
      what: `${world.trouble().length} failures of one connection: ${world.trouble()[0]}`,
    });
  return { number, faults: world.struck(), deeds, ticks: world.ticks(), findings: unique([...early, ...findings]) };
}

const unique = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [`${finding.kind} ${finding.what}`, finding])).values(),
];

function arm(world: World, plan: Dice): void {
  world.arm({ kind: plan.oneOf(FAULT_KINDS), after: 1 + plan.below(DEEPEST) });
}

/** Minutes; a third of the time the service comes back shortly before a word is due. */
async function awayFor(world: World, plan: Dice): Promise<number> {
  const [often, before, else_] = [plan.often(0.35), 3 + plan.below(6), plan.oneOf([0.2, 1, 5, 30, 240])];
  if (!often) return else_;
  const { rows } = await world.reader.query<{ at: Date | null }>(
    `select min((p->>'due')::timestamptz) at from cases, jsonb_array_elements(promises) p
      where status = 'open' and p->>'kind' = 'next-word' and p->>'metAt' is null and p->>'dropped' is null`,
  );
  const at = rows[0]?.at;
  const minutes = at ? (at.getTime() - world.now()) / MINUTE - before : 0;
  return minutes > 0 && minutes < 600 ? minutes : else_;
}

/** Crews and talks are a matter of minutes, all else of days. */
async function pause(world: World, plan: Dice): Promise<number> {
  const { rows } = await world.reader.query(
    `select 1 from cases where kind in ('outage', 'handoff') and status = 'open' limit 1`,
  );
  const quick = rows.length > 0;
  return (
    plan.oneOf(
      quick ? [MINUTE, 10 * MINUTE, 20 * MINUTE, 50 * MINUTE] : [MINUTE, 30 * MINUTE, 3 * HOUR, 26 * HOUR, 50 * HOUR],
    ) +
    plan.below(60) * 1_000
  );
}
