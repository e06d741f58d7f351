/** The fallback order: what one channel did not deliver is told on another that its resident linked, once, and never on a stranger's. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reach } from '../../src/services/fallback.ts';

import { givenUpSince } from '../../src/store/outbox.ts';
import { choose, imported, newBill, outage } from '../conversations/notices.town.ts';
import { type LinkedHouse, ON_LINE, ON_WECHAT, openLinkedHouse } from '../support/linked-house.ts';
import { LI } from '../support/town.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
const WEB: readonly Reach[] = [{ channel: 'web', takesPlain: true, windowHours: null }];

let at: LinkedHouse;
beforeEach(async () => {
  at = await openLinkedHouse();
});
afterEach(async () => {
  expect([...at.line.violations, ...at.wechat.violations]).toEqual([]);
  await at.close();
});

const times = (text: string, words: string): number => text.split(words).length - 1;
const RECEIPT = '缴费成功';
/** How often the receipt stands on each channel: LINE, WeChat, the web. */
const receipts = async () => [
  times(at.readOnLine(), RECEIPT),
  times(at.readOnWechat(), RECEIPT),
  times(await at.readOnWeb(), RECEIPT),
];
const quotaGone = () => {
  at.line.platform.monthlyLimit = 10;
  at.line.platform.pushesCounted = 10;
};
const token = () => at.li.token;
const part = async () => {
  const { links } = (await at.house.request('GET', '/v1/me/links', { token: token() })).body;
  const other = links.find(({ channel }: { channel: string }) => channel === 'line');
  expect((await at.house.request('DELETE', `/v1/me/links/${other.linkId}`, { token: token() })).status).toBe(204);
};
/** Li reported an outage in the app of the utility, and it is over. */
async function powerIsBack(description = ''): Promise<void> {
  const report = { accountNumber: LI.accountNumber, contactPhone: LI.phone, scope: 'home', danger: false, description };
  const filed = await at.house.request('POST', '/v1/outage-reports', { token: token(), body: report });
  const found = await at.house.services.cases.byNumber(filed.body.caseNumber);
  const moved = found && (await at.house.services.cases.move(found, 'restored', 'clerk:D01'));
  if (!moved?.ok) throw new Error('the case could not be moved');
  await at.house.services.carryOut(moved.value);
}
/** The receipt is to be told on LINE, which Li has blocked. */
async function blocked(): Promise<void> {
  const pay = await at.toPay();
  await at.leaveLine();
  await pay();
  await at.pass();
  expect((await at.told()).map(({ state, why }) => [state, why])).toEqual([['kept', 'left']]);
}

