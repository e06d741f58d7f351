/** What an editor may rely on in a list of gaps: no name, no house, each wording once, ids that stay, drafts that fit the check. */
import { expect, test } from 'vitest';
import { TARIFFS } from '../../src/cli/demo-town/tariffs.ts';
import { compileFolder } from '../../src/cli/knowledge-folder.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { draftOf, groupGaps, type OneGap } from '../../src/knowledge/gaps.ts';
import { keptWords } from '../../src/knowledge/kept-words.ts';
import { changed, smallFolder } from '../support/articles.ts';

const gap = (question: string, more: Partial<OneGap> = {}): OneGap => ({
  question,
  locale: 'zh-CN',
  at: new Date('2026-12-01T00:00:00Z'),
  reason: 'low-score',
  articleId: null,
  ...more,
});

test('the very same words are one group, also where nothing of them can be compared, and every group has an id of its own', () => {
  const groups = groupGaps([
    ...['??', '吗', '??', '139***01', '139***01', '吗'].map((question) => gap(question)),
    gap('光伏补贴还有吗'),
    gap('光伏补贴还有吗', { locale: 'zh-TW' }),
  ]);
  expect(groups.map(({ question, locale, count }) => [question, locale, count])).toEqual([
    ['??', 'zh-CN', 2],
    ['吗', 'zh-CN', 2],
    ['139***01', 'zh-CN', 2],
    ['光伏补贴还有吗', 'zh-CN', 1],
    ['光伏补贴还有吗', 'zh-TW', 1],
  ]);
  expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
});

test('an id stays when the oldest leave, and when what comes is like it and no plainer', () => {
  const asked = [
    '光伏补贴还有吗',
    '请问光伏补贴还有吗',
    '电梯停了找谁',
    '电梯停了应该找谁',
    '请问电梯停了应该找谁呢',
  ].map((question) => gap(question));
  const ids = (gaps: readonly OneGap[]) =>
    groupGaps(gaps)
      .map(({ id }) => id)
      .toSorted();
  expect(ids(asked.slice(0, 3))).toEqual(ids(asked));
  expect(ids([gap('你好请问光伏补贴还有吗'), ...asked])).toEqual(ids(asked));
  expect(ids([gap('光伏补贴有吗'), ...asked])).not.toEqual(ids(asked));
});

test.each([
  ['我叫王小明，电话13900000001，光伏补贴还有吗', '我叫***,电话139***01,光伏补贴还有吗'],
  ['戶名是林志明，中正路100號5樓可以裝光電嗎', '戶名是***,中正路**可以裝光電嗎'],
  [
    'my name is John Smith, a subsidy for solar? john@example.com',
    'my name is ***, a subsidy for solar? ***@example.com',
  ],
  ['2022年过户要带什么材料', '2022年过户要带什么材料'],
  ['和平路地铁2号线停电吗', '和平路地铁2号线停电吗'],
  ['房东不让装充电桩怎么办', '房东不让装充电桩怎么办'],
])('“%s” is kept as “%s”', (asked, kept) => {
  expect(keptWords(asked)).toBe(kept);
});

test('a question of any length and any signs is kept short, and can be stored', () => {
  for (const question of ['🙂'.repeat(400), `${'a'.repeat(299)}🙂`, '\ud800', ''])
    expect([keptWords(question).length <= 300, keptWords(question).isWellFormed()]).toEqual([true, true]);
});

test('what was asked once and at length is begun as an article too: nothing in it is longer than the check takes', () => {
  const long = `我们小区${'楼下那个充电桩'.repeat(40)}怎么办`;
  const [group] = groupGaps([gap(long)]);
  if (!group) throw new Error('no group');
  const { path, text } = draftOf(group, '2026-12-05', group.id);
  let written = 0;
  const filled = text.replaceAll(/<[^>]+>/g, () => {
    written += 1;
    return `以当地公布的第${'一二三四五六七八九'[written]}条为准`;
  });
  const { faults } = compileFolder(
    changed(smallFolder(), { [path]: filled }),
    { settings: DEFAULT_SETTINGS, tariffs: TARIFFS },
    '2026-12-05',
  );
  expect(faults.filter(({ file }) => file === path)).toEqual([]);
});
