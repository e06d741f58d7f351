/** Which fault a report belongs to: single situations, then days of 5,000 reports over 40 faults at once. */
import { describe, expect, test } from 'vitest';
import { buildingKey, type OutageReport, sameBuilding } from '../../src/domain/outages.ts';
import {
  type Around,
  JOINING_RULES,
  joinReport,
  type OutageView,
  type Single,
} from '../../src/services/outages/joining.ts';
import { play } from './joining.simulation.ts';
import { at, dayOf } from './joining.town.ts';

const NOON = 720;

const report = (more: Partial<OutageReport> = {}): OutageReport => ({
  at: at(NOON),
  scope: 'building',
  feeder: 'F12',
  transformer: 'T045',
  address: null,
  accountNumber: '9990000000017',
  since: null,
  ...more,
});

const outage = (more: Partial<OutageView> = {}): OutageView => ({
  outageId: 'O-1',
  cause: 'fault',
  source: 'reports',
  feeder: 'F12',
  transformers: ['T045'],
  address: null,
  fromAt: at(NOON - 20),
  estimatedRestoration: null,
  restoredAt: null,
  noFault: false,
  parentId: null,
  reports: 2,
  ...more,
});

const single = (more: Partial<Single> = {}): Single => ({
  caseNumber: 'C-1',
  at: at(NOON - 10),
  transformer: 'T045',
  feeder: 'F12',
  accountNumber: '9990000000025',
  buildingKey: null,
  ...more,
});

const around = (outages: readonly OutageView[] = [], singles: readonly Single[] = []): Around => ({ outages, singles });
const joined = (outageId: string) => ({ kind: 'join', outageId });
const opened = (more: object = {}) => ({
  kind: 'open',
  reach: 'transformer',
  transformers: ['T045'],
  parentId: null,
  pullIn: [],
  children: [],
  ...more,
});

describe('a home alone', () => {
  test('with light next door stays single', () => {
    expect(joinReport(report({ scope: 'home' }), around())).toEqual({ kind: 'single' });
  });

  test('and a second home of the transformer make an outage, and the first is pulled in', () => {
    expect(joinReport(report({ scope: 'home' }), around([], [single()]))).toEqual(opened({ pullIn: ['C-1'] }));
  });

  test('that reports twice stays single', () => {
    const again = single({ accountNumber: '9990000000017' });
    expect(joinReport(report({ scope: 'home' }), around([], [again]))).toEqual({ kind: 'single' });
  });

  test('is no pair with a home of another transformer, nor with one of this morning', () => {
    const others = [single({ transformer: 'T046' }), single({ at: at(NOON - 61) })];
    expect(joinReport(report({ scope: 'home' }), around([], others))).toEqual({ kind: 'single' });
  });

  test('under an open outage joins it', () => {
    expect(joinReport(report({ scope: 'home' }), around([outage()]))).toEqual(joined('O-1'));
  });

  test('that was dark hours before the planned work began has trouble of its own', () => {
    const plan = outage({ cause: 'planned', source: 'import', estimatedRestoration: at(NOON + 60) });
    const early = report({ scope: 'home', since: at(NOON - 240) });
    expect(joinReport(early, around([plan]))).toEqual({ kind: 'single' });
    expect(joinReport(report({ scope: 'home', since: at(NOON - 30) }), around([plan]))).toEqual(joined('O-1'));
  });
});

