/** Name change and transfer when things go another way: corrected, cancelled, interrupted, wrong, doubled, pressed too late, refused. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { LI, WANG } from '../support/town.ts';
import {
  caseOn,
  clerk,
  fileTransfer,
  fillTransfer,
  heard,
  homeId,
  homeNumber,
  homePhone,
  messagesTo,
  NEW,
  openHolders,
  photo,
  stage,
  upload,
} from './holders.ts';

let house: House;
beforeAll(async () => {
  house = await openHolders(40);
});
afterAll(() => house.close());

const casesOn = (accountNumber: string) =>
  house.db
    .selectFrom('cases')
    .select(['case_number', 'kind', 'stage', 'resident_id'])
    .where('account_number', '=', accountNumber)
    .where('kind', 'in', ['rename', 'transfer'])
    .execute();

const bound = async (n: number, locale?: 'zh-CN' | 'zh-TW' | 'en'): Promise<Person> => {
  const person = await house.person(locale);
  await person.bind({ accountNumber: homeNumber(n), phone: homePhone(n) });
  return person;
};

test('a holder whose name was written wrong has it put right: another person approves, and only the name is another', async () => {
  const person = await bound(1);
  // What they said tells that nobody moved: not asked again.
  await person.say('户名写错了');
  expect(person.last().turn).toMatchObject({ service: 'account.rename', awaiting: 'consent' });
  await person.tap('同意');
  await person.tap('登记错了');
  await person.say('陈祝福');
  await person.say(homeId(1));
  await person.tap('以后再补');
  expect(await person.said()).toEqual(['holder.read-back', 'holder.notice', 'holder.agree']);
  await person.tap('同意并提交');
  const { case_number: number } = await caseOn(house, homeNumber(1));
  expect(await casesOn(homeNumber(1))).toMatchObject([{ kind: 'rename', stage: 'submitted' }]);
  // A correction needs the ID card only, which may follow: nobody waits for it.
  expect(await clerk(house, 'A01', number, 'accepted')).toBe('done');
  expect(await clerk(house, 'A01', number, 'checked')).toBe('done');
  expect(await clerk(house, 'V01', number, 'approved')).toBe('done');
  const account = await house.db
    .selectFrom('accounts')
    .select(['holder', 'phone'])
    .where('account_number', '=', homeNumber(1))
    .executeTakeFirstOrThrow();
  expect(account).toEqual({ holder: '陈祝福', phone: homePhone(1) });
  expect(await person.said()).toContain('ask.score');
  // Nobody but the holder is concerned: no letters.
  expect((await messagesTo(house, homePhone(1))).filter((line) => line.includes('申请'))).toEqual([]);
});

test('who is asked why and names another service gets that first, in whatever words, and the name goes on after it', async () => {
  for (const words of ['装充电桩', '我想装充电桩', '新装电表', '查电费']) {
    const person = await house.person();
    await person.bind({ accountNumber: homeNumber(21), phone: homePhone(21) });
    await person.say('户名写错了');
    await person.tap('同意');
    expect(person.last().turn).toMatchObject({ service: 'account.rename', awaiting: 'reason' });
    await person.say('报装的时候写错了');
    expect(person.last().turn.awaiting).toBe('name');
    await person.say('上一步');
    expect(person.last().turn.awaiting).toBe('reason');
    const { turn } = await person.say(words);
    expect([words, turn.understood.map(({ kind }) => kind)]).toEqual([words, ['start']]);
    if (words === '查电费') expect(await person.said()).toEqual(['bill.none', 'repair.resume', 'ask.rename-reason']);
    else expect([words, turn.service]).toEqual([words, 'connection.new']);
    house.advance(61);
  }
});

test('a name change with somebody else’s ID number is no name change: told what it would be, nothing is filed', async () => {
  const person = await bound(2);
  await person.say('我要更名');
  await person.tap('没换');
  await person.tap('同意');
  await person.tap('登记错了');
  await person.say('李建国');
  await person.say(NEW.idNumber);
  expect(await person.said()).toContain('holder.mismatch');
  expect(person.last().turn.awaiting).toBe('name');
  expect(await casesOn(homeNumber(2))).toEqual([]);
});

test('the name is corrected at the read-back: asked for nothing twice, checked again, and only the corrected one is filed', async () => {
  const person = await house.person();
  await fillTransfer(person, homeNumber(3), { phone: homePhone(3) });
  await person.say('姓名不对，应该是王秀兰');
  // The number is 李建国's: name and number don't belong together any more.
  expect(person.text()).toContain('对不上');
  await person.say(`王秀兰 110101199001010017`);
  expect(await person.said()).toContain('holder.read-back');
  expect(person.text()).toContain('王秀兰');
  await person.tap('同意并提交');
  const found = await caseOn(house, homeNumber(3));
  expect(found.summary).toMatchObject({ applicant: '王**' });
});

test('cancelled in the middle nothing is left; a no to the consent ends politely and keeps nothing', async () => {
  const person = await house.person();
  await fillTransfer(person, homeNumber(4));
  await person.say('算了');
  expect(await person.said()).toContain('repair.cancelled');
  const other = await house.person();
  await other.say('我要过户');
  await other.tap('换人了');
  await other.say(homeNumber(4));
  await other.tap('产权人');
  await other.tap('不同意');
  expect(await other.said()).toEqual(['holder.no-consent']);
  expect(other.last().turn.service).toBeNull();
  expect(await casesOn(homeNumber(4))).toEqual([]);
});

test('a question in the middle is answered and the application goes on where it was', async () => {
  const person = await bound(5);
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(homeNumber(6));
  await person.say('先查一下我的电费');
  expect(await person.said()).toContain('repair.resume');
  expect(person.last().turn).toMatchObject({ service: 'account.transfer', awaiting: 'role' });
});

test('a wrong account number three times: a hint, help, then a person; nothing breaks', async () => {
  const person = await house.person();
  await person.say('我要过户');
  await person.tap('换人了');
  for (const wrong of ['啊啊啊', '123', '咕噜咕噜']) await person.say(wrong);
  expect(await person.said()).toContain('repair.choose-or-person');
  await person.say('9999999999999');
  expect(await person.said()).toContain('holder.no-account');
  expect(person.last().turn.awaiting).toBe('accountNumber');
});

test('ten wrong ID numbers a day are the end of it, and the mismatch tells nobody which half was wrong', async () => {
  const person = await house.person();
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(homeNumber(7));
  await person.tap('产权人');
  await person.tap('同意');
  for (let n = 0; n < 10; n += 1) {
    await person.say(`李建国 11010119900202${String(n).padStart(4, '0')}`);
    expect(await person.said()).toContain(n === 0 ? 'holder.mismatch' : 'holder.mismatch-again');
  }
  await person.say(`${NEW.name} ${NEW.idNumber}`);
  expect(await person.said()).toEqual(['holder.too-many']);
  expect(await casesOn(homeNumber(7))).toEqual([]);
});

test('the yes delivered twice files one case and gets one answer; the old button files nothing more', async () => {
  const person = await house.person();
  await fillTransfer(person, homeNumber(8));
  const yes = person.buttons().find(({ label }) => label.includes('同意并提交'))?.button ?? '';
  const send = (id: string) =>
    house.request('POST', '/v1/chat/messages', { token: person.token, body: { id, button: yes } });
  const [first, second] = await Promise.all([send('the-yes'), send('the-yes')]);
  const again = await send('the-yes');
  expect(again.body).toEqual(first.body);
  expect(second.body).toEqual(first.body);
  await person.press(yes);
  expect(await person.said()).toContain('repair.old-button');
  expect(await casesOn(homeNumber(8))).toHaveLength(1);
});

test('two people agree at the same instant: one case, and the other hears that one is open', async () => {
  const [a, b] = [await house.person(), await house.person()];
  await fillTransfer(a, homeNumber(9));
  await fillTransfer(b, homeNumber(9), { name: '王秀兰', idNumber: '110101199001010017' });
  await Promise.all([a.tap('同意并提交'), b.tap('同意并提交')]);
  const said = [await a.said(), await b.said()].map(([key]) => key).sort();
  expect(said).toEqual(['holder.filed', 'holder.other-open']);
  expect(await casesOn(homeNumber(9))).toHaveLength(1);
});

test('a tenant is offered what a tenant can have, before anything about them is asked', async () => {
  const person = await house.person();
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(homeNumber(10));
  await person.tap('租客');
  expect(await person.said()).toEqual(['holder.tenant']);
  expect(person.buttons().map(({ label }) => label)).toEqual(['绑定户号', '转人工']);
});

test('who has nothing bound cannot change a name: the account is bound first', async () => {
  const person = await house.person();
  await person.say('我要更名');
  await person.tap('没换');
  expect(person.last().turn).toMatchObject({ service: 'account.bind', awaiting: 'accountNumber' });
});

test('an heir needs nobody’s consent, an agent brings an authorisation and stays unverified', async () => {
  const heir = await house.person();
  const number = await fileTransfer(house, heir, homeNumber(11), { role: '继承人' });
  const found = await caseOn(house, homeNumber(11));
  expect(found.missing).toEqual(['id-front', 'id-back', 'inheritance-proof']);
  for (const kind of ['id-front', 'id-back', 'inheritance-proof'])
    await photo(house, heir, await upload(house, heir, kind));
  expect(await stage(house, number)).toBe('submitted');
  expect((await messagesTo(house, homePhone(11))).join()).not.toContain('/consent/');

  const agent = await house.person();
  await fileTransfer(house, agent, homeNumber(12), { role: '代办人' });
  expect((await caseOn(house, homeNumber(12))).missing).toContain('authorisation');
  expect((await house.services.accounts.viewer(agent.token))?.realName).toBe('unverified');
});

test('photos count one by one, without names too; with the last one the old holder is asked', async () => {
  const person = await house.person();
  await person.say('买了二手房，要过户');
  if (person.last().turn.awaiting === 'ownershipChanged') await person.tap('换人了');
  await person.say(homeNumber(13));
  await person.tap('产权人');
  await person.tap('同意');
  await person.say(`${NEW.name} ${NEW.idNumber}`);
  await person.tap('跳过');
  const front = await upload(house, person, 'other');
  await photo(house, person, front);
  expect(await person.said()).toEqual(['papers.got', 'papers.ask']);
  // The same photo twice is one photo.
  await photo(house, person, front);
  await photo(house, person, await upload(house, person, 'other'));
  const last = await photo(house, person, await upload(house, person, 'other'));
  expect(last.body.turn.awaiting).toBe('confirm');
  // The chat helper presses buttons of its own last answer.
  const yes = last.body.replies.flatMap(
    (one: { choices?: { label: string; button: string }[] }) => one.choices ?? [],
  )[0];
  await person.press(yes.button);
  const found = await caseOn(house, homeNumber(13));
  expect(found).toMatchObject({ stage: 'awaiting-old-holder', missing: [] });
  const papers = await house.db
    .selectFrom('documents')
    .select('document_id')
    .where('case_number', '=', found.case_number)
    .execute();
  expect(papers).toHaveLength(3);
  expect((await messagesTo(house, homePhone(13))).join()).toContain('/consent/');
});

test('a photo of somebody else’s is not found and changes nothing, and one without an application is asked about', async () => {
  const [person, other] = [await house.person(), await house.person()];
  const foreign = await upload(house, other, 'id-front');
  const none = await photo(house, person, await upload(house, person, 'id-front'));
  expect(none.status).toBe(200);
  expect(await person.said()).toEqual(['papers.for-what']);
  const number = await fileTransfer(house, person, homeNumber(14));
  const before = await person.said();
  expect((await photo(house, person, foreign)).status).toBe(404);
  expect(await person.said()).toEqual(before);
  expect((await house.services.cases.byNumber(number))?.missing).toHaveLength(3);
});

test('somebody else’s arrears: said, paid in the chat as a sum, and the application goes on by itself', async () => {
  const person = await house.person();
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(WANG.accountNumber);
  expect(await person.said()).toEqual(['holder.arrears-other', 'ask.role']);
  expect(person.text()).toContain(WANG.due);
  // Until more is proved they learn only that and how much.
  expect(person.text()).not.toMatch(/王|幸福路|2026年11月/);
  await person.tap('产权人');
  await person.tap('同意');
  await person.say(`${NEW.name} ${NEW.idNumber}`);
  await person.tap('跳过');
  await person.tap('以后再补');
  expect(await person.said()).toEqual(['holder.pay-question']);
  await person.tap(0);
  expect(await person.said()).toEqual(['pay.opened-title', 'holder.pay-waiting']);
  expect(await casesOn(WANG.accountNumber)).toEqual([]);
  await person.pay(person.link());
  await heard(house);
  await person.say('满意');
  expect(await person.said()).toContain('holder.read-back');
  await person.tap('同意并提交').catch(async () => person.say('同意'));
  expect(await casesOn(WANG.accountNumber)).toMatchObject([{ kind: 'transfer' }]);
});

test('arrears of one’s own are paid first and the name change goes on meanwhile', async () => {
  const person = await house.person();
  await person.bind(LI);
  await person.say('户名写错了');
  expect(person.last().turn.service).toBe('payment.pay');
  await person.say('确认');
  expect(await person.said()).toContain('holder.pay-meanwhile');
  expect(person.last().turn).toMatchObject({ service: 'account.rename', awaiting: 'consent' });
});

test('the real-name check is away: said so, nothing is lost, and the same words go through when it is back', async () => {
  const person = await house.person();
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(homeNumber(15));
  await person.tap('产权人');
  await person.tap('同意');
  const away = vi.spyOn(house.services.holders, 'identity').mockRejectedValueOnce(new Error('the check is away'));
  await person.say(`${NEW.name} ${NEW.idNumber}`);
  expect(await person.said()).toEqual(['trouble.unavailable']);
  away.mockRestore();
  await person.say(`${NEW.name} ${NEW.idNumber}`);
  expect(await person.said()).toEqual(['holder.proved', 'ask.oldHolderPhone']);
});

test('who withdraws undoes it: the old holder is told, and another can apply', async () => {
  const person = await house.person();
  const number = await fileTransfer(house, person, homeNumber(16));
  const viewer = await house.services.accounts.viewer(person.token);
  if (!viewer) throw new Error('no viewer');
  const planned = await house.services.residentActs.withdraw(viewer, number);
  if (!planned.ok) throw new Error(planned.problem.code);
  await house.services.carryOut(planned.value);
  expect((await messagesTo(house, homePhone(16))).at(-1)).toContain('已由申请人撤销');
  const other = await house.person();
  await fileTransfer(house, other, homeNumber(16), { name: '王秀兰', idNumber: '110101199001010017' });
  expect((await casesOn(homeNumber(16))).map(({ stage: at }) => at).sort()).toEqual(['need-material', 'withdrawn']);
});

test('the same in Taiwan’s words and in English', async () => {
  const tw = await house.person('zh-TW');
  await tw.say('我要過戶');
  await tw.tap('換人了');
  await tw.say(homeNumber(17));
  await tw.tap('產權人');
  expect(tw.text()).toContain('身分證字號');
  const en = await house.person('en');
  await en.say('I want to transfer the account to my name');
  if (en.last().turn.awaiting === 'ownershipChanged') await en.tap('changed hands');
  await en.say(homeNumber(18));
  await en.tap('The owner');
  await en.tap('I agree');
  await en.say(NEW.name);
  await en.say(NEW.idNumber);
  await en.tap(0);
  await en.tap('Later');
  expect(await en.said()).toEqual(['holder.read-back', 'holder.notice', 'holder.agree']);
  expect(en.text().replaceAll(NEW.name, '')).not.toMatch(/[\u4e00-\u9fff]/);
});

test('an ID number stands in clear nowhere in the database, nor in the log, nor in what is shown again', async () => {
  const person = await house.person();
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(homeNumber(19));
  await person.tap('产权人');
  await person.tap('同意');
  await person.say(NEW.name);
  await person.say('１１０１０１ 19900101 0025');
  await person.tap('跳过');
  await person.say('转人工');
  await person.say('算了');
  await fileTransfer(house, person, homeNumber(20));
  const tables = await house.db.introspection.getTables();
  for (const { name } of tables) {
    const rows = await house.db
      .selectFrom(name as never)
      .selectAll()
      .execute();
    const text = JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? String(value) : value)).normalize(
      'NFKC',
    );
    expect([name, text.replace(/[\s-]/g, '').includes(NEW.idNumber)]).toEqual([name, false]);
  }
  expect(house.log.join('\n')).not.toContain(NEW.idNumber);
  const shown = JSON.stringify(await person.transcript());
  expect(shown).not.toContain(NEW.idNumber);
  expect(shown).toContain('110***********0025');
});

const slotsSet = (person: Person) =>
  person.last().turn.understood.flatMap((understood) => ('slot' in understood ? [understood.slot] : []));

test.each([
  '前屋主的电话是13900000007',
  '原户主电话13900000007',
  '原房主手机 13900000007',
  '上家的电话：13900000007',
  '卖家电话13900000007',
  "the former owner's phone is 13900000007",
  'old owner phone 13900000007',
  "previous owner's number: 13900000007",
  "the seller's phone is 13900000007",
])('%s is the old holder’s phone, whatever is asked', async (words) => {
  const person = await house.person();
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(homeNumber(31));
  await person.say(words);
  expect(slotsSet(person)).toEqual(['oldHolderPhone']);
  expect(person.last().turn.awaiting).toBe('role');
});

test('the old holder’s landline answers nothing: a mobile is asked for again, and nobody’s contact phone changes', async () => {
  const person = await house.person();
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(homeNumber(31));
  await person.tap('产权人');
  await person.tap('同意');
  await person.say(`${NEW.name} ${NEW.idNumber}`);
  for (const words of ['不知道，他只留了市話02-2345-6789', '前屋主电话021-23456789']) {
    await person.say(words);
    expect(person.last().turn.awaiting).toBe('oldHolderPhone');
    expect(slotsSet(person)).toEqual([]);
    expect((await person.said()).at(-1)).toBe('ask.oldHolderPhone');
  }
  await person.say('我的电话是13900000055');
  expect(slotsSet(person)).toEqual(['contactPhone']);
});

test.each(['ok', '好', '好的', '同意', '可以', 'I agree'])(
  '%s does not say that the property changed hands: asked again',
  async (words) => {
    const person = await house.person();
    await person.say(/[a-z]/.test(words) ? 'change the name on my account' : '我要更名');
    expect(person.last().turn.awaiting).toBe('ownershipChanged');
    await person.say(words);
    expect(person.last().turn.awaiting).toBe('ownershipChanged');
    await person.say(/[a-z]/.test(words) ? 'yes' : '是');
    expect(person.last().turn.awaiting).toBe('accountNumber');
  },
);

test('who tells that the house is theirs as before goes on with the name', async () => {
  const person = await bound(33);
  for (const [wish, words] of [
    ['change the name on my account', 'the house is still mine, only my last name changed'],
    ['change the name on my account', 'I got married, the house is the same'],
    ['我要更名', '房子还是我的，只是改了姓'],
    ['我要更名', '我结婚了，房子没变'],
  ] as const) {
    await person.say(wish);
    expect([words, person.last().turn.awaiting]).toEqual([words, 'ownershipChanged']);
    await person.say(words);
    expect([words, person.last().turn]).toMatchObject([words, { service: 'account.rename', awaiting: 'consent' }]);
    await person.say('取消');
  }
});