describe('Li blocked the account on LINE', () => {
  test('the receipt waits an hour for LINE, then stands on the web, once, and says why; back on LINE it is not said again', async () => {
    await at.linkLine();
    await blocked();
    await at.pass(HOUR - 2);
    expect(await receipts()).toEqual([0, 0, 0]);
    await at.pass(2);
    expect(await receipts()).toEqual([0, 0, 1]);
    expect((await at.li.said())[0]).toBe('link.instead');
    expect(await at.readOnWeb()).toContain('没能送到您的LINE');
    expect(await at.told()).toEqual([{ channel: 'line', state: 'given up', why: 'told-elsewhere' }]);
    expect(await givenUpSince(at.house.db, 'line', new Date(0))).toEqual([{ reason: 'told-elsewhere', n: 1 }]);
    await at.comeBack();
    await at.say(ON_LINE, '谢谢');
    await at.pass(2 * DAY);
    expect(await receipts()).toEqual([0, 0, 1]);
    // Nor does LINE ask how the payment was: that is asked on the web.
    expect([times(at.readOnLine(), '您满意吗'), times(await at.readOnWeb(), '您满意吗')]).toEqual([0, 1]);
  });

  test('its buttons are the web conversation’s own: the rating that comes with it can be given there', async () => {
    await at.linkLine();
    await blocked();
    await at.pass(HOUR);
    const { messages } = await at.li.transcript();
    const stars = messages.flatMap(({ reply }) => (reply && 'choices' in reply ? reply.choices : [])).at(-5);
    await at.li.press(stars?.button ?? '');
    const ratings = await at.house.db.selectFrom('ratings').select('score').execute();
    expect(ratings).toEqual([{ score: 5 }]);
  });

  test('two upkeeps and more at the same moment: once', async () => {
    await at.linkLine();
    await blocked();
    at.house.advance(HOUR * 60);
    await Promise.all(Array.from({ length: 6 }, () => at.house.upkeep()));
    await Promise.all(Array.from({ length: 6 }, () => at.house.upkeep()));
    await at.house.settle();
    expect(await receipts()).toEqual([0, 0, 1]);
    const moved = await at.house.db
      .selectFrom('inbox')
      .select('event_id')
      .where('event_id', 'like', 'instead:%')
      .execute();
    expect(moved).toHaveLength(1);
  });

  test('killed after it was withdrawn and before it was said: said later, once, and not on LINE although Li is back', async () => {
    await at.linkLine();
    await blocked();
    at.house.advance(HOUR * 60);
    await at.house.services.fallback.run(async () => WEB, 100);
    expect(await receipts()).toEqual([0, 0, 0]);
    await at.comeBack();
    await at.house.delivery.sendDue();
    await at.pass();
    expect(await receipts()).toEqual([0, 0, 1]);
  });

  test('and comes back within the hour: LINE says it, and the web never', async () => {
    await at.linkLine();
    await blocked();
    await at.pass(30);
    await at.comeBack();
    await at.pass(2 * HOUR);
    expect(await receipts()).toEqual([1, 0, 0]);
  });

  test('the hour is over at night: told in the morning', async () => {
    await at.linkLine();
    at.house.at('2026-12-05T21:30:00+08:00');
    await blocked();
    await at.pass(HOUR);
    at.house.at('2026-12-06T07:50:00+08:00');
    await at.pass();
    expect(await receipts()).toEqual([0, 0, 0]);
    at.house.at('2026-12-06T08:00:00+08:00');
    await at.pass();
    expect(await receipts()).toEqual([0, 0, 1]);
  });

  test('a planned outage is told on the web in full, though LINE had said it to nobody before', async () => {
    await at.linkLine();
    await choose(at.house, at.li, ['planned-outage'], true);
    at.house.advance(5);
    await at.say(ON_LINE, '你好');
    await at.leaveLine();
    await imported(at.house, outage('O-1', '2026-12-08T09:00:00+08:00', '2026-12-08T17:00:00+08:00'));
    await at.pass();
    expect(await at.readOnWeb()).not.toContain('计划停电通知');
    await at.pass(HOUR);
    await at.pass(HOUR);
    expect([times(await at.readOnWeb(), '计划停电通知'), times(at.readOnLine(), '计划停电通知')]).toEqual([1, 0]);
  });

  test('the bill it reminded of was paid meanwhile, a reminder can wait: neither is told elsewhere, ever', async () => {
    await at.linkLine();
    await choose(at.house, at.li, ['bill-issued'], true);
    quotaGone();
    at.house.advance(5);
    await at.say(ON_LINE, '你好');
    await imported(at.house, newBill('L-12', LI.accountNumber, '11.78', '2026-12-30'));
    await at.pass();
    expect((await at.told()).map(({ state, why }) => [state, why])).toEqual([['kept', 'quota']]);
    for (let day = 0; day < 3; day += 1) await at.pass(DAY);
    expect(await at.readOnWeb()).not.toContain('11.78');
  });
});

test('a crew on its way and a crew there within an hour without LINE: the web says once how things stand', async () => {
  await at.linkLine();
  const report = {
    accountNumber: LI.accountNumber,
    contactPhone: LI.phone,
    scope: 'home',
    danger: false,
    description: '',
  };
  const filed = await at.house.request('POST', '/v1/outage-reports', { token: token(), body: report });
  at.house.advance(1);
  await at.say(ON_LINE, '你好');
  await at.leaveLine();
  for (const event of ['dispatched', 'arrived'] as const) {
    const found = await at.house.services.cases.byNumber(filed.body.caseNumber);
    const moved = found && (await at.house.services.cases.move(found, event, 'clerk:D01'));
    if (!moved?.ok) throw new Error('the case could not be moved');
    await at.house.services.carryOut(moved.value);
    await at.pass(1);
  }
  expect((await at.told()).map(({ why }) => why)).toEqual(['left', 'left']);
  await at.pass(HOUR);
  expect(times(await at.readOnWeb(), '没能送到您的LINE')).toBe(1);
  expect((await at.told()).slice(0, 2).map(({ why }) => why)).toEqual(['told-elsewhere', 'told-elsewhere']);
  // A word of the clock's that was said with it is not said again; a later one has its own hour, and is.
  await at.pass(HOUR);
  expect(times(await at.readOnWeb(), '没能送到您的LINE')).toBe(1);
  await at.pass(HOUR);
  expect(times(await at.readOnWeb(), '没能送到您的LINE')).toBe(2);
});

