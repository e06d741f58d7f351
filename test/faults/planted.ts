/** Faults planted on purpose, through the wiring or in the database, never in the source: the harness must find them. */
import { commit, type Write } from '../../src/store/commit.ts';
import type { Database } from '../../src/store/tables.ts';
import { createUnit, type Unit } from '../../src/store/unit.ts';
import type { Finding } from './findings.ts';
import type { WorldOptions } from './world.ts';

export interface Planted extends Pick<WorldOptions, 'spoil' | 'unit' | 'upkeepWaits' | 'newKeys'> {
  readonly name: string;
  readonly what: string;
  /** Shows itself within a few runs: part of the short form. */
  readonly quick?: true;
  /** A finding of another kind is not this fault being found. */
  readonly shows: readonly Finding['kind'][];
}

/** Whether a write adds rows to a table, built by hand or by the builder. */
function addsTo(db: Database, write: Write, table: string): boolean {
  const node = (typeof write === 'function' ? write : write.first)(db).toOperationNode();
  const text = JSON.stringify(node, (_key, one) => (typeof one === 'bigint' ? String(one) : one)).slice(0, 600);
  return node.kind === 'RawNode'
    ? new RegExp(`insert into ${table}\\b`).test(text)
    : node.kind === 'InsertQueryNode' && text.includes(`"name":"${table}"`);
}

const one =
  (make: (db: Database) => (writes: readonly Write[]) => Promise<void>) =>
  (db: Database): Unit => {
    const own = make(db);
    return { commit: own, transaction: (work) => createUnit(db).transaction(work) };
  };

/** Commits some writes by themselves, before or after the others. */
const split = (table: string, when: 'before' | 'after') =>
  one((db) => async (writes) => {
    const apart = writes.filter((write) => addsTo(db, write, table));
    const rest = writes.filter((write) => !apart.includes(write));
    for (const part of when === 'before' ? [apart, rest] : [rest, apart]) await commit(db, part);
  });

const without = (table: string, share: number) =>
  one((db) => {
    let n = 0;
    return (writes) => {
      n += 1;
      return commit(db, n % share === 0 ? writes.filter((write) => !addsTo(db, write, table)) : writes);
    };
  });

const trigger = (name: string, on: string, when: string, body: string): string =>
  `create function ${name}() returns trigger language plpgsql as $f$ begin ${body} end $f$;
   create trigger ${name} before ${when} on ${on} for each row execute function ${name}();`;

const NO_RULE_OF_ROWS = `alter table cases drop constraint cases_check; alter table cases drop constraint cases_open_has_a_next_check;`;
const NO_RULE_OF_HISTORY = 'drop trigger case_needs_history on cases;';

