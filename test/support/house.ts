/** The whole service on a real database, with a stepped clock, seeded chance and a person who writes, taps and pays. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { readConfig } from '../../src/config.ts';
import type { Answer, Choice, Reply } from '../../src/conversation/message.ts';
import type { Chance } from '../../src/outside/chance.ts';
import { createTokens } from '../../src/services/tokens.ts';
import { importLines } from '../../src/store/import.ts';
import type { Unit } from '../../src/store/unit.ts';
import { type Parts, wire } from '../../src/wiring.ts';
import { testDatabase } from './database.ts';
import { TODAY, town } from './town.ts';

const TOKEN_SECRET = 'a secret that only tests know, long enough';

export interface HouseOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly lines?: readonly object[];
  readonly pause?: (ms: number) => Promise<void>;
  readonly unit?: (db: Awaited<ReturnType<typeof testDatabase>>['db']) => Unit;
  /** Upkeep as in real life; else one thing after the other, so that a test knows what a round has done. */
  readonly upkeepSideBySide?: boolean;
  readonly gateways?: Parts['gateways'];
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** Ids and codes that are the same in every run. */
function seededChance(): Chance {
  let made = 0;
  return {
    id: () => {
      made += 1;
      return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
    },
    digits: (length) => {
      made += 1;
      return String((made * 7919 + 12345) % 10 ** length).padStart(length, '0');
    },
  };
}

