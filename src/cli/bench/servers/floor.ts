/** The floor of `bench turns`: bare Hono, LINE's signature, so many statements in one transaction, 200; nothing else at all. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';
import { isSignedByLine } from '../../../channels/line/signature.ts';
import { reportTo } from './report.ts';

const { DATABASE_URL = '', LINE_CHANNEL_SECRET = '', PORT = '0', STATEMENTS = '4' } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 20 });
pool.on('error', () => {});
await pool.query(`
  create table if not exists floor_inbox (id text primary key, who text not null, said text not null, at timestamptz not null);
  create table if not exists floor_sessions (who text primary key, turn integer not null, session text not null);
  create table if not exists floor_outbox (id bigint generated always as identity primary key, who text not null, body text not null)`);

type Event = {
  readonly webhookEventId: string;
  readonly source: { readonly userId: string };
  readonly message: { readonly text: string };
};

/** In this order, as often as it takes: store, load, save, put the reply out. */
const STEPS: readonly ((client: pg.PoolClient, event: Event) => Promise<unknown>)[] = [
  (client, { webhookEventId, source, message }) =>
    client.query('insert into floor_inbox values ($1, $2, $3, now()) on conflict do nothing', [
      webhookEventId,
      source.userId,
      message.text,
    ]),
  (client, { source }) => client.query('select turn, session from floor_sessions where who = $1', [source.userId]),
  (client, { source, message }) =>
    client.query(
      'insert into floor_sessions values ($1, 1, $2) on conflict (who) do update set turn = floor_sessions.turn + 1, session = $2',
      [source.userId, message.text],
    ),
  (client, { source, message }) =>
    client.query('insert into floor_outbox (who, body) values ($1, $2)', [source.userId, `answer to ${message.text}`]),
];
const wanted = Array.from({ length: Number(STATEMENTS) }, (_, at) => STEPS[at % STEPS.length]);

const app = new Hono().post('/webhooks/line', async (c) => {
  const raw = new Uint8Array(await c.req.arrayBuffer());
  if (!(await isSignedByLine(raw, LINE_CHANNEL_SECRET, c.req.header('x-line-signature')))) return c.body(null, 401);
  const { events } = JSON.parse(new TextDecoder().decode(raw)) as { events: readonly Event[] };
  for (const event of events) {
    const client = await pool.connect();
    try {
      await client.query('begin');
      for (const step of wanted) await step?.(client, event);
      await client.query('commit');
    } finally {
      client.release();
    }
  }
  return c.body(null, 200);
});

const server = serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' });
server.once('listening', () =>
  reportTo(async () => {
    server.close();
    await pool.end();
  }),
);
