/** Whether a dialogue reached what the agenda says: rows of the business tables, what had to be said, what must not be. */

import type { Played } from './engine.ts';
import { type Facts, factsOf, type Value } from './facts.ts';
import { type Cast, type Goal, TABLES, type Table } from './people.ts';
import type { CaseNow, Rows } from './seen.ts';

type Row = Readonly<Record<string, unknown>>;
type Wanted = Readonly<Record<string, Value | readonly Value[]>> | Value;

export interface Grade {
  /** Empty: the goal is reached. */
  readonly why: readonly string[];
  /** The tables alone. */
  readonly endState: boolean;
}

/** Opens what a case has sealed; a test may. */
export type Unseal = (sealed: string) => Promise<string>;

/** `2026-12-11 23:59`, in the supplier's time. */
const localTime = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

async function caseRow(one: CaseNow, rows: Rows, unseal: Unseal): Promise<Row> {
  const secret = one.sealed ? (JSON.parse(await unseal(one.sealed)) as Record<string, unknown>) : {};
  return {
    ...one.summary,
    ...secret,
    kind: one.kind,
    status: one.status,
    stage: one.stage,
    account: one.account,
    priority: one.priority,
    team: one.team,
    missing: one.missing.join(' '),
    anonymous: one.anonymous,
    'has-resident': one.resident !== null,
    ...Object.fromEntries(one.promises.map(({ kind, due }) => [`promise-${kind}`, due ? localTime(due) : null])),
    chased: rows.acts.filter(({ number, event }) => number === one.number && event === 'chased').length,
  };
}

const same = (one: CaseNow, other: CaseNow | undefined, chased: boolean): boolean =>
  other !== undefined &&
  !chased &&
  one.stage === other.stage &&
  one.status === other.status &&
  JSON.stringify(one.summary) === JSON.stringify(other.summary);

/** Rows as the agenda names them: only what the dialogue made or changed. */
async function rowsOf({ baseline, end }: Played, table: Table, unseal: Unseal): Promise<readonly Row[]> {
  const [before, after] = [baseline.rows, end.rows];
  switch (table) {
    case 'bound':
      return after.bound.map((account) => ({ account }));
    case 'payments':
      return after.payments
        .filter((one) => one.status !== before.payments.find(({ id }) => id === one.id)?.status)
        .map(({ account, minor, currency, status, bills }) => ({
          account,
          amount: currency === 'TWD' ? minor : minor / 100,
          currency,
          status,
          bills: bills.length,
        }));
    case 'cases': {
      const acted = after.acts
        .slice(before.acts.length)
        .filter(({ event }) => event === 'chased')
        .map(({ number }) => number);
      const changed = after.cases.filter(
        (one) =>
          !same(
            one,
            before.cases.find(({ number }) => number === one.number),
            acted.includes(one.number),
          ),
      );
      return Promise.all(changed.map((one) => caseRow(one, after, unseal)));
    }
    case 'invoices':
      return after.invoices.slice(before.invoices.length);
    case 'ratings':
      return after.ratings.slice(before.ratings.length).map((one) => ({ ...one, reasons: one.reasons.join(' ') }));
    case 'notices':
      return after.notices.filter(
        (one) => before.notices.find(({ topic }) => topic === one.topic)?.wanted !== one.wanted,
      );
    case 'reports':
      return after.reports
        .slice(before.reports.length)
        .map(({ scope, account, address, outage }) => ({ scope, account, address, joined: outage !== null }));
    case 'resident':
      return [{ realName: after.realName ?? 'unverified', current: after.currentAccount, language: after.locale }];
  }
}

/** Numbers as numbers, words as words; a list is what a column's words are, joined. */
function fits(wanted: Value | readonly Value[], found: unknown, facts: Facts): boolean {
  if (Array.isArray(wanted))
    return wanted.map((one) => String(facts.value(one as Value))).join(' ') === String(found ?? '');
  const value = facts.value(wanted as Value);
  if (value === null) return found === null || found === undefined || found === '';
  if (typeof value === 'number') return Math.abs(Number(found) - value) < 0.005;
  if (typeof value === 'boolean') return found === value;
  return String(found ?? '') === value;
}

const shown = (row: Row): string =>
  JSON.stringify(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined)));

