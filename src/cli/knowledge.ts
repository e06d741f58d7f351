/** `npm run knowledge`: the editors' tool: check, publish, rollback, history, diff, ask, gaps; on the database of `npm start`. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { articleReader } from '../conversation/article-reader.ts';
import { articleWords } from '../conversation/article-words.ts';
import { disguise } from '../conversation/model/disguise.ts';
import { outsideness } from '../conversation/understanding/outside.ts';
import { dayOf, isDay } from '../domain/calendar.ts';
import { LOCALES } from '../domain/names.ts';
import { localeFor } from '../knowledge/answer.ts';
import { draftOf } from '../knowledge/gaps.ts';
import { createKnowledge, GAP_DAYS } from '../knowledge/knowledge.ts';
import { openLibrary } from '../knowledge/library.ts';
import { consider, type Embed } from '../knowledge/meaning/offers.ts';
import { differences, libraryInForce, libraryOf, rollback } from '../knowledge/publish.ts';
import { cryptoChance } from '../outside/chance.crypto.ts';
import { systemClock } from '../outside/clock.system.ts';
import { openAiEmbeddings } from '../outside/embeddings.openai.ts';
import type { Embeddings } from '../outside/embeddings.ts';
import { connect } from '../store/connect.ts';
import { revisions } from '../store/knowledge.ts';
import type { Database } from '../store/tables.ts';
import { compileFolder, KNOWLEDGE_FOLDER, readFolder } from './knowledge-folder.ts';
import {
  consideredLines,
  differenceLines,
  faultLines,
  gapLines,
  goldenLines,
  historyLines,
  vectorsLine,
} from './knowledge-lines.ts';
import { localDatabase } from './local.ts';
import { prepareDatabase } from './prepare.ts';
import { booksOf, publishFolder } from './publish-knowledge.ts';

const USAGE = `Articles are Markdown in knowledge/<locale>/. This works on them and on the database of \`npm start\` or DATABASE_URL.

  npm run knowledge -- check                      what is wrong, with file and line; errors end with 1
  npm run knowledge -- publish [--note "why"]     check, ask the golden questions, store a revision, put it in force;
                                                  with EMBEDDING_MODEL: vectors for what has none yet
  npm run knowledge -- ask "…" [--published]      what would be answered by the folder (or is by what is published), and why
                           [--locale en] [--as-of 2020-12-31]
  npm run knowledge -- history                    revisions, newest first; → is in force
  npm run knowledge -- diff [from] [to]           what changed: in force → folder, from → folder, or from → to
  npm run knowledge -- rollback [revision]        puts the one before, or the named one, in force
  npm run knowledge -- gaps [--days ${GAP_DAYS}] [--draft]  what was asked and not answered well; with --draft begins an article for each

Running services follow within five seconds.`;

interface Options {
  readonly note?: string | undefined;
  readonly published?: boolean | undefined;
  readonly locale?: string | undefined;
  readonly 'as-of'?: string | undefined;
  readonly days?: string | undefined;
  readonly draft?: boolean | undefined;
}

interface Told {
  readonly lines: readonly string[];
  readonly failed?: boolean;
}

/** `embeddings`: null where no embedding model is set. */
type Command = (
  db: Database,
  now: Date,
  args: readonly string[],
  options: Options,
  embeddings: Embeddings | null,
) => Promise<Told>;

/** Longer than a turn would. */
const EDITOR_WAITS_MS = 5_000;

const plural = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

const folderNow = async (db: Database, now: Date) => {
  const folder = readFolder();
  const books = await booksOf(db, dayOf(now));
  return { folder, books, compiled: compileFolder(folder, books, dayOf(now)) };
};

/** An editor may paste what a resident wrote: it is disguised as in the chat. */
const embedWith =
  (embeddings: Embeddings): Embed =>
  async (words) => {
    const answer = await embeddings.embed({ texts: [disguise([]).hide(words)], key: 'ask', withinMs: EDITOR_WAITS_MS });
    return answer.ok ? (answer.vectors[0] ?? null) : null;
  };

