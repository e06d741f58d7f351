/** `npm run eval:answers -- FILE`: questions through the chat's door against what is published (contract.md section 10). */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError, readConfig } from '../config.ts';
import type { Answer, Reply } from '../conversation/message.ts';
import { LOCALES, type Locale } from '../domain/names.ts';
import { hasOne } from '../knowledge/golden.ts';
import { textOf } from '../knowledge/render.ts';
import { connect } from '../store/connect.ts';
import { type Wired, wire } from '../wiring.ts';
import { argumentsOf } from './arguments.ts';
import { fromFile, Id, linesIn, maybe } from './evaluation-file.ts';
import { localDatabase } from './local.ts';
import { prepareDatabase } from './prepare.ts';

const USAGE = `npm run eval:answers -- FILE.jsonl [--json OUT]

One question a line: {"id","question","locale","mustContain":[["45分钟","45 minutes"]],"answerable":true}. Each is the first message of a
conversation of its own, on the database of \`npm start\` or DATABASE_URL, without a model.`;

const lineSchema = z.object({
  id: Id,
  question: z.string(),
  locale: z.enum(LOCALES),
  mustContain: maybe(z.array(z.array(z.string()))),
  answerable: z.boolean(),
});
type Line = z.infer<typeof lineSchema>;

interface Citation {
  readonly articleId: string;
  readonly title: string;
  readonly url: string;
}

interface Judged {
  readonly line: Line;
  readonly answer: string;
  /** An article answered. */
  readonly confident: boolean;
  readonly citations: readonly Citation[];
  readonly right: boolean;
  /** Numbers of the answer that do not stand in the article it cites. */
  readonly ungrounded: readonly string[];
  /** What the message was taken for. */
  readonly heardAs: string;
}

const wordsOf = (replies: readonly Reply[]): string =>
  replies
    .map((reply) =>
      'text' in reply ? reply.text : [reply.title, ...('rows' in reply ? reply.rows.flat() : [])].join('\n'),
    )
    .join('\n');

/** The card under an answer links to the article it came from. */
const citationsOf = (replies: readonly Reply[]): Citation[] =>
  replies.flatMap((reply) => {
    if (reply.kind !== 'card' || !reply.link) return [];
    const [, articleId] = /\/articles\/([\w-]+)/.exec(reply.link.url) ?? [];
    return articleId ? [{ articleId, title: reply.title, url: reply.link.url }] : [];
  });

async function judge({ app, knowledge }: Wired, line: Line): Promise<Judged> {
  const post = async (path: string, body: object, headers: Record<string, string>): Promise<unknown> => {
    const response = await app.request(`http://eval${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  const { token } = (await post('/v1/sessions', { channel: 'web' }, { 'accept-language': line.locale })) as {
    token: string;
  };
  const { replies, turn } = (await post(
    '/v1/chat/messages',
    { id: crypto.randomUUID(), text: line.question },
    { authorization: `Bearer ${token}` },
  )) as Answer;
  const answer = wordsOf(replies);
  const citations = citationsOf(replies);
  const confident = citations.length > 0;
  const said = wordsOf(replies.filter((reply) => !citationsOf([reply]).length));
  const cited = await Promise.all(
    citations.map(async ({ articleId, url }) => {
      const asked = new URL(url).searchParams;
      const locale = LOCALES.find((one) => one === asked.get('locale')) ?? line.locale;
      const article = await knowledge.article(articleId, locale, asked.get('asOf') ?? undefined);
      return [
        article?.edition.title ?? '',
        asked.get('asOf') ?? '',
        ...(article?.clauses ?? []).map(({ pieces, heading }) => `${heading} ${textOf(pieces, locale)}`),
      ].join('\n');
    }),
  );
  const numbers = new Set(
    cited
      .join('\n')
      .match(/\d+(?:\.\d+)?/g)
      ?.map(Number),
  );
  const contains = (line.mustContain ?? []).every((alternatives) => hasOne(answer, alternatives));
  return {
    line,
    answer,
    confident,
    citations,
    right: line.answerable ? confident && contains : !confident,
    ungrounded: confident ? (said.match(/\d+(?:\.\d+)?/g) ?? []).filter((number) => !numbers.has(Number(number))) : [],
    heardAs: turn.understood.map(({ kind, service }) => service ?? kind).join('+') || 'nothing',
  };
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;

function table(judged: readonly Judged[]): string[] {
  const rows = (name: string, some: readonly Judged[]) => {
    const answerable = some.filter(({ line }) => line.answerable);
    const rest = some.filter(({ line }) => !line.answerable);
    const refused = (of: readonly Judged[]) => of.filter(({ confident }) => !confident).length;
    return [
      name.padEnd(8),
      `right ${share(answerable.filter(({ right }) => right).length, answerable.length)}`.padEnd(30),
      `refused wrongly ${share(refused(answerable), answerable.length)}`.padEnd(38),
      `unanswerable refused ${share(refused(rest), rest.length)}`,
    ].join('');
  };
  const elsewhere = judged.filter(({ line, heardAs }) => line.answerable && !heardAs.includes('knowledge.ask'));
  const services = [...Map.groupBy(elsewhere, ({ heardAs }) => heardAs)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([service, of]) => `${service} ${of.length}`);
  return [
    rows('all', judged),
    ...LOCALES.map((locale: Locale) =>
      rows(
        locale,
        judged.filter(({ line }) => line.locale === locale),
      ),
    ),
    `numbers that do not stand in the cited article: ${judged.flatMap(({ ungrounded }) => ungrounded).length}`,
    `answerable ones that were taken for something else: ${share(elsewhere.length, judged.filter(({ line }) => line.answerable).length)}${services.length > 0 ? `: ${services.join(', ')}` : ''}`,
  ];
}

async function main(): Promise<void> {
  const { positionals, values } = argumentsOf(USAGE, {
    allowPositionals: true,
    options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const [file] = positionals;
  if (values.help || file === undefined) {
    console.log(USAGE);
    process.exit(values.help ? 0 : 2);
  }
  const lines = fromFile(file, (text) => linesIn(text, lineSchema, file));
  const local = await localDatabase(process.env);
  try {
    const environment = { ...process.env, ...local.shared };
    const config = readConfig(environment, Date.now());
    console.log(await prepareDatabase(local.databaseUrl, config, { knowledge: 'where-none-is' }));
    const { db, pool } = connect({ connectionString: local.databaseUrl, max: 4 });
    const house = wire({ config, db, cachedDb: db, later: () => {}, sink: () => {}, selfUrl: config.publicUrl });
    const judged: Judged[] = [];
    for (const line of lines) judged.push(await judge(house, line));
    console.log(table(judged).join('\n'));
    if (values.json)
      writeFileSync(
        values.json,
        judged
          .map(
            ({ line, answer, confident, citations }) =>
              `${JSON.stringify({ id: line.id, answer, confident, citations })}\n`,
          )
          .join(''),
      );
    await pool.end();
  } finally {
    await local.stop();
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