function compare(
  table: Table,
  wanted: readonly { readonly row: Wanted; readonly facts: Facts }[],
  found: readonly Row[],
): string[] {
  const left = [...found];
  const why: string[] = [];
  for (const { row, facts } of wanted) {
    const fields: readonly (readonly [string, Value | readonly Value[]])[] =
      typeof row === 'object' && row !== null ? Object.entries(row) : [['account', row]];
    const place = left.findIndex((one) => fields.every(([field, value]) => fits(value, one[field], facts)));
    if (place >= 0) left.splice(place, 1);
    else
      why.push(
        `${table}: nothing like ${JSON.stringify(Object.fromEntries(fields.map(([field, value]) => [field, Array.isArray(value) ? value : facts.value(value as Value)])))} among ${found.map(shown).join(' ') || 'no rows'}`,
      );
  }
  return [...why, ...left.map((row) => `${table}: ${shown(row)} was not wanted`)];
}

/** Who asks for another language gets it. */
const rowsNameLanguage = ({ wants }: Played['resident']): boolean =>
  wants.some(({ ends }) => ends.resident?.some((row) => typeof row === 'object' && row !== null && 'language' in row));

export async function grade(
  played: Played,
  cast: Cast,
  texts: Readonly<Record<string, string>>,
  unseal: Unseal,
): Promise<Grade> {
  const { resident, end } = played;
  const paidAt = end.rows.payments.at(-1)?.openedAt;
  const facts = (goal: Goal): Facts =>
    factsOf(
      resident,
      goal,
      cast.homes,
      new Date(paidAt ?? resident.at),
      (kind) => end.rows.cases.findLast((one) => one.kind === kind)?.number,
      texts,
    );
  const own = facts(resident.wants[0] as Goal);
  const rows: string[] = [];
  for (const table of TABLES) {
    const instead = resident.ends[table];
    const wanted =
      instead !== undefined
        ? instead.map((row) => ({ row: row as Wanted, facts: own }))
        : resident.wants.flatMap((goal) =>
            (goal.ends[table] ?? []).map((row) => ({ row: row as Wanted, facts: facts(goal) })),
          );
    const stated = instead !== undefined || resident.wants.some((goal) => goal.ends[table] !== undefined);
    if (table === 'resident' && !stated) continue;
    if (table === 'bound' && !stated) {
      const home = cast.homes[resident.home]?.account;
      const before = played.baseline.rows.bound;
      const lost = before.filter((one) => !end.rows.bound.includes(one));
      const gained = end.rows.bound.filter((one) => !before.includes(one) && one !== home);
      rows.push(...lost.map((one) => `bound: ${one} was lost`), ...gained.map((one) => `bound: ${one} was not wanted`));
      continue;
    }
    rows.push(...compare(table, wanted, await rowsOf(played, table, unseal)));
  }
  const goals = resident.wants;
  const text = played.text;
  const has = (list: readonly string[], key: string): boolean => key.split(' or ').some((one) => list.includes(one));
  const words = [
    ...goals.flatMap((goal) => goal.says.filter((key) => !has(played.keys, key)).map((key) => `"${key}" was not said`)),
    ...goals
      .slice(0, 1)
      .flatMap((goal) => goal['first-says'].filter((key) => !has(played.firstKeys, key)))
      .map((key) => `"${key}" was not said at once`),
    ...resident.says.filter((key) => !has(played.keys, key)).map((key) => `"${key}" was not said`),
    ...[...goals.flatMap((goal) => goal['never-says']), ...resident['never-says']]
      .filter((key) => played.keys.includes(key))
      .map((key) => `"${key}" was said`),
    ...goals.flatMap((goal) =>
      goal.mentions
        .map((one) => facts(goal).text(one))
        .filter((one) => !text.includes(one))
        .map((one) => `${one} was not mentioned`),
    ),
    ...resident.mentions
      .map((one) => own.text(one))
      .filter((one) => !text.includes(one))
      .map((one) => `${one} was not mentioned`),
    ...[
      ...goals.flatMap((goal) => goal['never-mentions'].map((one) => facts(goal).text(one))),
      ...resident['never-mentions'].map((one) => own.text(one)),
    ]
      .filter((one) => text.includes(one))
      .map((one) => `${one} was mentioned`),
  ];
  const twice = played.saidTwice && played.seed === 0 ? ['one of two wishes had to be said again'] : [];
  const tongue =
    end.rows.locale === resident.language || !played.tells || rowsNameLanguage(resident)
      ? []
      : [`answered in ${end.rows.locale}, written to in ${resident.language}`];
  const gone =
    played.ending === 'content' || played.ending === 'left'
      ? []
      : [`the resident was ${played.ending} after ${played.moves} messages`];
  return {
    why: [...rows, ...words, ...twice, ...tongue, ...gone, ...played.broken.map((one) => `broken: ${one}`)],
    endState: rows.length === 0,
  };
}
