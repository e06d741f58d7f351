/** Whether an answer is given or refused, over many questions in other words than the articles', and a past day nobody has a record of. */
import { expect, test } from 'vitest';
import { TARIFFS } from '../../src/cli/demo-town/tariffs.ts';
import { compileFolder, readFolder } from '../../src/cli/knowledge-folder.ts';
import { articleWords } from '../../src/conversation/article-words.ts';
import type { Locale } from '../../src/domain/names.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { type Answer, answerFrom } from '../../src/knowledge/answer.ts';
import { openLibrary } from '../../src/knowledge/library.ts';
import { JUDGED } from './sureness-questions.ts';

const TODAY = '2026-11-22';
const books = { settings: DEFAULT_SETTINGS, tariffs: TARIFFS };
const { revision, faults } = compileFolder(readFolder(), books, TODAY);
if (!revision) throw new Error(JSON.stringify(faults.filter(({ level }) => level === 'error')));
const library = openLibrary({ revision: 1, articles: revision.articles, indexes: revision.indexes });
const render = articleWords(books);
const ask = (question: string, locale: Locale): Answer =>
  answerFrom(library, { question, locale, today: TODAY }, render).answer;

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
  ).toBeLessThan(0.09);
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
