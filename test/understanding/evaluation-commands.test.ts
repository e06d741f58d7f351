/** The evaluations as somebody starts them with a file of their own: nulls, ids that are numbers, a byte order mark; and what is wrong with a file, in one sentence. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const CLI = fileURLToPath(new URL('../../src/cli/', import.meta.url));

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'evaluation-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

const at = (name: string) => join(folder, name);
const put = (name: string, lines: readonly (object | string)[], before = ''): string => {
  const written = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  writeFileSync(at(name), `${before}${written.join('\r\n')}\n`);
  return at(name);
};
const told = (name: string) =>
  readFileSync(at(name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

async function run(command: string, ...args: string[]) {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: database.url,
    NODE_ENV: 'test',
    TOKEN_SECRET: 'a secret that only tests know, long enough',
    DEMO: '0',
  };
  const child = spawn(process.execPath, [`${CLI}${command}.ts`, ...args], { env });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

const ASKED = { id: 7, text: '查电费', locale: 'zh-CN', labels: ['bill.query'], multi: null, slots: null, today: null };
const PASSAGE = { id: 1, title: null, heading: null, questions: null, text: '停电后多久来电' };
const QUESTION = { id: 3, question: '停电多久来电', answers: [1] };
const ANSWERED = { id: 9, question: '今天天气怎么样', locale: 'zh-CN', mustContain: null, answerable: false };

describe('a file with nulls, numbers for ids and a byte order mark', () => {
  test('understanding', async () => {
    const file = put('u.jsonl', [ASKED, '', { ...ASKED, id: 'a', slots: { month: null } }], '\uFEFF');
    const done = await run('eval-understanding', file, '--json', at('u.out'));
    expect({ code: done.code, err: done.err }).toEqual({ code: 0, err: '' });
    expect(told('u.out').map(({ id, label }) => [id, label])).toEqual([
      [7, 'bill.query'],
      ['a', 'bill.query'],
    ]);
  });

  test('retrieval', async () => {
    const passages = put('p.jsonl', [PASSAGE, { id: 'b', title: '发票', text: '怎么开发票' }], '\uFEFF');
    const questions = put('q.jsonl', [QUESTION, { id: 'x', question: '怎么开发票', answers: ['b'] }], '\uFEFF');
    const done = await run('eval-retrieval', '--passages', passages, '--questions', questions, '--json', at('r.out'));
    expect({ code: done.code, err: done.err }).toEqual({ code: 0, err: '' });
    const [first, second, last] = told('r.out');
    expect([first.id, first.found[0], second.id, second.found[0], last.recall1]).toEqual([3, 1, 'x', 'b', 1]);
  });

  test('answers', async () => {
    const file = put('a.jsonl', [ANSWERED], '\uFEFF');
    const done = await run('eval-answers', file, '--json', at('a.out'));
    expect({ code: done.code, err: done.err }).toEqual({ code: 0, err: '' });
    expect(told('a.out')).toMatchObject([{ id: 9, confident: false }]);
  }, 60_000);
});

const COMMANDS: readonly [command: string, good: object, arguments_: (file: string) => string[]][] = [
  ['eval-understanding', ASKED, (file) => [file]],
  ['eval-retrieval', QUESTION, (file) => ['--passages', put('good.jsonl', [PASSAGE]), '--questions', file]],
  ['eval-answers', ANSWERED, (file) => [file]],
];

test.each(COMMANDS)(
  '%s: a missing file, a folder and a wrong line are one sentence each, code 2',
  async (command, good, args) => {
    const gone = at('nowhere.jsonl');
    expect(await run(command, ...args(gone))).toEqual({ code: 2, out: '', err: `${gone}: there is no such file\n` });
    expect(await run(command, ...args(folder))).toMatchObject({ code: 2, err: `${folder}: is a folder\n` });
    for (const [line, reason] of [
      ['{"id":', 'is not JSON'],
      ['[]', 'must be an object { }'],
      [{ ...good, id: true }, 'id must be text in quotes or a number'],
    ] as const) {
      const file = put('wrong.jsonl', [good, '', line]);
      expect(await run(command, ...args(file))).toEqual({ code: 2, out: '', err: `${file}:3: ${reason}\n` });
    }
  },
  60_000,
);
