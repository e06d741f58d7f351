/** What tests of complaints, progress and chases share: filing, the desk's acts, what came by itself, rows as they are stored. */
import { expect } from 'vitest';
import { type Phrase, phrase } from '../../src/conversation/sentences/book.ts';
import { voiceOf } from '../../src/conversation/sentences/voice.ts';
import type { FeedbackCategory } from '../../src/services/feedback.ts';
import type { House, Person } from '../support/house.ts';

export const PHONE = '13912345678';
export const WORDS = '抄表的人上周二敲门像砸门，还骂我';

/** Says the answers to the questions of filing up to the read-back. */
export async function upToReadBack(person: Person, opening = '我要投诉', phone: string | null = PHONE): Promise<void> {
  await person.say(opening);
  await person.say('抄表员');
  await person.say(WORDS);
  if (phone === null) await person.tap('跳过');
  else await person.say(phone);
}

export async function filed(house: House, person: Person, opening?: string, phone?: string | null): Promise<string> {
  await upToReadBack(person, opening, phone);
  await person.say('是的');
  expect(await person.said()).toEqual(['complaint.filed', 'case.title']);
  return newest(house);
}

export const newest = async (house: House): Promise<string> =>
  (
    await house.db
      .selectFrom('cases')
      .select('case_number')
      .orderBy('opened_at', 'desc')
      .orderBy('case_number', 'desc')
      .executeTakeFirstOrThrow()
  ).case_number;

export async function look(house: House, caseNumber: string) {
  const found = await house.services.cases.byNumber(caseNumber);
  if (!found) throw new Error(`no case ${caseNumber}`);
  return found;
}

/** One act of the desk that has to succeed. */
export async function act(
  house: House,
  caseNumber: string,
  event: Parameters<House['services']['work']['act']>[2],
  says: Parameters<House['services']['work']['act']>[3] = {},
  staffId = 'P01',
): Promise<void> {
  const done = await house.services.work.act(staffId, caseNumber, event, says);
  if (!done.ok) throw new Error(`${event}: ${done.problem.code}`);
  await house.services.carryOut(done.value);
}

/** A case opened by a service, with none of its questions. */
export async function opened(
  house: House,
  residentId: string | null,
  kind: Parameters<House['services']['cases']['plan']>[0]['kind'] | FeedbackCategory,
  more: Partial<Parameters<House['services']['cases']['plan']>[0]> = {},
): Promise<string> {
  made += 1;
  const planned = await house.services.cases.plan({ kind, reason: `test:${made}`, residentId, summary: {}, ...more });
  return (await house.services.carryOut(planned)).caseNumber;
}
let made = 0;

/** What is said in Simplified Chinese, whatever words the book has for it today. */
export const zh = (said: Phrase): string => voiceOf('zh-CN').say(said);
export const LABEL = {
  solved: zh(phrase('label.solved')),
  notSolved: zh(phrase('label.not-solved')),
  reopen: zh(phrase('label.reopen')),
  withdraw: zh(phrase('label.withdraw')),
  chase: zh(phrase('label.chase')),
  skip: zh(phrase('label.skip')),
} as const;
/** Tokens run out sooner than cases are forgotten: goes back in time, does something, and returns. */
export async function ago(house: House, days: number, work: () => Promise<void>): Promise<void> {
  const now = house.now();
  house.advance(-days * 86_400);
  await work();
  house.at(now.toISOString());
}

/** Lets what happened be told. */
export async function round(house: House): Promise<void> {
  house.advance(10);
  await house.upkeep();
  await house.settle();
}

/** Presses the newest button of this label that stands anywhere in the conversation. */
export async function pressArrived(person: Person, label: string) {
  const { messages } = await person.transcript();
  const found = messages
    .flatMap(({ reply }) => (reply && 'choices' in reply ? reply.choices : []))
    .filter((choice) => choice.label.includes(label))
    .at(-1);
  if (!found) throw new Error(`nothing that arrived offers ${label}`);
  return person.press(found.button);
}

/** The texts of the last messages that came by themselves, in one. */
export async function told(person: Person, last = 4): Promise<string> {
  const { messages } = await person.transcript();
  return messages
    .filter(({ direction }) => direction === 'out')
    .slice(-last)
    .map(({ reply }) => JSON.stringify(reply))
    .join('\n');
}

/** Every column of a case and its whole history, as text. */
export async function stored(house: House, caseNumber: string): Promise<string> {
  const row = await house.db.selectFrom('cases').selectAll().where('case_number', '=', caseNumber).execute();
  const history = await house.db.selectFrom('case_history').selectAll().where('case_number', '=', caseNumber).execute();
  return JSON.stringify([row, history]);
}

export const countCases = async (house: House): Promise<number> =>
  (await house.db.selectFrom('cases').select('case_number').execute()).length;
