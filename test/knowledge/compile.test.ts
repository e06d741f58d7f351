/** What an editor writes wrongly is told with file and line, and nothing of it can be published. */
import { describe, expect, test } from 'vitest';
import { TARIFFS } from '../../src/cli/demo-town/tariffs.ts';
import { compileFolder, type Folder } from '../../src/cli/knowledge-folder.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { changed, smallFolder, textOf } from '../support/articles.ts';

const BOOKS = { settings: DEFAULT_SETTINGS, tariffs: TARIFFS };
const folder = smallFolder();
const compiled = (given: Folder, today = '2026-12-05') => compileFolder(given, BOOKS, today);
const faultsOf = (files: Readonly<Record<string, string | null>>, today?: string) =>
  compiled(changed(folder, files), today).faults.map(
    ({ file, line, level, text }) => `${file}:${line} ${level} ${text}`,
  );

const CREW = 'zh-CN/crew-arrival.md';
const crew = (from: string | RegExp, to: string) => ({ [CREW]: textOf(folder, CREW).replace(from, to) });

test('articles without a fault compile, without a word of warning', () => {
  const { revision, faults, counts } = compiled(folder);
  expect(faults).toEqual([]);
  expect(counts).toEqual({ 'zh-CN': 7, 'zh-TW': 1, en: 1 });
  expect(revision?.articles.shelves['zh-CN'].editions).toHaveLength(8);
});

describe('what is wrong is found where it stands', () => {
  const OLD = 'zh-CN/transfer-papers@2020-01-01.md';
  const old = (from: string, to: string) => ({ [OLD]: textOf(folder, OLD).replace(from, to) });
  const cases: readonly (readonly [string, Readonly<Record<string, string | null>>, string | RegExp])[] = [
    ['no front matter', { [CREW]: '抢修多久到' }, `${CREW}:1 error the file has to open with front matter`],
    [
      'YAML that is none',
      crew('topics: [fault', 'topics: [[fault'),
      /crew-arrival\.md:\d+ error front matter is no YAML/,
    ],
    [
      'a day that does not exist',
      crew('effectiveFrom: 2023-12-08', 'effectiveFrom: 2023-02-30'),
      `${CREW}:7 error effectiveFrom: must be a day that exists`,
    ],
    [
      'an end before the beginning',
      crew('effectiveTo: null', 'effectiveTo: 2023-01-01'),
      `${CREW}:8 error effectiveTo: ends before it begins`,
    ],
    [
      'a field nobody knows',
      crew('owner: dispatch', 'owner: dispatch\nauthor: me'),
      /crew-arrival\.md:\d+ error .*author/,
    ],
    ['a team there is not', crew('owner: dispatch', 'owner: kitchen'), `${CREW}:11 error owner: `],
    [
      'an id that is not the file’s name',
      crew('id: crew-arrival', 'id: crew'),
      `${CREW}:2 error the file has to be called crew.md`,
    ],
    [
      'editions that overlap',
      old('effectiveTo: 2024-05-31', 'effectiveTo: 2024-06-01'),
      'zh-CN/transfer-papers.md:7 error begins on 2024-06-01 while',
    ],
    [
      'a day on which nothing holds',
      old('effectiveTo: 2024-05-31', 'effectiveTo: 2024-05-30'),
      'zh-CN/transfer-papers.md:7 error nothing holds between 2024-05-30',
    ],
    ['a dead link', crew('内到现场', '内[到现场](article:nowhere)'), `${CREW}:17 error there is no article nowhere`],
    [
      'a service there is not',
      crew('内到现场', '内[到现场](service:pizza.order)'),
      `${CREW}:17 error there is no service pizza.order`,
    ],
    [
      'a link that leads out',
      crew('内到现场', '内[到现场](https://example.com)'),
      `${CREW}:17 error a link to https://example.com`,
    ],
    [
      'a promised time nobody promised',
      crew('fault.arrive.city', 'fault.arrive.moon'),
      `${CREW}:17 error {{clock:fault.arrive.moon}}: nothing of that name`,
    ],
    ['something in braces', crew('{{clock:fault.arrive.city}}', '{{45}}'), `${CREW}:17 error {{45}} is no reference`],
    [
      'a tariff there is not',
      crew(/一般.*/, '{{tiers:EX-XX}}'),
      `${CREW}:17 error {{tiers:EX-XX}}: nothing of that name`,
    ],
    ['HTML', crew('一般城市', '<b>一般</b>城市'), `${CREW}:17 error HTML: not allowed`],
    ['a picture', crew('一般城市', '![一般](a.png)城市'), `${CREW}:17 error images: not allowed`],
    ['a heading of another depth', crew('一般城市', '# 一般\n城市'), `${CREW}:17 error a heading of depth 1`],
    ['a list inside a list', crew('一般城市', '- 一般\n  - 城市'), `${CREW}:18 error a list inside a list`],
    [
      'a heading with nothing under it',
      crew('内到现场。', '内到现场。\n\n## 之后'),
      `${CREW}:19 error nothing stands under “之后”`,
    ],
    ['no lead', crew('一般城市', '## 一般\n城市'), `${CREW}:17 error the answer to the title has to come first`],
    [
      'traditional characters on the mainland',
      crew('到现场', '到現場'),
      `${CREW}:17 error 現場: not written like this in zh-CN`,
    ],
    [
      'simplified ones in Taiwan',
      { 'zh-TW/crew-arrival.md': textOf(folder, 'zh-TW/crew-arrival.md').replace('依序', '依顺序') },
      'zh-TW/crew-arrival.md:17 error 顺: not written like this in zh-TW',
    ],
    [
      'more questions of an article that is not there',
      { 'zh-CN/crew-arival.asked.txt': '师傅几时到\n' },
      'zh-CN/crew-arival.asked.txt:1 error there is no article crew-arival.md in zh-CN',
    ],
    [
      'a question that is a story',
      { 'zh-CN/crew-arrival.asked.txt': `# 短的\n师傅几时到\n\n${'我等了好久'.repeat(50)}\n` },
      'zh-CN/crew-arrival.asked.txt:4 error a question has at most 200 characters',
    ],
    [
      'traditional characters in what is asked on the mainland',
      { 'zh-CN/crew-arrival.asked.txt': '師傅几时到\n' },
      'zh-CN/crew-arrival.asked.txt:1 error 師: not written like this in zh-CN',
    ],
    [
      'another number for the same thing',
      {
        'zh-CN/meter-test-fee.md': `${textOf(folder, 'zh-CN/meter-test-fee.md')}\n## 抢修\n一般城市60分钟、农村90分钟内到现场。\n`,
      },
      /meter-test-fee\.md:20 error “一般城市60分钟、农村90分钟内到现场” contradicts zh-CN\/crew-arrival\.md:17/,
    ],
  ];
  test.each(cases)('%s', (_name, files, told) => {
    const given = changed(folder, files);
    const found = faultsOf(files);
    if (typeof told === 'string') expect(found.filter((fault) => fault.startsWith(told))).toHaveLength(1);
    else expect(found.filter((fault) => told.test(fault)).length).toBeGreaterThan(0);
    expect(compiled(given).revision).toBeNull();
  });
});