const COMMANDS: Readonly<Record<string, Command>> = {
  async check(db, now) {
    const { compiled, folder, books } = await folderNow(db, now);
    const errors = compiled.faults.filter(({ level }) => level === 'error').length;
    const counts = Object.entries(compiled.counts).map(([locale, count]) => `${locale} ${count}`);
    const summary = `${counts.join(', ')}: ${plural(errors, 'error')}, ${plural(compiled.faults.length - errors, 'warning')}.`;
    if (!compiled.revision) return { lines: [...faultLines(compiled.faults), summary], failed: true };
    const library = openLibrary({ revision: 0, ...compiled.revision });
    const { askGolden } = await import('../knowledge/golden.ts');
    const results = folder.golden.map((one) => askGolden(library, one, articleReader(books), dayOf(now)));
    const failing = results.filter(({ passed }) => !passed);
    return {
      lines: [
        ...faultLines(compiled.faults),
        ...goldenLines(failing),
        summary,
        `Golden questions: ${results.length - failing.length} of ${results.length}.`,
      ],
    };
  },

  async publish(db, now, _args, { note = '' }, embeddings) {
    const { compiled, published } = await publishFolder(db, readFolder(), now, note, embeddings);
    const faults = faultLines(compiled.faults);
    if (!published) return { lines: [...faults, 'Not published.'], failed: true };
    switch (published.kind) {
      case 'worse':
        return {
          lines: [
            ...goldenLines(published.worse),
            `Not published: ${plural(published.worse.length, 'golden question')} that revision ${published.than} answers would not be answered any more.`,
          ],
          failed: true,
        };
      case 'overtaken':
        return { lines: ['Not published: somebody else published meanwhile. Try again.'], failed: true };
      default: {
        const failing = published.golden.filter(({ passed }) => !passed);
        return {
          lines: [
            ...faults,
            ...goldenLines(failing),
            `Golden questions: ${published.golden.length - failing.length} of ${published.golden.length}.`,
            published.kind === 'unchanged'
              ? `Revision ${published.revision} says exactly this already.`
              : `Revision ${published.revision} is in force.`,
            ...(published.vectors && embeddings ? [vectorsLine(published.vectors, embeddings.model)] : []),
          ],
        };
      }
    }
  },

  async ask(db, now, args, options, embeddings) {
    const question = args.join(' ').trim();
    const locale = LOCALES.find((one) => one === options.locale) ?? localeFor(question);
    const asOf = options['as-of'];
    if (question === '' || (asOf !== undefined && !isDay(asOf))) return { lines: [USAGE], failed: true };
    const { books, compiled } = await folderNow(db, now);
    if (!options.published && !compiled.revision)
      return {
        lines: [...faultLines(compiled.faults), 'The folder has errors; --published asks what is in force.'],
        failed: true,
      };
    const library =
      options.published || !compiled.revision
        ? await libraryInForce(db, embeddings?.model)
        : openLibrary({ revision: 0, ...compiled.revision });
    if (!library) return { lines: ['Nothing is published yet.'], failed: true };
    const asked = { question, locale, today: dayOf(now), ...(asOf !== undefined && { asOf }) };
    const considered = await consider(
      library,
      asked,
      articleReader(books),
      embeddings ? embedWith(embeddings) : undefined,
    );
    return { lines: consideredLines(considered, locale, books.settings.hotline[locale]) };
  },

  async history(db) {
    const listed = await revisions(db, 50);
    return { lines: listed.length > 0 ? historyLines(listed) : ['Nothing is published yet.'] };
  },

  async diff(db, now, [from, to]) {
    const before = from === undefined ? await libraryInForce(db) : await libraryOf(db, Number(from));
    const folder = to === undefined ? (await folderNow(db, now)).compiled : null;
    const after = folder
      ? folder.revision && openLibrary({ revision: 0, ...folder.revision })
      : await libraryOf(db, Number(to));
    if (!before || !after)
      return { lines: folder && !after ? faultLines(folder.faults) : ['There is no such revision.'], failed: true };
    const lines = differenceLines(differences(before, after));
    return { lines: lines.length > 0 ? lines : ['No difference.'] };
  },

  async rollback(db, now, [wanted]) {
    const revision = await rollback(db, wanted === undefined ? null : Number(wanted), now);
    return revision === null
      ? { lines: ['There is no such revision, or somebody else published meanwhile.'], failed: true }
      : { lines: [`Revision ${revision} is in force.`] };
  },

  async gaps(db, now, _args, { days, draft }) {
    const knowledge = createKnowledge({
      db,
      clock: { now: () => now },
      chance: cryptoChance,
      values: async () => articleWords(await booksOf(db, dayOf(now))),
      outside: outsideness,
    });
    const groups = await knowledge.gaps(days === undefined ? undefined : Number(days));
    if (groups.length === 0) return { lines: ['Nothing was left unanswered.'] };
    const drafts = draft ? groups.map((group) => draftOf(group, dayOf(now), group.id)) : [];
    const begun = drafts.map(({ path, text }) => {
      const file = join(KNOWLEDGE_FOLDER, 'drafts', path);
      mkdirSync(dirname(file), { recursive: true });
      // An editor may be writing in it.
      if (existsSync(file)) return `knowledge/drafts/${path}: there already, left as it is`;
      writeFileSync(file, text);
      return `knowledge/drafts/${path}: begun`;
    });
    return { lines: [...gapLines(groups), ...begun] };
  },
};

async function main(): Promise<Told> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      note: { type: 'string' },
      published: { type: 'boolean' },
      locale: { type: 'string' },
      'as-of': { type: 'string' },
      days: { type: 'string' },
      draft: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [name = '', ...args] = positionals;
  const command = COMMANDS[name];
  if (values.help) return { lines: [USAGE] };
  const numbers = [
    ...(['diff', 'rollback'].includes(name) ? args : []),
    ...(values.days === undefined ? [] : [values.days]),
  ];
  if (!command || numbers.some((one) => !/^[1-9]\d{0,8}$/.test(one))) return { lines: [USAGE], failed: true };
  const local = await localDatabase(process.env);
  try {
    const config = readConfig({ ...process.env, ...local.shared }, Date.now());
    await prepareDatabase(local.databaseUrl, config, { knowledge: false });
    const { db, pool } = connect({ connectionString: local.databaseUrl, max: 4 });
    try {
      const { model, embeddingModel, demoNow } = config;
      const embeddings = model && embeddingModel ? openAiEmbeddings({ ...model, model: embeddingModel }) : null;
      return await command(db, systemClock(demoNow ?? undefined).now(), args, values, embeddings);
    } finally {
      await pool.end();
    }
  } finally {
    await local.stop();
  }
}

/** A wrong option or setting is the user's to read; anything else is ours, with its stack. */
const saidWrong = (error: unknown): Told => {
  if (error instanceof ConfigError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS'))
    return { lines: [(error as Error).message], failed: true };
  throw error;
};

const { lines, failed = false } = await main().catch(saidWrong);
(failed ? console.error : console.log)(lines.join('\n'));
process.exit(failed ? 1 : 0);
