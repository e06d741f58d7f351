/** What a clerk is offered to do with a case, what the act keeps of what was promised, and whose case it is afterwards. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bound, type Client, client } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';
import { atDesk } from './at-desk.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const PHONE = '13912345678';
const MINUTE = 60;
const report = async (description = '电线掉在路上冒火花', more: object = {}): Promise<string> => {
  const who = await client(house);
  const told = { address: '示例市和平路9号', contactPhone: PHONE, scope: 'home', danger: true, description, ...more };
  return (await who.post('/v1/outage-reports', told)).body.caseNumber;
};
const complaint = async (who?: Client): Promise<string> => {
  const asked = { category: 'complaint', about: '抄表员', description: '态度恶劣', contactPhone: PHONE };
  return (await (who ?? (await client(house))).post('/v1/complaints', asked)).body.caseNumber;
};
const raise = () => {
  throw new Error('nobody');
};
interface Shown {
  readonly acts: readonly { readonly event: string }[];
  readonly promises: readonly { readonly kind: string; readonly metAt: string | null }[];
}
const offered = ({ acts }: Shown) => acts.map(({ event }) => event);
const met = ({ promises }: Shown, kind: string) =>
  promises.filter((one) => one.kind === kind).map(({ metAt }) => metAt !== null);
const desk = async (staffId: string, caseNumber: string) => {
  const { get, post } = await atDesk(house, staffId);
  return {
    look: async () => (await get(`/cases/${caseNumber}`)).body,
    act: async (event: string, says: object = {}) => {
      const { status, body } = await post(`/cases/${caseNumber}/acts`, { event, ...says });
      expect([event, status]).toEqual([event, 200]);
      return body;
    },
    refused: async (event: string, says: object = {}) =>
      (await post(`/cases/${caseNumber}/acts`, { event, ...says })).body.code,
  };
};

describe('a danger', () => {
  test('has an act for the telephone call, and only that keeps the promise of it', async () => {
    const { look, act, refused } = await desk('D01', await report());
    expect(offered(await look())).toContain('contacted');
    const called = await act('contacted');
    expect([met(called, 'contact'), met(called, 'arrive'), called.stage]).toEqual([[true], [false], 'reported']);
    expect(offered(called)).not.toContain('contacted');
    expect(await refused('contacted')).toBe('not_now');
  });

  test('with words about the call: the resident reads them, though the case stays where it is', async () => {
    const person = await house.person();
    await person.say('变压器冒烟了');
    const found = await house.services.cases.own((await house.services.accounts.viewer(person.token)) ?? raise());
    const { act } = await desk('D01', found[0]?.caseNumber ?? '');
    await act('contacted', { text: '电话里说好了，人都在楼下' });
    await house.upkeep();
    expect(JSON.stringify(await person.transcript())).toContain('人都在楼下');
  });

  test('whose crew is there and done before anybody called was not called', async () => {
    const { act } = await desk('D01', await report());
    await act('dispatched');
    const there = await act('arrived');
    expect([met(there, 'arrive'), met(there, 'contact')]).toEqual([[true], [false]]);
    expect(offered(there)).toContain('contacted');
    const over = await act('made-safe');
    expect(over.promises.some((one: { kind: string }) => one.kind === 'contact')).toBe(false);
  });

  test('is not answered before somebody was sent', async () => {
    const { look, act, refused } = await desk('D01', await report());
    expect(offered(await look())).not.toContain('answered');
    expect(await refused('answered', { text: '请自己小心' })).toBe('not_now');
    expect(offered(await act('dispatched'))).toContain('answered');
  });

  test('without an outage ends with its being removed: nothing is promised or asked about power, and the resident hears that', async () => {
    const person = await house.person();
    await person.say('我家电表箱冒火花');
    const [found] = await house.db
      .selectFrom('cases')
      .select('case_number')
      .where('resident_id', '=', person.residentId)
      .execute();
    const { act, look } = await desk('D01', found?.case_number ?? '');
    await act('dispatched');
    const there = await act('arrived');
    expect(offered(there)).not.toContain('restored');
    expect(met(there, 'restore')).toEqual([]);
    const over = await act('made-safe');
    expect(over).toMatchObject({ stage: 'done', status: 'closed', owner: expect.any(String) });
    expect((await look()).kindText).toBe('危险报修');
    await house.upkeep();
    expect((await person.said())[0]).toBe('case.told');
    expect(JSON.stringify(await person.transcript())).toContain('危险已排除');
  });

  test('where the power failed too ends with power back, which is asked about', async () => {
    const { act } = await desk('D01', await report('停电了，电表箱在冒烟'));
    await act('dispatched');
    const there = await act('arrived');
    expect(offered(there)).toContain('restored');
    expect(await act('restored')).toMatchObject({ stage: 'restored' });
  });
});

test('a fault that is no danger does not end with a danger removed', async () => {
  const caseNumber = await report('家里没电', { danger: false });
  const { look } = await desk('D01', caseNumber);
  expect(offered(await look())).not.toContain('made-safe');
  expect(await look()).toMatchObject({ kindText: '停电报修' });
});

describe('a complaint', () => {
  test('that is answered was not called: the promise stands until somebody does', async () => {
    const { act } = await desk('P01', await complaint());
    const answered = await act('answered', { text: '已核实' });
    // The first contact and the call-back.
    expect(met(answered, 'contact')).toEqual([false, false]);
    expect(met(answered, 'answer')).toEqual([true]);
    expect(met(await act('called-back'), 'contact')).toEqual([true, true]);
  });

  test('that was called and then answered has the call-back left', async () => {
    const { act } = await desk('P01', await complaint());
    await act('contacted');
    expect(met(await act('answered', { text: '已核实' }), 'contact')).toEqual([true, false]);
  });

  test('that nobody called in a day is late, however early it was answered', async () => {
    const caseNumber = await complaint();
    await (await desk('P01', caseNumber)).act('answered', { text: '已核实' });
    house.advance(24 * 60 * MINUTE + 1);
    await house.upkeep();
    const { history } = await (await desk('P01', caseNumber)).look();
    expect(history.map((one: { event: string }) => one.event)).toContain('breached');
  });
});

test('an anonymous report is closed by its answer', async () => {
  const who = await client(house);
  const asked = { category: 'report', about: '某处', description: '有人偷电', anonymous: true };
  const { caseNumber } = (await who.post('/v1/complaints', asked)).body;
  const { act, look } = await desk('P01', caseNumber);
  expect(offered(await look())).not.toContain('answered');
  const over = await act('closed', { text: '已查处' });
  expect(over).toMatchObject({ stage: 'done', status: 'closed', acts: [{ event: 'noted' }] });
  expect(over.history.map((one: { event: string }) => one.event)).toEqual(['opened', 'closed']);
  // Its reporter finds it, as ended.
  const { body } = await who.get(`/v1/cases/${caseNumber}`);
  expect(body).toMatchObject({ stage: 'done', status: 'closed' });
  expect(JSON.stringify(body.history)).toContain('已查处');
});

test('whoever rated low is rung up: to begin with the work, or to answer, is no call', async () => {
  const reason = { kind: 'recovery', reason: 'test:recovery', residentId: null, summary: { why: 'chased' } } as const;
  const { caseNumber } = await house.services.carryOut(await house.services.cases.plan(reason));
  const { look, act } = await desk('V01', caseNumber);
  expect(offered(await look())).toEqual(expect.arrayContaining(['contacted', 'started']));
  const begun = await act('started');
  expect([met(begun, 'contact'), offered(begun).includes('contacted')]).toEqual([[false], true]);
  const called = await act('contacted');
  expect([met(called, 'contact'), called.stage, offered(called).includes('contacted')]).toEqual([
    [true],
    'working',
    false,
  ]);
  expect(await act('answered', { text: '已道歉' })).toMatchObject({ stage: 'done' });
});

describe('a crew', () => {
  const filed = async (kind: string, more: object = {}) => {
    const wang = await bound(house, WANG);
    const asked = { kind, accountNumber: WANG.accountNumber, ...more };
    const { status, body } = await wang.post('/v1/requests', asked);
    expect([kind, status]).toEqual([kind, 201]);
    return body.caseNumber as string;
  };

  test('comes to no account that is closed and no meter that is tested', async () => {
    const asked = { 'account-closing': {}, 'meter-test': { description: '电表走得太快' } };
    for (const [kind, more] of Object.entries(asked)) {
      const { look } = await desk('V01', await filed(kind, more));
      expect([kind, offered(await look())]).not.toEqual([kind, expect.arrayContaining(['arrived'])]);
    }
  });

  test('comes to damaged appliances, and is there once', async () => {
    const { look, act } = await desk(
      'D01',
      await filed('appliance-damage', { description: '电视烧坏了', since: '2026-12-04' }),
    );
    expect(offered(await look())).toContain('arrived');
    const there = await act('arrived');
    expect(met(there, 'arrive')).toEqual([true]);
    expect(offered(there)).not.toContain('arrived');
  });
});

describe('whose it is', () => {
  test('who answers what nobody had becomes its owner', async () => {
    const caseNumber = await complaint();
    const { act, look } = await desk('P01', caseNumber);
    expect(await look()).toMatchObject({ owner: null });
    const { owner } = await act('answered', { text: '已核实' });
    expect(owner).toEqual(expect.any(String));
    const { get } = await atDesk(house, 'P01');
    const mine = (await get('/cases?owner=me&limit=100')).body.cases;
    expect(mine.map((one: { caseNumber: string }) => one.caseNumber)).toContain(caseNumber);
  });

  test('who writes a note for colleagues does not, nor does who helps a colleague that has it', async () => {
    const caseNumber = await complaint();
    const first = await desk('P01', caseNumber);
    expect(await first.act('noted', { text: '等录音' })).toMatchObject({ owner: null });
    const { owner } = await first.act('contacted');
    const above = await desk('V01', caseNumber);
    expect(await above.act('word-given', { text: '还在查' })).toMatchObject({ owner });
  });

  test('what goes on to the next team is nobody’s there', async () => {
    const planned = await house.services.cases.plan({
      kind: 'rename',
      reason: 'test:rename',
      residentId: null,
      summary: {},
    });
    const { caseNumber } = await house.services.carryOut(planned);
    const { act } = await desk('A01', caseNumber);
    await act('accepted');
    expect(await act('checked')).toMatchObject({ team: 'supervision', owner: null });
  });
});