describe('who is linked', () => {
  test('nobody: Li on the web hears nothing of what the same account’s payer on LINE is owed, and LINE says it in the end', async () => {
    await at.say(ON_LINE, '你好');
    at.house.advance(61);
    for (const words of ['绑定户号', LI.accountNumber, LI.phone]) await at.say(ON_LINE, words);
    await at.say(ON_LINE, at.house.codes().at(-1)?.code ?? '');
    await at.say(ON_LINE, '交电费');
    await at.say(ON_LINE, '确认');
    await at.leaveLine();
    await at.house.payAt(at.line.buttonsOf(ON_LINE).findLast(({ uri }) => uri?.includes('/pay/'))?.uri ?? '');
    const before = await at.readOnWeb();
    await at.pass();
    await at.pass(3 * HOUR);
    expect([await at.readOnWeb(), (await at.told()).map(({ state }) => state)]).toEqual([before, ['kept']]);
    await at.comeBack();
    await at.pass(DAY);
    expect(await receipts()).toEqual([1, 0, 0]);
  });

  test('parted while it waited: the web hears nothing', async () => {
    await at.linkLine();
    await blocked();
    await part();
    await at.pass(3 * HOUR);
    expect([await receipts(), (await at.told()).map(({ state }) => state)]).toEqual([[0, 0, 0], ['kept']]);
  });

  test('parted between withdrawing and saying: nothing on the web, and LINE has it again', async () => {
    await at.linkLine();
    await blocked();
    at.house.advance(HOUR * 60);
    await at.house.services.fallback.run(async () => WEB, 100);
    await part();
    await at.pass();
    expect(await receipts()).toEqual([0, 0, 0]);
    await at.comeBack();
    await at.pass();
    expect(await receipts()).toEqual([1, 0, 0]);
  });
});

describe('the month’s messages at LINE are used up', () => {
  test('what happens next is still LINE’s to tell, which was used last, and is told there in the new month', async () => {
    await at.linkLine();
    quotaGone();
    await (await at.toPay())();
    await at.pass();
    await at.pass(HOUR);
    expect(await receipts()).toEqual([0, 0, 1]);
    at.line.platform.pushesCounted = 0;
    await at.pass(2);
    await powerIsBack();
    await at.pass();
    expect((await at.told()).map(({ channel, state }) => [channel, state])).toEqual([
      ['line', 'given up'],
      ['line', 'sent'],
    ]);
  });

  test('the receipt waits, then stands on the web; in the new month LINE does not say it again', async () => {
    await at.linkLine();
    quotaGone();
    await (await at.toPay())();
    await at.pass();
    expect([await receipts(), (await at.told()).map(({ why }) => why)]).toEqual([[0, 0, 0], ['quota']]);
    await at.pass(HOUR);
    expect(await receipts()).toEqual([0, 0, 1]);
    at.line.platform.pushesCounted = 0;
    for (let round = 0; round < 4; round += 1) await at.pass(HOUR);
    await at.say(ON_LINE, '谢谢');
    expect(await receipts()).toEqual([0, 0, 1]);
  });

  test('Li writes on LINE within the hour and reads it in the answer; the web never says it', async () => {
    await at.linkLine();
    quotaGone();
    await (await at.toPay())();
    await at.pass();
    await at.say(ON_LINE, '在吗');
    await at.pass(2 * HOUR);
    expect(await receipts()).toEqual([1, 0, 0]);
  });
});

test('LINE refuses it for good: told on the web at once', async () => {
  await at.linkLine();
  at.line.trouble('/push', { done: false, ends: { status: 400, message: 'no' } });
  await (await at.toPay())();
  await at.pass();
  expect(await at.told()).toMatchObject([{ state: 'given up' }]);
  await at.pass();
  expect(await receipts()).toEqual([0, 0, 1]);
});

