/** A person on LINE: their words go out as pushes with their name, the bot's unsent words don't, and a burst gets no answer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toLineMessages } from '../../src/channels/line/replies.ts';
import { type House, openHouse } from '../support/house.ts';
import { type LineEmulator, startLineEmulator } from '../support/line-emulator.ts';
import { TODAY } from '../support/town.ts';

let house: House;
let line: LineEmulator;
beforeAll(async () => {
  line = await startLineEmulator({ now: () => house?.now().getTime() ?? Date.parse(TODAY) });
  house = await openHouse({
    environment: {
      LINE_API_URL: line.url,
      LINE_CHANNEL_SECRET: line.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: line.accessToken,
    },
  });
});
afterAll(async () => {
  await house.close();
  await line.close();
});

const someone = (digit: string) => ({ channel: 'line' as const, channelUserId: `U${digit.repeat(32)}` });
type Someone = ReturnType<typeof someone>;
let written = 0;
/** Written and answered; what is to leave the house lies in the outbox. */
async function write(person: Someone, ...texts: string[]): Promise<void> {
  line.platform.meet(person.channelUserId);
  const messages = texts.map((text) => {
    written += 1;
    const at = new Date(house.now().getTime() + written);
    return { ...person, eventId: `line ${written}`, at, content: { kind: 'text' as const, text } };
  });
  // A burst comes in any order.
  const [snapshot] = await house.converse.accept(messages.toReversed());
  await house.converse.answerWaiting(person, snapshot);
}
const outbox = ({ channelUserId }: Someone) =>
  house.db.selectFrom('outbox').selectAll().where('recipient', '=', channelUserId).orderBy('outbox_id').execute();
const caseOf = async ({ channelUserId }: Someone): Promise<string> =>
  (
    await house.db
      .selectFrom('cases as c')
      .innerJoin('conversations as v', 'v.conversation_id', 'c.conversation_id')
      .select('c.case_number')
      .where('v.channel_user_id', '=', channelUserId)
      .executeTakeFirstOrThrow()
  ).case_number;
const read = ({ channelUserId }: Someone) => line.readBy(channelUserId);
type Desk = House['services']['handoff'];
const act = (does: (desk: Desk) => ReturnType<Desk['take']>) =>
  house.services.attempt(() => does(house.services.handoff));

test('what the bot had not sent yet is given up visibly, the clerk is heard at once, the burst gets no answer', async () => {
  const person = someone('3');
  await write(person, '轉人工');
  const caseNumber = await caseOf(person);
  expect((await act((desk) => desk.take('S01', caseNumber))).ok).toBe(true);
  const [bots, took] = await outbox(person);
  expect(bots).toMatchObject({ said_by: null, sent_at: null, last_error: 'a person took over' });
  expect(bots?.given_up_at).not.toBeNull();
  expect(took).toMatchObject({ said_by: 'S01', given_up_at: null, reply_token: null });
  await house.delivery.sendDue();
  expect(read(person)).toEqual(['周敏為您服務，您現在直接與專員對話。']);
  await write(person, '第一句', '第二句', '第三句');
  expect(await outbox(person)).toHaveLength(2);
  await act((desk) => desk.say('S01', caseNumber, '您好'));
  await house.delivery.sendDue();
  expect(read(person).slice(1)).toEqual(['周敏：您好']);
  const turns = await house.converse.transcript(person, 0, 50);
  expect(turns.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []))).toEqual([
    '轉人工',
    '第一句',
    '第二句',
    '第三句',
  ]);
});

test('LINE cannot be reached: the words of a clerk wait for it even after they left, and come before the bot’s', async () => {
  const person = someone('4');
  await write(person, '轉人工');
  await house.delivery.sendDue();
  const before = read(person).length;
  const caseNumber = await caseOf(person);
  const token = line.accessToken;
  line.accessToken = 'another';
  await act((desk) => desk.take('S01', caseNumber));
  await act((desk) => desk.say('S01', caseNumber, '明天上午到'));
  await house.delivery.sendDue();
  const back = await act((desk) => desk.handBack('S01', caseNumber));
  if (back.ok) await house.converse.answerWaiting(person);
  line.accessToken = token;
  house.advance(3_600);
  await house.delivery.sendDue();
  const after = read(person).slice(before);
  expect(after[1]).toBe('周敏：明天上午到');
  expect(after[2]).toContain('周敏的專員服務結束了');
});

test('a name stands before the words, also where there are many lines', () => {
  expect(toLineMessages([{ kind: 'text', text: '您好\n請稍候', from: '周敏' }])).toEqual([
    { type: 'text', text: '周敏：您好\n請稍候' },
  ]);
});