describe('a known outage', () => {
  const plan = outage({
    cause: 'planned',
    source: 'import',
    fromAt: at(NOON),
    estimatedRestoration: at(NOON + 120),
    reports: 0,
  });

  test.each([
    ['when the crew is half an hour early', -30, joined('O-1')],
    ['an hour before it', -60, opened()],
    ['in the middle', 60, joined('O-1')],
    ['while the work takes longer than planned', 200, joined('O-1')],
    ['three hours after its end, never closed: still out', 300, opened({ parentId: 'O-1' })],
    ['the next day', 1_440, opened()],
  ])('planned on the transformer, report %s', (_, minutes, expected) => {
    expect(joinReport(report({ at: at(NOON + minutes) }), around([plan]))).toEqual(expected);
  });

  test('of another transformer takes nothing', () => {
    expect(joinReport(report({ transformer: 'T046' }), around([plan]))).toEqual(opened({ transformers: ['T046'] }));
  });

  test('of the whole feeder takes every transformer of it, and none of another feeder', () => {
    const rotation = outage({
      cause: 'rotation',
      source: 'import',
      transformers: [],
      estimatedRestoration: at(NOON + 60),
    });
    expect(joinReport(report({ transformer: 'T777' }), around([rotation]))).toEqual(joined('O-1'));
    expect(joinReport(report({ feeder: 'F13' }), around([rotation]))).toEqual(opened());
  });

  test('of the transformer comes before the one of its feeder, the nearer before the older', () => {
    const feeders = outage({ outageId: 'O-F', transformers: [], fromAt: at(NOON - 1) });
    const older = outage({ outageId: 'O-OLD', fromAt: at(NOON - 300), reports: 30 });
    const mine = outage({ outageId: 'O-MINE', fromAt: at(NOON - 25), reports: 9 });
    expect(joinReport(report(), around([feeders, older, mine]))).toEqual(joined('O-MINE'));
    expect(joinReport(report({ transformer: 'T046' }), around([feeders, older, mine]))).toEqual(joined('O-F'));
  });

  test('that many reported comes before a nearer one that hardly anybody did', () => {
    const established = outage({ outageId: 'O-MANY', fromAt: at(NOON - 90), reports: 30 });
    const slight = outage({ outageId: 'O-ONE', fromAt: at(NOON - 5), reports: 1 });
    expect(joinReport(report(), around([slight, established]))).toEqual(joined('O-MANY'));
    expect(joinReport(report(), around([slight]))).toEqual(joined('O-ONE'));
  });

  test('of the feeder, from reports alone and open since yesterday, takes no new transformer', () => {
    const stale = outage({ transformers: [], fromAt: at(NOON - JOINING_RULES.feederReachMinutes - 1) });
    expect(joinReport(report({ transformer: 'T046' }), around([stale]))).toEqual(opened({ transformers: ['T046'] }));
  });

  test('of the feeder comes before one old report about the transformer', () => {
    const feeders = outage({ outageId: 'O-F', transformers: [], fromAt: at(NOON - 5), reports: 20 });
    const old = outage({ outageId: 'O-T', fromAt: at(NOON - 120), reports: 1 });
    expect(joinReport(report(), around([old, feeders]))).toEqual(joined('O-F'));
    expect(joinReport(report(), around([{ ...old, parentId: 'O-F' }, feeders]))).toEqual(joined('O-T'));
  });
});

describe('several transformers of one feeder', () => {
  const first = outage({ outageId: 'O-1', transformers: ['T001'] });
  const second = outage({ outageId: 'O-2', transformers: ['T002'] });
  const feeders = (more: object) => opened({ reach: 'feeder', transformers: [], ...more });

  test('dark within half an hour: the third makes it the feeder, the others become children, singles come in', () => {
    const alone = single({ transformer: 'T009' });
    expect(joinReport(report(), around([first, second], [alone]))).toEqual(
      feeders({ children: ['O-1', 'O-2'], pullIn: ['C-1'] }),
    );
  });

  test('two are two faults', () => {
    expect(joinReport(report(), around([first]))).toEqual(opened());
  });

  test('far apart in time are separate faults', () => {
    const old = { ...first, fromAt: at(NOON - 31) };
    expect(joinReport(report(), around([old, second]))).toEqual(opened());
  });

  test('two that many reported before the third speaks up keep their own faults', () => {
    const many = [first, second].map((one) => ({ ...one, reports: 12 }));
    expect(joinReport(report(), around(many))).toEqual(opened());
  });

  test('planned work on two is no sign of a fault on the feeder', () => {
    const plans = [first, second].map((one) => ({ ...one, cause: 'planned' as const, source: 'import' as const }));
    expect(joinReport(report(), around(plans))).toEqual(opened());
  });

  test('single homes count half: five of five transformers are not yet the feeder, six are', () => {
    const homes = [1, 2, 3, 4, 5].map((n) =>
      single({ caseNumber: `C-${n}`, transformer: `T00${n}`, accountNumber: `${n}` }),
    );
    expect(joinReport(report({ scope: 'home' }), around([], homes.slice(1)))).toEqual({ kind: 'single' });
    expect(joinReport(report({ scope: 'home' }), around([], homes))).toEqual(
      feeders({ pullIn: ['C-1', 'C-2', 'C-3', 'C-4', 'C-5'] }),
    );
  });
});