describe('danger', () => {
  test('the crew’s word waits for nobody, not even for the morning', async () => {
    await at.linkLine();
    at.house.at('2026-12-05T23:30:00+08:00');
    const caseNumber = await at.inDanger();
    await at.leaveLine();
    await at.crewIsOnItsWay(caseNumber);
    await at.pass();
    await at.pass();
    expect(await at.readOnWeb()).toContain('没能送到您的LINE');
    expect(await at.readOnWeb()).toContain(caseNumber);
    await at.pass(DAY);
    expect(times(await at.readOnWeb(), '没能送到您的LINE')).toBe(1);
  });

  test('where somebody lives by a machine, that power is back is told at once too', async () => {
    await at.linkLine();
    await at.say(ON_LINE, '你好');
    await at.leaveLine();
    await powerIsBack('家里老人用呼吸机，停电了');
    await at.pass();
    await at.pass();
    const read = await at.readOnWeb();
    expect([times(read, '没能送到您的LINE'), times(read, '恢复供电') > 0]).toEqual([1, true]);
    // LINE, when Li is back, asks nothing that is asked on the web.
    await at.comeBack();
    await at.pass();
    await at.say(ON_LINE, '谢谢');
    expect(at.readOnLine()).not.toContain('恢复供电');
  });

  test('it may have arrived on WeChat: told on the web too, rather twice than not at all', async () => {
    await at.linkWechat();
    const caseNumber = await at.inDanger('wechat');
    at.wechat.api.trouble('custom/send', { done: true, ends: 'drop' });
    await at.crewIsOnItsWay(caseNumber);
    await at.pass();
    await at.pass();
    expect(await at.readOnWeb()).toContain(caseNumber);
  });
});

describe('a receipt that may have arrived on WeChat', () => {
  test('is told nowhere else', async () => {
    await at.linkWechat();
    const pay = await at.toPay('wechat');
    at.wechat.api.trouble('custom/send', { done: true, ends: 'drop' });
    await pay();
    for (let round = 0; round < 3; round += 1) await at.pass(HOUR);
    expect((await receipts()).slice(1)).toEqual([1, 0]);
    expect((await at.told())[0]).toMatchObject({ state: 'given up', why: expect.stringContaining('may have arrived') });
  });

  test('of which a part arrived before the window closed: the rest stays where it began', async () => {
    await at.linkWechat();
    const pay = await at.toPay('wechat');
    at.wechat.api.trouble('custom/send', { done: false, ends: { errcode: 45047 } });
    await pay();
    await at.pass();
    const { db } = at.house;
    const { outbox_id: _, ...row } = await db
      .selectFrom('outbox')
      .selectAll()
      .where('told_by', 'is not', null)
      .executeTakeFirstOrThrow();
    const sent = { ...row, body: JSON.stringify(row.body), kept_for: null, last_error: null, sent_at: at.house.now() };
    await db
      .insertInto('outbox')
      .values({ ...sent, retry_key: '00000000-0000-4000-9000-000000000001' })
      .execute();
    for (let round = 0; round < 3; round += 1) await at.pass(HOUR);
    expect([(await at.told()).map(({ state }) => state), await receipts()]).toEqual([
      ['kept', 'sent'],
      [0, 0, 0],
    ]);
  });
});

describe('the order', () => {
  test('WeChat before the web, where Li wrote lately; the web alone, where that was long ago', async () => {
    await at.linkLine();
    await at.linkWechat();
    await blocked();
    await at.pass(HOUR);
    expect(await receipts()).toEqual([0, 1, 0]);
    expect(at.readOnWechat()).toContain('没能送到您的LINE');
  });

  test('Li wrote on WeChat three days ago: the web', async () => {
    await at.linkLine();
    await at.linkWechat();
    at.house.advance(3 * DAY * 60);
    await blocked();
    await at.pass(HOUR);
    expect(await receipts()).toEqual([0, 0, 1]);
  });

  test('is the utility’s: the web before WeChat, or nowhere', async () => {
    await at.linkLine();
    await at.linkWechat();
    await at.setting('channelOrder', ['web', 'wechat']);
    await blocked();
    await at.pass(HOUR);
    expect(await receipts()).toEqual([0, 0, 1]);
  });

  test('the hour is the utility’s, and a channel that is not in the order is never told anything', async () => {
    await at.linkLine();
    await at.setting('channelOrder', ['line', 'wechat']);
    await at.setting('elsewhereAfterMinutes', 1);
    await blocked();
    await at.pass(DAY);
    expect(await receipts()).toEqual([0, 0, 0]);
  });

  test('WeChat fails too: then the web, once, and neither of the two says it later', async () => {
    await at.linkLine();
    await at.linkWechat();
    await blocked();
    // Li left the official account a moment ago, and nobody knows.
    for (let call = 0; call < 9; call += 1)
      at.wechat.api.trouble('custom/send', { done: false, ends: { errcode: 43004 } });
    await at.pass(HOUR);
    await at.pass(HOUR);
    await at.pass(HOUR);
    expect(await receipts()).toEqual([0, 0, 1]);
    expect(await at.readOnWeb()).toContain('没能送到您的微信公众号');
    await at.comeBack();
    await at.wechat.say(ON_WECHAT, '你好');
    await at.pass(DAY);
    expect(await receipts()).toEqual([0, 0, 1]);
  });
});

