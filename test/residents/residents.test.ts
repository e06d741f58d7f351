/** The quick form of `npm run eval:residents`: the core residents with one seed; that the judge is just; that its files are whole. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { LOCALES, SERVICES } from '../../src/domain/names.ts';
import { DOORS } from './doors.ts';
import type { Mode } from './model.ts';
import { MUTATIONS } from './mutations.ts';
import { readCast } from './people.ts';
import { median, reportOn, wilson } from './report.ts';
import { type Job, prepare, type Result, run, tell } from './run.ts';
import { readWords } from './words.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const cast = readCast(here, `${here}people`);
const words = readWords(`${here}words`);
const template = `residents_${randomUUID().replaceAll('-', '')}`;
const server = {
  url: (database: string): string => {
    const url = new URL(inject('postgresUrl'));
    url.pathname = `/${database}`;
    return url.href;
  },
};
const play = (jobs: readonly Job[], lane: string, model: Mode | null = null) =>
  run({ server, cast, words, jobs, lanes: 1, template, lane: `${template}_${lane}`, model });
const named = (id: string) => {
  const found = cast.residents.find((one) => one.id === id);
  if (!found) throw new Error(`nobody is called ${id}`);
  return found;
};

beforeAll(() => prepare(server, cast, template), 60_000);
afterAll(() => tell(server, `drop database ${template} with (force)`));

describe('the core residents', () => {
  let results: readonly Result[];
  beforeAll(async () => {
    results = await play(
      cast.residents.filter(({ core }) => core).map((resident) => ({ resident, seed: 1 })),
      'core',
    );
  }, 180_000);

  test('reach what they came for', () => {
    expect(results.flatMap(({ id, why, transcript }) => (why.length > 0 ? [{ id, why, transcript }] : []))).toEqual([]);
  });

  test('never see what must never happen', () => {
    const { counters } = reportOn([], results);
    expect(counters.filter(({ found }) => found > 0)).toEqual([]);
    const never = counters.filter(({ n }) => n === 0).map(({ name }) => name);
    expect(never).toEqual([]);
  });
});

describe('the judge', () => {
  const some = [
    'wang-pays',
    'lin-in-the-dark',
    'li-takes-over-with-papers',
    'wang-talks-with-zhou-min',
    'he-pays-twice-delivered',
    'he-building-dark-on-wechat',
  ];
  const jobs = some.flatMap((id) => [3, 4].map((seed) => ({ resident: named(id), seed })));

  test('plays the same dialogue for the same seed, byte for byte, and another one for another', async () => {
    const [once, again] = [await play(jobs, 'once'), await play([...jobs].reverse(), 'again')];
    expect([...again].reverse().map(({ transcript }) => transcript)).toEqual(once.map(({ transcript }) => transcript));
    expect(once[0]?.transcript).not.toEqual(once[1]?.transcript);
  }, 60_000);

  test('is asked what words nobody taught the service mean, and changes no row by what it makes of them', async () => {
    const own = ['chen-charger-own-words', 'lin-pay-own-words', 'smith-see-bill-own-words', 'smith-complain-own-words'];
    const jobs = own.flatMap((id) => [1, 2].map((seed) => ({ resident: named(id), seed })));
    for (const mode of ['perfect', 'contradicting', 'obeying', 'malformed'] as const) {
      const results = await play(jobs, `model_${mode}`, mode);
      expect(results.flatMap(({ id, why }) => (why.length > 0 ? [{ mode, id, why }] : []))).toEqual([]);
      expect(results.reduce((sum, { askedModel }) => sum + askedModel, 0)).toBeGreaterThan(0);
    }
  }, 90_000);

  test('finds an agenda unmet whose rows, sentences or amounts are other ones', async () => {
    const wang = named('wang-pays');
    const results = await play(
      [
        { ...wang, ends: { payments: [{ account: '{account}', amount: 227.72, status: 'paid' }] } },
        { ...wang, ends: { payments: [] } },
        { ...wang, ends: { payments: [{ account: '{li.account}', amount: '{due}', status: 'paid' }] } },
        { ...wang, says: ['holder.filed'] },
        { ...wang, mentions: ['{li.due}'] },
        { ...wang, 'never-says': ['paid.title'] },
        { ...wang, 'never-mentions': ['{due}'] },
        { ...wang, patience: 0 },
        wang,
      ].map((resident) => ({ resident, seed: 0 })),
      'unmet',
    );
    expect(results.map(({ why }) => why.length > 0)).toEqual([true, true, true, true, true, true, true, true, false]);
    expect(results.map(({ falselyContent }) => falselyContent)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  }, 60_000);

  test('gives shares with their intervals', () => {
    expect(wilson(8, 10).map((share) => share.toFixed(3))).toEqual(['0.490', '0.943']);
    expect(wilson(0, 0)).toEqual([0, 1]);
    expect(wilson(300, 300)[0]).toBeCloseTo(0.987, 3);
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });

  test('counts a resident for pass^8 only with every seed, and none whom gold cannot pass', () => {
    const result = (id: string, seed: number, why: string[] = []): Result =>
      ({
        id,
        seed,
        why,
        found: [],
        counts: {},
        services: ['bill.query'],
        personas: [],
        disturbed: [],
        language: 'en',
        door: 'web',
      }) as unknown as Result;
    const report = reportOn(
      [result('a', 0), result('b', 0), result('c', 0, ['not met'])],
      [result('a', 1), result('a', 2), result('b', 1), result('b', 2, ['not met']), result('c', 1)],
    );
    expect(report.passOne).toMatchObject({ hits: 3, n: 4 });
    expect(report.passAll).toMatchObject({ hits: 1, n: 2 });
    expect(report.broken).toEqual([{ id: 'c', why: 'not met' }]);
  });
});

describe('the files', () => {
  const { residents, goals } = cast;

  test('have three hundred residents and more, in every language, at every door, for every service', () => {
    expect(residents.length).toBeGreaterThanOrEqual(300);
    expect(new Set(residents.map(({ language }) => language))).toEqual(new Set(LOCALES));
    expect(new Set(residents.map(({ door }) => door))).toEqual(new Set(DOORS));
    expect(
      // Linking takes two doors at once: test/channels/identity-*.test.ts.
      SERVICES.filter(
        (service) =>
          service !== 'channel.link' && !residents.some(({ wants }) => wants.some((goal) => goal.service === service)),
      ),
    ).toEqual([]);
  });

  test('have nobody and nothing that nobody uses', () => {
    const used = new Set(residents.flatMap(({ wants, before }) => [...wants.map(({ name }) => name), ...before]));
    expect(Object.keys(goals).filter((name) => !used.has(name))).toEqual([]);
  });

  test('have words in every language for every wish, and no word in the other script', () => {
    const opens = [...new Set(Object.values(goals).map((goal) => goal.opens))];
    for (const locale of LOCALES) expect(opens.filter((name) => !words[locale].opens[name])).toEqual([]);
    for (const part of ['opens', 'says', 'between', 'texts'] as const)
      expect(Object.keys(words['zh-TW'][part]).sort()).toEqual(Object.keys(words['zh-CN'][part]).sort());
  });
});

test('every defect of the mutation check can still be planted: its words stand once in its file', () => {
  const src = fileURLToPath(new URL('../../src/', import.meta.url));
  const lost = MUTATIONS.flatMap(({ name, patches }) =>
    patches
      .filter(({ file, find }) => {
        const path = file.startsWith('src/') ? `${src}${file.slice(4)}` : `${src}${file}`;
        return readFileSync(path, 'utf8').split(find).length !== 2;
      })
      .map(({ file }) => `${name}: ${file}`),
  );
  expect(lost).toEqual([]);
});
