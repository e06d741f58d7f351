/** What is taken of a model's word about a message, and what it hears of the person who wrote it: no house needed. */
import { expect, test } from 'vitest';
import type { Proposal } from '../../src/conversation/message.ts';
import type { Consult } from '../../src/conversation/model/consult.ts';
import { betterMeaning } from '../../src/conversation/model/meaning.ts';
import type { Hearing } from '../../src/conversation/understanding/hearing.ts';
import type { Viewer } from '../../src/domain/viewer.ts';

const HEARING: Hearing = { locale: 'zh-CN', today: '2026-12-05', open: null, filled: {} };
const UNKNOWN: readonly Proposal[] = [{ command: { kind: 'unknown' }, by: 'rule' }];
const VIEWER: Viewer = {
  residentId: 'r',
  locale: 'zh-CN',
  localeChosen: true,
  realName: 'unverified',
  currentAccount: null,
  accounts: [
    {
      accountNumber: '9990000000017',
      holder: '王秀兰',
      address: '示例市幸福路17号',
      category: 'residential',
      status: 'active',
      nickname: '妈妈家',
    },
  ],
};

/** A message heard as `heard`, about which the model says `command`; `sent` gets what it is told. */
async function better(command: object, heard = UNKNOWN, text = '停电了', sent: string[] = [], hearing = HEARING) {
  const consult: Consult = {
    ask: async (question) => {
      sent.push(...question.turns.map((turn) => turn.text));
      return question.read({ commands: [command] });
    },
    embed: async () => null,
    spent: () => ({ day: '2026-12-05', tokens: 0 }),
  };
  return betterMeaning({ consult, viewer: VIEWER, standing: [] }, text, heard, hearing);
}

test('a service is begun where the classifier bears the model out', async () => {
  expect(await better({ kind: 'start', service: 'outage.report' })).toMatchObject([
    { command: { kind: 'start', service: 'outage.report' }, by: 'model' },
  ]);
});

test('what no rule and no classifier speaks for is asked back about, beside what they heard themselves', async () => {
  expect(await better({ kind: 'start', service: 'complaint.file' })).toMatchObject([
    { command: { kind: 'unsure', between: ['complaint.file'] }, by: 'model' },
  ]);
  const weak: Proposal = {
    command: { kind: 'start', service: 'outage.query' },
    by: 'local',
    why: { score: 0.3, margin: 0.1 },
  };
  expect(await better({ kind: 'start', service: 'complaint.file' }, [weak])).toMatchObject([
    { command: { kind: 'unsure', between: ['outage.query', 'complaint.file'] }, by: 'model' },
  ]);
  expect(await better({ kind: 'start', service: 'outage.query' }, [weak])).toEqual([weak]);
});

test.each([
  { kind: 'affirm' },
  { kind: 'deny' },
  { kind: 'cancel' },
  { kind: 'start', service: 'payment.pay', slots: { accountNumber: '9990000000025' } },
  { kind: 'set', slot: 'accountNumber', said: '停电了', value: '9990000000025' },
  { kind: 'set', slot: 'month', said: '停电了', value: '2026-10' },
  { kind: 'skip' },
  { kind: 'outOfScope' },
  { kind: 'whatever' },
])('of %j nothing is heard', async (command) => {
  expect(await better(command)).toMatchObject([{ command: { kind: 'unknown' }, by: 'rule' }]);
});

test('an answer is taken from the words that are quoted, by the question’s own parser, and only then', async () => {
  const text = '咕噜咕噜,整栋楼,嗒嗒';
  const hearing: Hearing = {
    ...HEARING,
    open: {
      service: 'outage.report',
      slot: 'scope',
      options: [
        { label: '只有我家', value: 'home' },
        { label: '整栋楼', value: 'building' },
      ],
    },
  };
  const taken = async (said: string, value?: string) => {
    const [only] = await better({ kind: 'set', slot: 'scope', said, value }, UNKNOWN, text, [], hearing);
    return only?.command;
  };
  expect(await taken('整栋楼')).toEqual({ kind: 'set', slot: 'scope', value: 'building' });
  expect(await taken('整栋楼', 'building')).toEqual({ kind: 'set', slot: 'scope', value: 'building' });
  expect(await taken('整栋楼', 'home')).toEqual({ kind: 'unknown' });
  expect(await taken('咕噜咕噜', 'building')).toEqual({ kind: 'unknown' });
  expect(await taken('只有我家', 'home')).toEqual({ kind: 'unknown' });
});

test('nothing personal leaves the house: not what it knows, not what was just written', async () => {
  const planted = [
    '我叫欧阳建国,那个啥来着',
    '我住在示例市幸福路88号3单元,那啥呢',
    '那谁 13800138000 那啥',
    '幺三九零零一二三四五六 这个那个',
    '110101199003074514 那个那个',
    'A123456789 那個那個',
    'ming.li@example.com 那个啥',
    '户号9990000000017 那啥',
    '王秀兰那啥呢',
    '妈妈家那啥呢',
    'my name is Margaret Thatcherson, the thing, you know',
    '张伟先生那个啥',
    '那个啥 3 3 0 6 0 2 1 9 8 8',
  ];
  const secrets = [
    ...['欧阳建国', '幸福路', '13800138000', '幺三九零', '110101199003074514', 'A123456789', 'ming.li', 'example.com'],
    ...['9990000000017', '王秀兰', '妈妈家', 'Thatcherson', '张伟', '3 3 0 6'],
  ];
  const sent: string[] = [];
  for (const text of planted) await better({ kind: 'unknown' }, UNKNOWN, text, sent);
  expect(sent).toHaveLength(planted.length);
  expect(secrets.filter((secret) => sent.join('\n').includes(secret))).toEqual([]);
});
