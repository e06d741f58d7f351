/** Outages over REST: what is known of my accounts, reports that open or join, danger at once, wrong input by its field. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accountLine,
  bindNow,
  casesIn,
  type Flat,
  flat,
  load,
  openStreet,
  outageLine,
  outagesOf,
} from '../conversations/outages.town.ts';
import type { House } from '../support/house.ts';
import { type Client, client, rows } from './door.ts';

let house: House;
let next = 0;
const flats = Array.from({ length: 17 }, (_, t) => [1, 2].map((n) => flat(t + 1, n, `R${t + 1}`)));
const street = (): [Flat, Flat] => {
  const own = flats[next];
  next += 1;
  if (!own?.[0] || !own[1]) throw new Error('no transformer left');
  return [own[0], own[1]];
};
const CUT = flat(900, 1, 'R900');
beforeAll(async () => {
  const overdue = {
    kind: 'bill',
    billId: 'CUT-10',
    accountNumber: CUT.accountNumber,
    period: '2026-10',
    from: '2026-10-01',
    to: '2026-10-31',
    kwh: '180',
    kwhPeak: null,
    kwhValley: null,
    reading: 'actual',
    lines: [{ kind: 'energy', amount: '106.02' }],
    amount: '106.02',
    currency: 'CNY',
    // Due today: no late fee yet.
    dueDate: '2026-12-05',
    paidAt: null,
  };
  const lines = [...flats.flat().map((one) => accountLine(one)), accountLine(CUT, { status: 'cut' }), overdue];
  ({ house } = await openStreet(lines));
});
afterAll(() => house.close());

async function lives(home: Flat, locale = 'zh-CN'): Promise<Client> {
  const who = await client(house);
  await who.patch('/v1/me', { locale });
  await bindNow(house, who.residentId, home);
  return who;
}

const body = (more: object = {}) => ({
  contactPhone: '13900000001',
  scope: 'building',
  danger: false,
  description: '整栋楼没电',
  ...more,
});
const post = (who: Client, more: object, headers?: Record<string, string>) =>
  who.post('/v1/outage-reports', body(more), headers);

describe('GET /v1/outages', () => {
  test.each([
    ['zh-CN', '计划停电'],
    ['zh-TW', '工作停電'],
    ['en', 'planned'],
  ])('%s: what is on now and what is planned within a week, in the resident’s words', async (locale, word) => {
    const [home] = street();
    await load(house, [
      outageLine(`A-${locale}`, { feeder: home.feeder, from: '2026-12-05T09:00:00+08:00' }),
      outageLine(`B-${locale}`, {
        cause: 'planned',
        feeder: home.feeder,
        from: '2026-12-08T09:00:00+08:00',
        to: '2026-12-08T12:00:00+08:00',
      }),
      outageLine(`C-${locale}`, { cause: 'planned', feeder: home.feeder, from: '2026-12-20T09:00:00+08:00' }),
    ]);
    const who = await lives(home, locale);
    const { status, body: answer } = await who.get(`/v1/outages?accountNumber=${home.accountNumber}`);
    expect(status).toBe(200);
    expect(answer.outages).toMatchObject([
      {
        outageId: `A-${locale}`,
        cause: 'fault',
        from: '2026-12-05T09:00:00+08:00',
        to: null,
        estimatedRestoration: null,
        nextWordAt: '2026-12-05T10:30:00+08:00',
      },
      {
        outageId: `B-${locale}`,
        cause: 'planned',
        to: '2026-12-08T12:00:00+08:00',
        estimatedRestoration: '2026-12-08T12:00:00+08:00',
        nextWordAt: null,
      },
    ]);
    expect(answer.outages[1].text.toLowerCase()).toContain(word);
  });

  test.each([
    ['planned', null, '还没有预计复电时间'],
    ['rotation', null, '还没有预计复电时间'],
    ['planned', '2026-12-05T12:00:00+08:00', '预计 2026年12月5日 12:00 恢复供电'],
  ])(
    '%s without an end, estimate %s: shown while it goes on, and a report joins it',
    async (cause, estimate, words) => {
      const [home] = street();
      const line = { cause, feeder: home.feeder, to: null, estimatedRestoration: estimate };
      await load(house, [
        outageLine(`NOW-${cause}-${estimate}`, { ...line, from: '2026-12-05T09:00:00+08:00' }),
        outageLine(`THEN-${cause}-${estimate}`, {
          ...line,
          from: '2026-12-09T09:00:00+08:00',
          estimatedRestoration: estimate && '2026-12-09T12:00:00+08:00',
        }),
      ]);
      const who = await lives(home);
      const { outages } = (await who.get(`/v1/outages?accountNumber=${home.accountNumber}`)).body;
      expect(outages).toMatchObject([
        { outageId: `NOW-${cause}-${estimate}`, to: null, estimatedRestoration: estimate },
        { outageId: `THEN-${cause}-${estimate}`, to: null },
      ]);
      expect(outages[0].text).toContain(words);
      // An estimate is no planned end.
      expect(outages[1].text).toMatch(estimate ? /预计 2026年12月9日 12:00 恢复供电/ : /结束时间未定/);
      const joined = await post(who, { accountNumber: home.accountNumber });
      expect([joined.status, joined.body.outageId]).toEqual([200, `NOW-${cause}-${estimate}`]);
      await load(house, [
        outageLine(`NOW-${cause}-${estimate}`, {
          ...line,
          from: '2026-12-05T09:00:00+08:00',
          to: '2026-12-05T09:30:00+08:00',
        }),
      ]);
      const left = (await who.get(`/v1/outages?accountNumber=${home.accountNumber}`)).body.outages;
      expect(left.map(({ outageId }: { outageId: string }) => outageId)).toEqual([`THEN-${cause}-${estimate}`]);
    },
  );

  test('nothing known is an empty list; another’s account is not found; none or no number is wrong', async () => {
    const [home, beside] = street();
    const who = await lives(home);
    expect((await who.get(`/v1/outages?accountNumber=${home.accountNumber}`)).body).toEqual({ outages: [] });
    expect((await who.get(`/v1/outages?accountNumber=${beside.accountNumber}`)).status).toBe(404);
    for (const query of ['', '?accountNumber=12', `?accountNumber=${home.accountNumber}&more=1`])
      expect((await who.get(`/v1/outages${query}`)).status).toBe(400);
  });
});

describe('POST /v1/outage-reports', () => {
  test.each([
    ['zh-CN', '欠费', '106.02'],
    ['zh-TW', '積欠電費', '106.02'],
    ['en', 'unpaid bills', '106.02'],
  ])(
    '%s: who is dark because the account is cut off hears so, as in the chat, and no crew is sent',
    async (locale, ...words) => {
      const who = await lives(CUT, locale);
      for (const scope of ['home', 'unknown'])
        expect(await post(who, { accountNumber: CUT.accountNumber, scope })).toMatchObject({
          status: 409,
          body: { code: 'arrears_open' },
        });
      const { body: told } = await post(who, { accountNumber: CUT.accountNumber, scope: 'home' });
      for (const word of words) expect(told.detail).toContain(word);
      expect(await casesIn(house, who.residentId)).toEqual([]);
      // More than this home is dark, or in danger: that is no matter of money.
      expect((await post(who, { accountNumber: CUT.accountNumber, scope: 'home', danger: true })).status).toBe(201);
    },
  );

  test('a cut-off account whose whole building is dark is a fault, and so is one at an address', async () => {
    const who = await lives(CUT);
    expect((await post(who, { accountNumber: CUT.accountNumber, scope: 'building' })).status).toBe(201);
    expect((await post(who, { address: '示例市解放路77号2栋', scope: 'home' })).status).toBe(201);
  });

  test('opens a case and an outage; the neighbour’s joins it with a case of its own; one’s own second joins one’s first', async () => {
    const [home, beside] = street();
    const [one, two] = [await lives(home), await lives(beside, 'en')];
    const opened = await post(one, { accountNumber: home.accountNumber });
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({
      kind: 'outage',
      status: 'open',
      stage: 'reported',
      accountNumber: home.accountNumber,
    });
    expect(opened.body.promises.map(({ kind }: { kind: string }) => kind)).toEqual(['arrive', 'next-word']);
    const joined = await post(two, { accountNumber: beside.accountNumber });
    expect(joined.status).toBe(200);
    expect(joined.body).toMatchObject({ outageId: opened.body.outageId, cause: 'fault', estimatedRestoration: null });
    expect(joined.body.caseNumber).not.toBe(opened.body.caseNumber);
    expect(joined.body.text).toMatch(/no estimate/i);
    const again = await post(one, { accountNumber: home.accountNumber, description: 'again' });
    expect(again.status).toBe(200);
    expect(again.body.caseNumber).toBe(opened.body.caseNumber);
    expect(await casesIn(house, one.residentId)).toHaveLength(1);
    const listed = await one.get(`/v1/outages?accountNumber=${home.accountNumber}`);
    expect(listed.body.outages).toMatchObject([{ outageId: opened.body.outageId }]);
  });

  test('an address is enough, and no account of others is told by it', async () => {
    const [home] = street();
    const who = await client(house);
    const answered = await post(who, { address: home.address });
    expect(answered.status).toBe(201);
    expect(answered.body.accountNumber).toBeNull();
    expect(JSON.stringify(answered.body)).not.toContain(home.accountNumber);
    const [found] = await casesIn(house, who.residentId);
    expect((await outagesOf(house)).find(({ outage_id }) => outage_id === found?.outage_id)).toMatchObject({
      transformers: [home.transformer],
    });
    // The telephone is nobody's to read in the row.
    expect(JSON.stringify(found?.summary)).not.toContain('13900000001');
    expect(await house.tokens.unseal(found?.sealed ?? '')).toContain('13900000001');
  });

  test('a home alone is a case without an outage', async () => {
    const [home] = street();
    const who = await lives(home);
    const answered = await post(who, { accountNumber: home.accountNumber, scope: 'home' });
    expect(answered).toMatchObject({ status: 201, body: { outageId: null } });
    const again = await post(who, { accountNumber: home.accountNumber, scope: 'home' });
    expect(again).toMatchObject({ status: 200, body: { caseNumber: answered.body.caseNumber } });
  });

  test('danger is a case of the highest priority with what keeps people safe; a second one joins it', async () => {
    const [home] = street();
    const who = await lives(home, 'en');
    const answered = await post(who, {
      accountNumber: home.accountNumber,
      danger: true,
      description: 'a wire is down',
    });
    expect(answered.status).toBe(201);
    expect(answered.body.safety).toContain('95598');
    expect(await casesIn(house, who.residentId)).toMatchObject([
      { priority: 1, next_action: 'secure-place', summary: { danger: true, transformer: home.transformer } },
    ]);
    const again = await post(who, { accountNumber: home.accountNumber, danger: true, description: 'still' });
    expect(again).toMatchObject({ status: 200, body: { caseNumber: answered.body.caseNumber } });
    expect(again.body.safety).toBe(answered.body.safety);
  });

  test('after “restored”, a new report means still out: the same case, back in work', async () => {
    const [home] = street();
    const who = await lives(home);
    const { body: first } = await post(who, { accountNumber: home.accountNumber });
    const done = await house.services.attempt(() => house.services.outages.act('D01', first.outageId, 'restored'));
    expect(done.ok).toBe(true);
    await house.services.outages.run(100);
    expect((await who.get(`/v1/cases/${first.caseNumber}`)).body.stage).toBe('restored');
    const again = await post(who, { accountNumber: home.accountNumber });
    expect(again.status).toBe(200);
    expect(again.body.caseNumber).toBe(first.caseNumber);
    expect(again.body.outageId).not.toBe(first.outageId);
    expect((await who.get(`/v1/cases/${first.caseNumber}`)).body.stage).toBe('reported');
  });

  test.each([
    ['dispatched', ['still-out', 'dispatched']],
    ['arrived', ['still-out', 'dispatched', 'arrived']],
  ] as const)(
    'one home was said to be back alone while a crew is %s for the others: a new report brings it back to them',
    async (act, follows) => {
      const [home] = street();
      const who = await lives(home);
      const { body: first } = await post(who, { accountNumber: home.accountNumber });
      const desk = (plan: Parameters<typeof house.services.attempt>[0]) => house.services.attempt(plan);
      expect((await desk(() => house.services.outages.act('D01', first.outageId, act))).ok).toBe(true);
      await house.services.outages.run(100);
      expect((await desk(() => house.services.work.act('D01', first.caseNumber, 'restored'))).ok).toBe(true);
      const again = await post(who, { accountNumber: home.accountNumber });
      expect([again.status, again.body.caseNumber, again.body.outageId]).toEqual([
        200,
        first.caseNumber,
        first.outageId,
      ]);
      await house.services.outages.run(100);
      const seen = (await who.get(`/v1/cases/${first.caseNumber}`)).body;
      expect(seen.stage).toBe(act === 'arrived' ? 'on-site' : 'dispatched');
      const events: string[] = seen.history.map(({ event }: { event: string }) => event);
      expect(events.slice(events.lastIndexOf('still-out'))).toEqual(follows);
      await house.services.outages.run(100);
      expect((await who.get(`/v1/cases/${first.caseNumber}`)).body.history).toHaveLength(events.length);
    },
  );

  test('the same key and body get the same answer, at once and later; another body is refused', async () => {
    const [home] = street();
    const who = await lives(home);
    const key = { 'idempotency-key': 'report-1' };
    const asked = { accountNumber: home.accountNumber };
    const all = await Promise.all(Array.from({ length: 5 }, () => post(who, asked, key)));
    for (const one of all) expect(one).toMatchObject({ status: 201, body: all[0]?.body });
    expect((await post(who, asked, key)).body).toEqual(all[0]?.body);
    expect(await post(who, { ...asked, scope: 'area' }, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency_key_reused' },
    });
    expect(await casesIn(house, who.residentId)).toHaveLength(1);
  });

  test('an account that is not mine is not found, in danger too, and nothing is written', async () => {
    const [home, beside] = street();
    const who = await lives(home);
    const before = await rows(house);
    for (const danger of [false, true])
      expect((await post(who, { accountNumber: beside.accountNumber, danger })).status).toBe(404);
    expect(await rows(house)).toEqual(before);
  });

  test.each([
    ['accountNumber', { accountNumber: '12' }],
    ['accountNumber', {}],
    ['address', { address: 'x' }],
    ['address', { address: 'x'.repeat(201) }],
    ['contactPhone', { address: '示例市和平路5号', contactPhone: '110' }],
    ['contactPhone', { address: '示例市和平路5号', contactPhone: undefined }],
    ['scope', { address: '示例市和平路5号', scope: 'world' }],
    ['danger', { address: '示例市和平路5号', danger: 'no' }],
    ['description', { address: '示例市和平路5号', description: 'x'.repeat(1_001) }],
    ['description', { address: '示例市和平路5号', description: undefined }],
    ['more', { address: '示例市和平路5号', more: 1 }],
  ])('wrong %s is named: %j', async (field, given) => {
    const who = await client(house);
    const answered = await post(who, given);
    expect(answered.status).toBe(400);
    expect(answered.headers.get('content-type')).toContain('application/problem+json');
    expect(answered.body.errors.map((error: { field: string }) => error.field)).toContain(field);
    expect(await casesIn(house, who.residentId)).toEqual([]);
  });
});