test('Li chose English since: the web says it in English', async () => {
  await at.linkLine();
  await blocked();
  await at.house.request('PATCH', '/v1/me', { token: token(), body: { locale: 'en' } });
  await at.pass(HOUR);
  const read = await at.readOnWeb();
  expect([times(read, 'This could not be delivered on LINE'), times(read, RECEIPT)]).toEqual([1, 0]);
  expect(read).toMatch(/Paid|Payment received|Receipt/);
});

describe('a person of the house talks with Li on the web', () => {
  const take = async () => {
    const { handoff, attempt } = at.house.services;
    const [asked] = await at.house.db.selectFrom('cases').select('case_number').where('kind', '=', 'handoff').execute();
    const caseNumber = asked?.case_number ?? '';
    expect((await attempt(() => handoff.take('S01', caseNumber))).ok).toBe(true);
    return () => attempt(() => handoff.handBack('S01', caseNumber));
  };

  test('the bot says nothing there until that is over', async () => {
    await at.linkLine();
    await at.li.say('转人工');
    const pay = await at.toPay();
    const handBack = await take();
    at.house.advance(1);
    await at.say(ON_LINE, '在吗');
    await at.leaveLine();
    await pay();
    await at.pass();
    expect((await at.told()).map(({ why }) => why)).toEqual(['left']);
    const before = await at.readOnWeb();
    await at.pass(2 * HOUR);
    expect([await at.readOnWeb(), await receipts()]).toEqual([before, [0, 0, 0]]);
    expect((await handBack()).ok).toBe(true);
    await at.pass();
    await at.pass();
    expect(await receipts()).toEqual([0, 0, 1]);
  });

  test('meanwhile WeChat, next in the order, says it', async () => {
    await at.linkLine();
    await at.linkWechat();
    await at.setting('channelOrder', ['web', 'wechat']);
    await at.li.say('转人工');
    const pay = await at.toPay();
    await take();
    at.house.advance(1);
    await at.say(ON_LINE, '在吗');
    await at.leaveLine();
    await pay();
    await at.pass();
    await at.pass(HOUR);
    expect(await receipts()).toEqual([0, 1, 0]);
  });

  test('taken over after it was left to the web and before it was said: silence, then said once', async () => {
    await at.linkLine();
    await at.li.say('转人工');
    await blocked();
    at.house.advance(HOUR * 60);
    await at.house.services.fallback.run(async () => WEB, 100);
    const handBack = await take();
    const before = await at.readOnWeb();
    await at.pass(HOUR);
    expect([await at.readOnWeb(), await receipts()]).toEqual([before, [0, 0, 0]]);
    expect((await handBack()).ok).toBe(true);
    await at.pass();
    expect(await receipts()).toEqual([0, 0, 1]);
  });
});

test('an answer that LINE refuses, and the words of a person of the house, are said nowhere else: they were said in that conversation', async () => {
  await at.linkLine();
  for (const end of ['/reply', '/push']) at.line.trouble(end, { done: false, ends: { status: 400, message: 'no' } });
  await at.say(ON_LINE, '查电费');
  await at.say(ON_LINE, '转人工');
  const [asked] = await at.house.db.selectFrom('cases').select('case_number').where('kind', '=', 'handoff').execute();
  const { handoff, attempt } = at.house.services;
  expect((await attempt(() => handoff.take('S01', asked?.case_number ?? ''))).ok).toBe(true);
  await at.leaveLine();
  const before = await at.readOnWeb();
  expect((await attempt(() => handoff.say('S01', asked?.case_number ?? '', '您的电表要换'))).ok).toBe(true);
  for (let round = 0; round < 3; round += 1) await at.pass(HOUR);
  expect(await at.readOnWeb()).toBe(before);
  const standing = await at.outbox(ON_LINE);
  expect(standing.some(({ given_up, last_error }) => given_up && last_error === 'refused')).toBe(true);
  // Whoever said it sees that it waits.
  expect(standing.at(-1)).toMatchObject({ sent: false, kept_for: 'left' });
});