describe('what may stand but should be looked at', () => {
  test('a review that is due, and an article that ended with nothing after it', () => {
    expect(
      faultsOf({}, '2027-06-01').filter((fault) => fault.includes('was to be reviewed by 2027-05-31')),
    ).toHaveLength(9);
    expect(faultsOf(crew('effectiveTo: null', 'effectiveTo: 2026-01-31'))).toEqual([
      `${CREW}:8 warning ended on 2026-01-31 and nothing follows it`,
    ]);
  });

  test('a promised time and a price that are typed though a preset says them', () => {
    expect(faultsOf(crew('{{clock:fault.arrive.city}}', '45分钟'))).toEqual([
      `${CREW}:17 warning 45 minute is typed; {{clock:fault.arrive.city}} says the same`,
    ]);
    expect(faultsOf(crew('内到现场', '内到现场，第一档0.589元'))).toEqual([
      `${CREW}:17 warning 0.589 is typed; {{price:EX-GD.1}} says the same`,
    ]);
  });

  test('a question of two articles, one of them in the file beside it', () => {
    expect(faultsOf({ 'zh-CN/crew-arrival.asked.txt': '# 也这么问\n校表要钱吗？\n' })).toEqual([
      expect.stringMatching(/meter-test-fee\.md:13 warning “校表要钱吗” is a question of zh-CN\/crew-arrival\.md too/),
    ]);
  });

  test('a question of two articles', () => {
    expect(faultsOf(crew('  - 抢修多久到', '  - 校表要钱吗？'))).toEqual([
      expect.stringMatching(/meter-test-fee\.md:13 warning “校表要钱吗” is a question of zh-CN\/crew-arrival\.md too/),
    ]);
  });

  test('a translation with a number of its own', () => {
    const path = 'en/crew-arrival.md';
    const en = textOf(folder, path).replace('Usually within {{clock:fault.arrive.city}}', 'Usually within 30 minutes');
    expect(faultsOf({ [path]: en })).toEqual([
      expect.stringMatching(/^en\/crew-arrival\.md:17 warning 30 minute does not stand in/),
    ]);
  });
});

test('what was typed in two places is not a contradiction where it speaks of two things', () => {
  expect(
    faultsOf({
      'zh-CN/meter-test-fee.md': `${textOf(folder, 'zh-CN/meter-test-fee.md')}\n## 抢修\n边远地区3小时内到现场。\n`,
    }),
  ).toEqual([]);
});

test('what stands in the file beside an article is asked of all its editions, after the questions of its head', () => {
  const { revision, faults } = compiled(
    changed(folder, { 'zh-CN/crew-arrival.asked.txt': '﻿# 晚上打来的\n\n  师傅几时到  \n你们的人磨蹭到啥时候\n' }),
  );
  expect(faults).toEqual([]);
  const [edition] = revision?.articles.shelves['zh-CN'].editions.filter(({ id }) => id === 'crew-arrival') ?? [];
  expect(edition?.questions.slice(-3)).toEqual([expect.stringMatching(/./), '师傅几时到', '你们的人磨蹭到啥时候']);
});