export const PLANTED: readonly Planted[] = [
  {
    name: 'apart',
    quick: true,
    what: 'the writes of a plan commit one by one',
    shows: ['lost', 'twice', 'conversation'],
    unit: one((db) => async (writes) => {
      for (const write of writes) await commit(db, [write]);
    }),
  },
  {
    name: 'apart-reversed',
    quick: true,
    what: 'one by one, the last first',
    shows: ['lost', 'twice', 'conversation'],
    unit: one((db) => async (writes) => {
      for (const write of [...writes].reverse()) await commit(db, [write]);
    }),
  },
  {
    name: 'key-of-history-dropped',
    quick: true,
    what: 'two writers of one entry both win',
    shows: ['history', 'twice'],
    spoil: 'alter table case_history drop constraint case_history_pkey',
  },
  {
    name: 'one-open-dropped',
    what: 'two cases of one reason may be open',
    shows: ['twice'],
    spoil: 'drop index cases_one_open_per_reason',
  },
  {
    name: 'answer-kept-later',
    quick: true,
    what: 'the answer under the key is kept in a later commit',
    shows: ['twice', 'other answer'],
    unit: split('idempotency_keys', 'after'),
  },
  {
    name: 'told-before',
    what: 'the conversation is told in a commit before the move',
    shows: ['conversation', 'twice', 'lost'],
    unit: split('inbox', 'before'),
  },
  {
    name: 'told-later',
    what: 'the conversation is told in a commit after the move',
    shows: ['lost'],
    unit: split('inbox', 'after'),
  },
  {
    name: 'deadline-forgotten',
    quick: true,
    what: 'no rule that an open case has owner and deadline, and a step of the clock that forgets the deadline',
    shows: ['ownerless'],
    spoil: `${NO_RULE_OF_ROWS} ${trigger('forgets', 'cases', 'update', `if new.stage = old.stage and new.status = 'open' and new.promises <> old.promises then new.deadline := null; end if; return new;`)}`,
  },
  {
    name: 'clock-not-recorded',
    what: 'a step of the clock is done and not recorded in the row, so that it is done again',
    shows: ['row', 'twice', 'stuck', 'word broken'],
    spoil: trigger(
      'forgets',
      'cases',
      'update',
      `if new.stage = old.stage and new.priority = old.priority and jsonb_array_length(new.promises) = jsonb_array_length(old.promises)
        then new.promises := old.promises; new.next_check_at := old.next_check_at; end if; return new;`,
    ),
  },
  {
    name: 'late-upkeep',
    what: 'after a start nobody looks after promises for ten minutes',
    shows: ['word broken'],
    upkeepWaits: 10,
  },
  {
    name: 'new-keys',
    quick: true,
    what: 'a client sends the same again under a new key',
    shows: ['twice', 'lost'],
    newKeys: true,
  },
  {
    name: 'answered-before-commit',
    quick: true,
    what: 'people are answered before it is committed',
    shows: ['lost', 'other answer', 'conversation'],
    unit: one((db) => async (writes) => {
      setTimeout(() => commit(db, writes).catch(() => {}), 1);
    }),
  },
  {
    name: 'turn-keys-dropped',
    what: 'a message may be answered twice',
    shows: ['twice'],
    spoil: 'alter table turns drop constraint turns_inbox_id_key; alter table turns drop constraint turns_pkey',
  },
  {
    name: 'hash-alone',
    quick: true,
    what: 'the hash of an entry is made without the one before',
    shows: ['history'],
    spoil: `${NO_RULE_OF_HISTORY} ${trigger(
      'alone',
      'case_history',
      'insert',
      `new.hash := encode(sha256(convert_to(concat_ws(E'\\n', '', new.case_number, new.seq, to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), new.event, new.actor, new.data), 'UTF8')), 'hex'); return new;`,
    )}`,
  },
  {
    name: 'entry-skipped',
    what: 'a chase leaves no entry',
    shows: ['lost', 'history'],
    spoil: `${NO_RULE_OF_HISTORY} ${trigger('skips', 'case_history', 'insert', `if new.event = 'chased' then return null; end if; return new;`)}`,
  },
  {
    name: 'rating-key-dropped',
    what: 'a service may be rated twice',
    shows: ['twice'],
    spoil: 'alter table ratings drop constraint ratings_pkey',
  },
  {
    name: 'ratable-forgotten',
    what: 'now and then a finished case is not noted as one that can be rated',
    shows: ['lost'],
    unit: without('service_records', 3),
  },
  {
    name: 'lazy-checks',
    what: 'the next look at a case is an hour late',
    shows: ['word broken', 'stuck'],
    spoil: trigger(
      'lazy',
      'cases',
      'insert or update',
      `new.next_check_at := new.next_check_at + interval '1 hour'; return new;`,
    ),
  },
  {
    name: 'held-forgotten',
    quick: true,
    what: 'that a person holds the conversation is forgotten at once',
    shows: ['conversation'],
    spoil: trigger('forgets', 'conversations', 'update', 'new.held_by := null; new.held_case := null; return new;'),
  },
  {
    name: 'report-forgotten',
    quick: true,
    what: 'now and then a report of an outage leaves a case and no report',
    shows: ['lost'],
    unit: without('outage_reports', 2),
  },
  {
    name: 'letter-forgotten',
    quick: true,
    what: 'a text message is promised and not put in the outbox',
    shows: ['lost'],
    unit: without('outbox', 1),
  },
  {
    name: 'letter-before',
    what: 'a text message is put in the outbox in a commit before what it tells of',
    shows: ['twice'],
    unit: split('outbox', 'before'),
  },
  {
    name: 'one-outage-dropped',
    what: 'one place may have two open outages',
    shows: ['twice'],
    spoil: 'drop index outages_one_open_per_level',
  },
];
