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
