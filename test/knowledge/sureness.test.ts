/** Whether an answer is given or refused, over many questions in other words than the articles', and a past day nobody has a record of. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { TARIFFS } from '../../src/cli/demo-town/tariffs.ts';
import { compileFolder, readFolder } from '../../src/cli/knowledge-folder.ts';
import { articleReader } from '../../src/conversation/article-reader.ts';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { type Answer, answerFrom } from '../../src/knowledge/answer.ts';
import { hasOne, saidBy } from '../../src/knowledge/golden.ts';
import { openLibrary } from '../../src/knowledge/library.ts';
import { JUDGED } from './sureness-questions.ts';

const TODAY = '2026-11-22';
const books = { settings: DEFAULT_SETTINGS, tariffs: TARIFFS };
const { revision, faults } = compileFolder(readFolder(), books, TODAY);
if (!revision) throw new Error(JSON.stringify(faults.filter(({ level }) => level === 'error')));
const library = openLibrary({ revision: 1, articles: revision.articles, indexes: revision.indexes });
const reader = articleReader(books);
const ask = (question: string, locale: Locale): Answer =>
  answerFrom(library, { question, locale, today: TODAY }, reader).answer;

const listed = z.object({
  question: z.string(),
  locale: z.enum(LOCALES),
  mustContain: z.array(z.array(z.string())),
  answerable: z.boolean(),
});

const judged = JUDGED.map((one) => ({ ...one, answer: ask(one.question, one.locale) }));
const answerable = judged.filter(({ articles }) => articles.length > 0);
const rest = judged.filter(({ articles }) => articles.length === 0);
const share = (of: readonly unknown[], among: readonly unknown[]): number => of.length / among.length;

test('of questions far from the articles’ words most are answered by the right one, and few are refused', () => {
  const right = answerable.filter(
    ({ answer, articles }) => answer.kind === 'answer' && articles.includes(answer.articleId),
  );
  expect(share(right, answerable)).toBeGreaterThan(0.8);
  expect(
    share(
      answerable.filter(({ answer }) => answer.kind !== 'answer'),
      answerable,
    ),
  ).toBeLessThan(0.1);
});

test('of questions that nothing here answers most are refused', () => {
  expect(rest.length).toBeGreaterThan(200);
  expect(
    share(
      rest.filter(({ answer }) => answer.kind !== 'answer'),
      rest,
    ),
  ).toBeGreaterThan(0.86);
});

test('another place’s price, a name, a forecast and a brand are no questions for the articles', () => {
  for (const question of ['西藏拉萨居民一度电几毛', '你们董事长是谁', '明年电价涨不涨', '什么牌子的空调最省电'])
    expect([question, ask(question, 'zh-CN').kind]).toEqual([question, 'miss']);
});

test('an article that merely held on a past day does not answer for one that did not hold then', () => {
  expect(ask('2020年一度電多少錢', 'zh-TW')).toMatchObject({ kind: 'miss', reason: 'not-then' });
  expect(ask('停電要打1911嗎', 'zh-TW')).toMatchObject({ kind: 'answer', articleId: 'taiwan-outage', asOf: null });
});

test('of questions of a hand that never saw the articles, seven in ten are answered with what they asked for', () => {
  const asked = readFileSync(new URL('./dev-questions.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => listed.parse(JSON.parse(line)))
    .map((one) => ({ ...one, answer: ask(one.question, one.locale) }));
  const answered = asked.filter(({ answerable }) => answerable);
  const right = answered.filter(
    ({ answer, locale, mustContain }) =>
      answer.kind === 'answer' && mustContain.every((alternatives) => hasOne(saidBy(answer, locale), alternatives)),
  );
  expect(share(right, answered)).toBeGreaterThan(0.7);
  const without = asked.filter(({ answerable }) => !answerable);
  expect(
    share(
      without.filter(({ answer }) => answer.kind !== 'answer'),
      without,
    ),
  ).toBeGreaterThan(0.88);
});