export async function openHouse(options: HouseOptions = {}) {
  const database = await testDatabase();
  const tokens = createTokens(TOKEN_SECRET);
  const lines = options.lines ?? town;
  const imported = await importLines(database.url, Readable.from(lines.map((line) => JSON.stringify(line))), {
    hashIdNumber: tokens.hashIdNumber,
  });
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));

  let now = new Date(TODAY);
  const log: string[] = [];
  const tail = new Set<Promise<unknown>>();
  const config = readConfig(
    { NODE_ENV: 'test', TOKEN_SECRET, PUBLIC_URL: 'http://house.test', ...options.environment },
    0,
  );
  const house: ReturnType<typeof wire> = wire({
    config,
    db: database.db,
    cachedDb: database.db,
    later: (work) => {
      tail.add(work);
      void work.finally(() => tail.delete(work));
    },
    sink: (line) => log.push(line),
    selfUrl: 'http://house.test',
    loadLanguageModel: async (address) =>
      (await import('../../src/outside/language-model.openai.ts')).openAiLanguageModel(address),
    clock: { now: () => now },
    chance: seededChance(),
    fetch: (async (input: string | URL | Request, init?: RequestInit) =>
      house.app.request(String(input), init)) as typeof fetch,
    oneByOne: !options.upkeepSideBySide,
    ...(options.unit && { unit: options.unit(database.db) }),
    ...(options.pause && { pause: options.pause }),
    ...(options.gateways && { gateways: options.gateways }),
  });

  /** Waits for everything that goes on after an answer. */
  const settle = async () => {
    while (tail.size > 0) await Promise.allSettled([...tail]);
  };
  const request = async (
    method: string,
    path: string,
    { token, body, headers }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
  ) => {
    const response = await house.app.request(`http://house.test${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      // Answers of every shape: each test looks into its own.
      body: isJson ? JSON.parse(text) : null,
    };
  };
  const codes = () =>
    log
      .filter((line) => line.startsWith('[text message'))
      .map((line) => ({
        phone: /to (\S+?)\]/.exec(line)?.[1] ?? '',
        code: /\d{6}/.exec(line.replace(/^\[.*?\]/, ''))?.[0] ?? '',
      }));

  /** Pays at the sandbox's page as a person would: opens the link, presses a button. */
  const payAt = async (url: string, outcome = 'paid') => {
    const opened = await house.app.request(url);
    const page = opened.status === 303 ? (opened.headers.get('location') ?? '') : url;
    await house.app.request(page);
    const answered = await house.app.request(page, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ outcome }).toString(),
    });
    await settle();
    return { status: answered.status, text: await answered.text(), page };
  };

  return {
    ...house,
    db: database.db,
    url: database.url,
    log,
    settle,
    request,
    codes,
    payAt,
    now: () => now,
    advance: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
    at: (instant: string) => {
      now = new Date(instant);
    },
    person: (locale?: 'zh-CN' | 'zh-TW' | 'en') => person(request, house, codes, settle, payAt, locale),
    close: async () => {
      await settle();
      await database.drop();
    },
  };
}

export type Person = Awaited<ReturnType<typeof person>>;

async function person(
  request: (
    method: string,
    path: string,
    more?: { token?: string; body?: unknown },
  ) => Promise<{ status: number; body: unknown }>,
  house: ReturnType<typeof wire>,
  codes: () => { phone: string; code: string }[],
  settle: () => Promise<void>,
  payAt: (url: string, outcome?: string) => Promise<unknown>,
  locale?: string,
) {
  const opened = (await request('POST', '/v1/sessions', { body: { channel: 'web' } })).body as {
    token: string;
    resident: { id: string };
  };
  const { token } = opened;
  if (locale) await request('PATCH', '/v1/me', { token, body: { locale } });
  let last: Answer = { replies: [], turn: { service: null, awaiting: null, understood: [] } };
  const send = async (body: object): Promise<Answer> => {
    const answered = await request('POST', '/v1/chat/messages', { token, body: { id: randomUUID(), ...body } });
    await settle();
    if (answered.status !== 200)
      throw new Error(`the chat answered ${answered.status}: ${JSON.stringify(answered.body)}`);
    last = answered.body as Answer;
    return last;
  };
  const choices = (replies: readonly Reply[]): Choice[] =>
    replies.flatMap((reply) => ('choices' in reply ? reply.choices : []));
  /** Keys of the sentences of a turn, newest turn unless said otherwise. */
  const said = async (back = 0): Promise<string[]> => {
    const rows = await house.converse.traces({ channel: 'web', channelUserId: opened.resident.id }, back + 1);
    return [...(rows[0] ?? [])];
  };
  return {
    token,
    residentId: opened.resident.id,
    say: (text: string) => send({ text }),
    press: (button: string) => send({ button }),
    /** Presses the button with this label, or the n-th one, of the last answer. */
    tap: (which: string | number) => {
      const offered = choices(last.replies);
      const found = typeof which === 'number' ? offered[which] : offered.find((choice) => choice.label.includes(which));
      if (!found) throw new Error(`no button ${which} among ${offered.map((choice) => choice.label).join(', ')}`);
      return send({ button: found.button });
    },
    buttons: () => choices(last.replies),
    last: () => last,
    said,
    /** Binds an account by the code that came to its phone. */
    bind: async (account: { accountNumber: string; phone: string }) => {
      await send({ text: '绑定户号' });
      await send({ text: account.accountNumber });
      await send({ text: account.phone });
      const code =
        codes()
          .filter((sent) => sent.phone === account.phone)
          .at(-1)?.code ?? '';
      return send({ text: code });
    },
    /** The payment link of the last answer. */
    link: () =>
      last.replies.flatMap((reply) => (reply.kind === 'card' && reply.link ? [reply.link.url] : [])).at(-1) ?? '',
    pay: (url: string, outcome?: string) => payAt(url, outcome),
    text: () =>
      last.replies
        .map((reply) =>
          'text' in reply ? reply.text : `${reply.title} ${'rows' in reply ? reply.rows.flat().join(' ') : ''}`,
        )
        .join('\n'),
    transcript: async () =>
      (await request('GET', '/v1/chat/messages', { token })).body as {
        messages: {
          messageId: string;
          direction: 'in' | 'out';
          reply?: Reply;
          content?: { text?: string; label?: string };
        }[];
      },
  };
}
