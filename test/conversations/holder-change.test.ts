/** Name change and transfer in the chat: one entry, nine messages, the old holder asked, nothing done without a yes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import {
  answerConsent,
  caseOn,
  clerk,
  consentPath,
  fileTransfer,
  fillTransfer,
  form,
  givePapers,
  heard,
  homeNumber,
  homePhone,
  messagesTo,
  NEW,
  OWNER_PAPERS,
  openHolders,
  stage,
} from './holders.ts';

let house: House;
beforeAll(async () => {
  house = await openHolders(30, [
    {
      kind: 'bill',
      billId: 'OLD-1',
      accountNumber: homeNumber(1),
      period: '2026-11',
      from: '2026-11-01',
      to: '2026-11-30',
      kwh: '300',
      kwhPeak: null,
      kwhValley: null,
      reading: 'actual',
      lines: [{ kind: 'energy', amount: '181.70' }],
      amount: '181.70',
      currency: 'CNY',
      dueDate: '2026-12-15',
      paidAt: '2026-12-02T09:00:00+08:00',
    },
  ]);
});
afterAll(() => house.close());

test('a new owner transfers a home that is not theirs: nine messages to file it, then consent, reading, contract, and it is theirs', async () => {
  const person = await house.person();
  const turns = await fillTransfer(person, homeNumber(1));
  expect(await person.said()).toEqual(['holder.read-back', 'holder.notice', 'holder.agree']);
  expect(turns + 1).toBeLessThanOrEqual(9);
  expect(person.text()).toContain('110***********0025');
  expect(person.text()).not.toContain(NEW.idNumber);
  await person.tap('同意并提交');
  expect(await person.said()).toEqual(['holder.filed', 'case.title']);
  const found = await caseOn(house, homeNumber(1));
  expect(found).toMatchObject({ kind: 'transfer', stage: 'need-material', owner_team: 'accounts' });
  expect(found.missing).toEqual([...OWNER_PAPERS]);
  const number = found.case_number;
  // Told that somebody applied, and not asked yet: nothing proves anything.
  expect(await messagesTo(house, homePhone(1))).toEqual([expect.stringContaining('李** 申请把户号')]);

  expect((await givePapers(house, person, number, OWNER_PAPERS)).stage).toBe('awaiting-old-holder');
  const path = await consentPath(house, homePhone(1));
  expect(path).not.toBe('');
  await answerConsent(house, path, 'agree');
  expect(await stage(house, number)).toBe('checking');
  expect(await clerk(house, 'A01', number, 'checked')).toBe('done');
  expect(await clerk(house, 'M01', number, 'settled')).toBe('done');
  expect(await clerk(house, 'A01', number, 'approved')).toBe('second_person_needed');
  expect(await clerk(house, 'V02', number, 'approved')).toBe('done');
  expect(await stage(house, number)).toBe('contract-signing');

  const { messages } = await person.transcript();
  const url =
    messages.flatMap(({ reply }) => (reply?.kind === 'card' && reply.link ? [reply.link.url] : [])).at(-1) ?? '';
  const contract = url.replace('http://house.test', '');
  const page = await house.request('GET', contract);
  expect(page.status).toBe(200);
  expect(page.text).toContain('李建国');
  expect(page.text).not.toContain(NEW.idNumber);
  const contractHash = /name="contractHash" value="(\w{64})"/.exec(page.text)?.[1] ?? '';
  expect((await form(house, contract, { contractHash: '0'.repeat(64) })).status).toBe(409);
  expect((await form(house, contract, { contractHash, phone: '13900009999' })).status).toBe(200);
  await heard(house);
  expect(await stage(house, number)).toBe('done');
  const account = await house.db
    .selectFrom('accounts')
    .select(['holder', 'phone'])
    .where('account_number', '=', homeNumber(1))
    .executeTakeFirstOrThrow();
  expect(account).toEqual({ holder: '李建国', phone: '13900009999' });
  const viewer = await house.services.accounts.viewer(person.token);
  expect(viewer?.accounts.map((one) => one.accountNumber)).toEqual([homeNumber(1)]);
  expect(viewer?.realName).toBe('verified');
  expect(await person.said()).toContain('ask.score');
  expect((await messagesTo(house, homePhone(1))).at(-1)).toContain('已过户给新户主');
  // What the old holder used and paid is not the new one's to see.
  const bills = await house.request('GET', `/v1/accounts/${homeNumber(1)}/bills`, { token: person.token });
  expect(bills.body).toMatchObject({ bills: [] });
  expect((await house.request('GET', '/v1/bills/OLD-1', { token: person.token })).status).toBe(404);
  // Signed again it stays signed once.
  expect((await form(house, contract, { contractHash })).status).toBe(200);
});

test('the new owner files one, and a copy: told that it is filed already, and only one case is there', async () => {
  const person = await house.person();
  await fileTransfer(house, person, homeNumber(2));
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(homeNumber(2));
  expect(await person.said()).toEqual(['holder.other-open']);
});

test.each([
  [6, 'zh-CN', '催办', '等原户主确认', '原户主确认后审核', '您签', '查进度'],
  [7, 'zh-TW', '催辦', '等原用戶確認', '原用戶確認後審核', '您簽', '查進度'],
  [8, 'en', 'chase my case', 'present holder', 'check the papers once', 'sign the', 'check progress'],
] as const)(
  'home %i, %s: who chases a transfer hears whom it waits for and until when, and is promised nobody’s look at it',
  async (n, locale, chase, waits, next, sign, progress) => {
    const person = await house.person();
    const number = await fileTransfer(house, person, homeNumber(n));
    await givePapers(house, person, number, OWNER_PAPERS);
    await house.request('PATCH', '/v1/me', { token: person.token, body: { locale } });
    const until = (await house.services.cases.byNumber(number))?.wait?.due ?? '';
    await person.say(progress);
    expect(person.text()).toContain(waits);
    expect(person.text()).toContain(next);
    expect(person.buttons().map(({ label }) => label)).not.toContain(chase);
    await person.say(chase);
    expect(await person.said()).toEqual(['chase.too-early']);
    expect(person.text()).toContain(waits);
    expect(person.text()).toContain(`${new Date(Date.parse(until) + 8 * 3_600_000).toISOString().slice(11, 16)}`);
    const rest = await house.request('POST', `/v1/cases/${number}/chases`, { token: person.token, body: {} });
    expect([rest.status, Date.parse(rest.body.retryAt)]).toEqual([429, Date.parse(until)]);
    expect(rest.body.detail).toContain(waits);
    // Without their word it goes on, and at its end waits for the resident.
    await answerConsent(house, await consentPath(house, homePhone(n)), 'agree');
    for (const [who, event] of [
      ['A01', 'checked'],
      ['M01', 'settled'],
      ['V02', 'approved'],
    ] as const)
      expect(await clerk(house, who, number, event)).toBe('done');
    await person.say(progress);
    expect(person.text()).toContain(sign);
    await person.say(chase);
    expect(await person.said()).toEqual(['chase.waiting']);
    expect(person.text()).toContain(sign);
    const found = await house.services.cases.byNumber(number);
    expect(found?.history.filter(({ event }) => event === 'chased')).toEqual([]);
  },
);

test('somebody else has applied for the home: told before any paper is asked for, and not before it is known who asks', async () => {
  const first = await house.person();
  await fileTransfer(house, first, homeNumber(9));
  const person = await house.person();
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(homeNumber(9));
  expect(person.last().turn.awaiting).toBe('role');
  await person.tap('产权人');
  await person.tap('同意');
  await person.say(`${NEW.name} ${NEW.idNumber}`);
  expect(await person.said()).toEqual(['holder.other-open']);
  expect(person.last().turn).toMatchObject({ service: null, awaiting: null });
  expect((await caseOn(house, homeNumber(9))).resident_id).toBe(first.residentId);
});

test.each(['买房', '刚买了房', '买了二手房', '買房子', '我買的房', '剛買了', 'I bought the flat', 'we are buying it'])(
  'in what role, answered “%s”: the new owner',
  async (words) => {
    const person = await house.person();
    await person.say('我要过户');
    await person.tap('换人了');
    await person.say(homeNumber(10));
    await person.say(words);
    expect(person.last().turn).toMatchObject({ service: 'account.transfer', awaiting: 'consent' });
  },
);

test.each(['还没买房', '买房的人让我来办'])('in what role, answered “%s”: asked again', async (words) => {
  const person = await house.person();
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(homeNumber(10));
  await person.say(words);
  expect(person.last().turn.awaiting).toBe('role');
});

test('who helps a friend that bought a flat is an agent', async () => {
  const person = await house.person();
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(homeNumber(10));
  await person.say('帮买房的朋友办');
  await person.tap('同意');
  expect(person.text()).toContain('新户主的姓名');
});