describe('still out after the others are back', () => {
  const back = outage({
    outageId: 'O-F',
    transformers: [],
    fromAt: at(NOON - 180),
    restoredAt: at(NOON - 10),
    reports: 60,
  });

  test.each(['home', 'building', 'area', 'unknown'] as const)('%s: a nested fault of that transformer', (scope) => {
    expect(joinReport(report({ scope }), around([back]))).toEqual(opened({ parentId: 'O-F' }));
  });

  test('hangs below the feeder, not below the transformer that came back with it', () => {
    const child = outage({ outageId: 'O-C', parentId: 'O-F', restoredAt: at(NOON - 10), reports: 5 });
    expect(joinReport(report(), around([child, back]))).toEqual(opened({ parentId: 'O-F' }));
  });

  test('the next report joins the nested fault, another transformer gets its own', () => {
    const nested = outage({ outageId: 'O-N', parentId: 'O-F', fromAt: at(NOON - 5) });
    expect(joinReport(report(), around([back, nested]))).toEqual(joined('O-N'));
    expect(joinReport(report({ transformer: 'T046' }), around([back, nested]))).toEqual(
      opened({ transformers: ['T046'], parentId: 'O-F' }),
    );
  });

  test('three transformers that stayed dark are three faults, five are the feeder again', () => {
    const dark = ['T1', 'T2', 'T3', 'T4'].map((name) =>
      outage({ outageId: `O-${name}`, transformers: [name], parentId: 'O-F', fromAt: at(NOON - 5) }),
    );
    expect(joinReport(report(), around([back, ...dark.slice(0, 2)]))).toEqual(opened({ parentId: 'O-F' }));
    expect(joinReport(report(), around([back, ...dark]))).toEqual(
      opened({ reach: 'feeder', transformers: [], parentId: 'O-F', children: ['O-T1', 'O-T2', 'O-T3', 'O-T4'] }),
    );
  });

  test('hours later, or dark only since well after the return: a new fault', () => {
    expect(joinReport(report({ at: at(NOON + 240) }), around([back]))).toEqual(opened());
    expect(joinReport(report({ at: at(NOON + 120), since: at(NOON + 115) }), around([back]))).toEqual(opened());
    expect(joinReport(report({ scope: 'home', at: at(NOON + 60) }), around([back]))).toEqual({ kind: 'single' });
  });
});

describe('after a crew found nothing wrong', () => {
  const alarm = outage({ fromAt: at(NOON - 60), restoredAt: at(NOON - 10), noFault: true });

  test('a building goes dark: a fault of its own, below nothing', () => {
    expect(joinReport(report(), around([alarm]))).toEqual(opened());
  });

  test('a home alone is single again, until a second one reports', () => {
    expect(joinReport(report({ scope: 'home' }), around([alarm]))).toEqual({ kind: 'single' });
    expect(joinReport(report({ scope: 'home' }), around([alarm], [single()]))).toEqual(opened({ pullIn: ['C-1'] }));
  });

  test('a false alarm about the feeder neither hides what was restored there nor raises the mark for a new fault', () => {
    const feeders = { ...alarm, outageId: 'O-F', transformers: [] };
    const back = outage({ outageId: 'O-BACK', fromAt: at(NOON - 90), restoredAt: at(NOON - 20), reports: 9 });
    expect(joinReport(report(), around([feeders, back]))).toEqual(opened({ parentId: 'O-BACK' }));
    const dark = ['T1', 'T2'].map((name) => outage({ outageId: `O-${name}`, transformers: [name] }));
    expect(joinReport(report(), around([feeders, ...dark]))).toMatchObject({ reach: 'feeder', parentId: null });
  });

  test('the same outage, had it been restored, would have been still out', () => {
    expect(joinReport(report(), around([{ ...alarm, noFault: false }]))).toEqual(opened({ parentId: 'O-1' }));
  });
});

describe('known only by address', () => {
  const nowhere = { feeder: null, transformer: null, accountNumber: null };
  const byAddress = outage({ feeder: null, transformers: [], address: '示例市幸福路12号8栋' });
  const writes = (address: string, more: Partial<OutageReport> = {}) => report({ ...nowhere, address, ...more });

  test('the same building in another writing joins', () => {
    expect(joinReport(writes('幸福路１２號　八幢502'), around([byAddress]))).toEqual(joined('O-1'));
  });

  test.each(['幸福路12号9栋', '幸福路112号8栋', '新幸福路12号8栋', '幸福街12号8栋'])(
    '%s is another building',
    (address) => {
      expect(joinReport(writes(address), around([byAddress]))).toEqual(opened({ reach: 'building', transformers: [] }));
    },
  );

  test('a street without a number joins nothing and opens nothing', () => {
    expect(joinReport(writes('幸福路'), around([byAddress]))).toEqual({ kind: 'single' });
    expect(joinReport(writes('我们小区8栋'), around())).toEqual({ kind: 'single' });
  });

  test('two homes of one building that no account is known of make an outage of it', () => {
    const before = single({ transformer: null, feeder: null, accountNumber: null, buildingKey: '幸福路12号8栋' });
    expect(joinReport(writes('幸福路12号8栋3楼', { scope: 'home' }), around([], [before]))).toEqual(
      opened({ reach: 'building', transformers: [], pullIn: ['C-1'] }),
    );
  });

  test('with the feeder known it joins the feeder, but never the fault of some transformer there', () => {
    const near = { feeder: 'F12', scope: 'area' as const };
    expect(joinReport(writes('园丁路3号7栋', near), around([outage({ transformers: [] })]))).toEqual(joined('O-1'));
    expect(joinReport(writes('园丁路3号7栋', near), around([outage()]))).toEqual(
      opened({ reach: 'building', transformers: [] }),
    );
  });
});

