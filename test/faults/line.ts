/** The line between a house and its database, which can be cut or go silent for ever at a statement named in advance. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type pg from 'pg';
import { connect, databaseOn } from '../../src/store/connect.ts';
import type { Database } from '../../src/store/tables.ts';

/** What breaks, and when: before the statement is sent, while it is on its way, or when its answer came and nobody has read it. */
export const FAULT_KINDS = [
  'cut before',
  'cut flying',
  'cut answered',
  'kill before',
  'kill flying',
  'kill answered',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** It strikes at the so-many-th statement from when it was armed. */
  readonly after: number;
}

/** The process is dead: whoever waited for it hears this, as a client hears that the connection was reset. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

export type Line = ReturnType<typeof openLine>;

const never = <T>(): Promise<T> => new Promise<T>(() => {});
const cutOff = () => new Error('Connection terminated unexpectedly');

const socketOf = (client: pg.PoolClient): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

async function cut(client: pg.PoolClient): Promise<void> {
  const socket = socketOf(client);
  if (socket.destroyed) return;
  const closed = once(socket, 'close');
  socket.destroy();
  await closed;
}

export function openLine(url: string, onStrike: (kind: FaultKind) => void) {
  const { pool } = connect({ connectionString: url, max: 4 });
  // A machine that is busy with other things is not the fault that is looked for.
  Object.assign(pool.options, {
    connectionTimeoutMillis: 30_000,
    query_timeout: 30_000,
    statement_timeout: 29_000,
    lock_timeout: 29_000,
  });
  let isDead = false;
  const clients = new Set<pg.PoolClient>();
  pool.on('connect', (client) => {
    // One that was on its way when the process died is nobody's.
    if (isDead) socketOf(client as pg.PoolClient).destroy();
    else clients.add(client as pg.PoolClient);
  });
  pool.on('remove', (client) => clients.delete(client as pg.PoolClient));
  let armed: { kind: FaultKind; left: number } | null = null;
  let die: (error: Killed) => void = () => {};
  const dead = new Promise<never>((_, reject) => {
    die = reject;
  });
  dead.catch(() => {});
  /** Backends that may still be at work on what was sent. */
  const flying: number[] = [];

  const kill = (): void => {
    if (isDead) return;
    isDead = true;
    for (const client of clients) {
      flying.push((client as unknown as { processID: number }).processID);
      socketOf(client).destroy();
    }
    die(new Killed('connection reset'));
  };

  const strike = async (kind: FaultKind, client: pg.PoolClient, send: () => Promise<unknown>): Promise<unknown> => {
    const [what, when] = kind.split(' ') as ['cut' | 'kill', 'before' | 'flying' | 'answered'];
    onStrike(kind);
    if (when === 'before') {
      if (what === 'kill') {
        kill();
        return never();
      }
      await cut(client);
      return send();
    }
    if (when === 'flying') {
      flying.push((client as unknown as { processID: number }).processID);
      const answer = send();
      answer.catch(() => {});
      // After this turn of the event loop the statement is in the kernel's hands and no answer has been read.
      await new Promise((resolve) => setImmediate(resolve));
      if (what === 'kill') {
        kill();
        return never();
      }
      socketOf(client).destroy();
      return answer;
    }
    await send().catch(() => {});
    if (what === 'kill') {
      kill();
      return never();
    }
    await cut(client);
    throw cutOff();
  };

  const watched = (client: pg.PoolClient): pg.PoolClient => {
    const query = async (text: string, values: unknown[]): Promise<unknown> => {
      if (isDead) return never();
      const send = () => client.query(text, values);
      let answer: unknown;
      try {
        if (armed && --armed.left <= 0) {
          const { kind } = armed;
          armed = null;
          answer = await strike(kind, client, send);
        } else answer = await send();
      } catch (error) {
        if (isDead) return never();
        throw error;
      }
      return isDead ? never() : answer;
    };
    return {
      query,
      release: (destroy?: boolean) => {
        // A transaction that was left open must not go to somebody else; the real pool sees a broken client by itself.
        if (!isDead) client.release(destroy);
      },
    } as unknown as pg.PoolClient;
  };

  const db: Database = databaseOn({
    connect: (async () => {
      if (isDead) return never();
      const client = await pool.connect();
      return watched(client);
    }) as pg.Pool['connect'],
    end: (async () => {}) as pg.Pool['end'],
  });

  return {
    db,
    dead,
    flying: flying as readonly number[],
    isDead: () => isDead,
    arm: (fault: Fault | null) => {
      armed = fault && { kind: fault.kind, left: fault.after };
    },
    isArmed: () => armed !== null,
    landed: () => {
      flying.length = 0;
    },
    close: async (): Promise<void> => {
      if (isDead) return;
      await pool.end();
    },
  };
}