describe('buildingKey', () => {
  test.each([
    ['示例市幸福路12号8栋502室', '幸福路12号8栋'],
    ['幸福路１２號　八幢５楼', '幸福路12号8栋'],
    ['我家在幸福路 12 号楼', '幸福路12栋'],
    ['幸福路12 8栋', '幸福路12号8栋'],
    ['幸福路12号8#502', '幸福路12号8栋'],
    ['幸福路12号8-502', '幸福路12号8栋'],
    ['幸福路12号阳光小区8号楼', '幸福路12号8栋'],
    ['幸福路12号2单元502', '幸福路12号'],
    ['阳光花园A座1203', '阳光花园A栋'],
    ['示範市測試區範例路3號5樓', '范例路3号'],
    ['中山北路二段100巷5弄3號之1', '中山北路2段100巷5弄3-1号'],
    ['示例市一号路5号', '1号路5号'],
    ['李家村三组十二号', '李家村3组12号'],
  ])('%s → %s', (address, key) => {
    expect(buildingKey(address)).toBe(key);
  });

  test.each(['', '幸福路', '8栋', '我家8栋502', '楼道里没电', '3楼', '和平1号路'])(
    '%j names no building',
    (address) => {
      expect(buildingKey(address)).toBeNull();
    },
  );

  test('a number without its block may be any of its blocks, two blocks are two buildings', () => {
    expect(sameBuilding('幸福路12号', '幸福路12号8栋')).toBe(true);
    expect(sameBuilding('幸福路12号8栋', '幸福路12号9栋')).toBe(false);
    expect(sameBuilding('幸福路1号', '幸福路12号')).toBe(false);
    expect(sameBuilding(null, null)).toBe(false);
  });
});

test('5,000 reports over 40 faults: 95 % joined rightly, 1 % wrongly at most, nested faults found, on twelve days', () => {
  const rows = Array.from({ length: 12 }, (_, n) => n + 1).map((seed) => ({ seed, ...play(dayOf(seed)) }));
  console.table(rows);
  for (const row of rows) {
    expect(row.reports).toBe(5_000);
    expect(row.right, `day ${row.seed}`).toBeGreaterThanOrEqual(0.95);
    expect(row.wrong, `day ${row.seed}`).toBeLessThanOrEqual(0.01);
    expect(row.nestedFound, `day ${row.seed}`).toBe(row.nested);
    expect(row.feedersMissed, `day ${row.seed}`).toBe(0);
  }
}, 120_000);

test('the invented day is no easy one, and no report carries its truth', () => {
  const { faults, sent } = dayOf(1);
  const real = faults.filter(({ id }) => !id.startsWith('noise'));
  expect(real).toHaveLength(40);
  const mostAtOnce = Math.max(
    ...real.map(({ start }) => real.filter((one) => one.start <= start && start < one.end).length),
  );
  expect(mostAtOnce).toBeGreaterThanOrEqual(15);

  const share = (of: (one: (typeof sent)[number]) => boolean) => sent.filter(of).length / sent.length;
  const kindOf = new Map(faults.map(({ id, kind }) => [id, kind]));
  expect(share(({ fault }) => fault.startsWith('noise'))).toBeGreaterThan(0.025);
  expect(share(({ report }) => report.accountNumber === null)).toBeGreaterThan(0.33);
  expect(share(({ report }) => report.transformer === null)).toBeGreaterThan(0.02);
  expect(share(({ report, fault }) => report.scope === 'home' && kindOf.get(fault) !== 'home')).toBeGreaterThan(0.1);
  for (const { report } of sent)
    expect(Object.keys(report).sort()).toEqual([
      'accountNumber',
      'address',
      'at',
      'feeder',
      'scope',
      'since',
      'transformer',
    ]);
});

test('the score tells good rules from bad ones', () => {
  const day = dayOf(1);
  const hasty = play(day, { ...JOINING_RULES, feederTransformers: 1, feederTransformersAfterRestoration: 1 });
  const deaf = play(day, { ...JOINING_RULES, stillOutMinutes: 0, stillOutAloneMinutes: 0, feederTransformers: 99 });
  expect(hasty.wrong).toBeGreaterThan(0.01);
  expect(hasty.feedersInvented).toBeGreaterThan(5);
  expect(deaf.right).toBeLessThan(0.95);
  expect(deaf.feedersMissed).toBe(6);
});
