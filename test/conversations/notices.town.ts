/** What tests of notices share: later imports, a round of upkeep that also speaks, and what came by itself. */
import { Readable } from 'node:stream';
import { importLines } from '../../src/store/import.ts';
import type { House, Person } from '../support/house.ts';
import { WANG } from '../support/town.ts';

export async function imported(house: House, ...lines: readonly object[]): Promise<void> {
  const result = await importLines(house.url, Readable.from(lines.map((line) => JSON.stringify(line))), {
    hashIdNumber: house.tokens.hashIdNumber,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
}

/** Transformer T045 of feeder F12 feeds everybody in the town. */
export const outage = (outageId: string, from: string, to: string | null, more: object = {}) => ({
  kind: 'outage',
  outageId,
  cause: 'planned',
  feeder: 'F12',
  transformers: ['T045'],
  from,
  to,
  estimatedRestoration: null,
  reason: '更换变压器',
  ...more,
});

export const newBill = (billId: string, accountNumber: string, amount: string, dueDate: string, more: object = {}) => ({
  kind: 'bill',
  billId,
  accountNumber,
  period: '2026-12',
  from: '2026-12-01',
  to: '2026-12-04',
  kwh: '20',
  kwhPeak: null,
  kwhValley: null,
  reading: 'actual',
  lines: [{ kind: 'energy', amount }],
  amount,
  currency: accountNumber.length === 11 ? 'TWD' : 'CNY',
  dueDate,
  paidAt: null,
  ...more,
});

/** Finds what is due, and speaks. */
export async function round(house: House): Promise<void> {
  await house.upkeep();
  house.advance(6);
  await house.upkeep();
  await house.settle();
}

/** What a person sees that they had not seen before. */
export function reader(person: Person) {
  let seen = 0;
  return async (): Promise<string> => {
    const { messages } = await person.transcript();
    const fresh = messages.filter(({ messageId }) => Number(messageId) > seen);
    seen = Math.max(seen, ...messages.map(({ messageId }) => Number(messageId)));
    return fresh
      .flatMap(({ direction, reply }) => {
        if (direction === 'in' || !reply) return [];
        return ['text' in reply ? reply.text : `${reply.title} ${'rows' in reply ? reply.rows.flat().join(' ') : ''}`];
      })
      .join('\n');
  };
}

/** Somebody who bound an account and turned topics on by the API. */
export async function hearing(
  house: House,
  topics: readonly string[],
  account: { accountNumber: string; phone: string } = WANG,
  locale?: 'zh-CN' | 'zh-TW' | 'en',
) {
  const person = await house.person(locale);
  house.advance(61);
  await person.bind(account);
  await choose(house, person, topics, true);
  const news = reader(person);
  await news();
  return { person, news };
}

export async function choose(house: House, person: Person, topics: readonly string[], on: boolean): Promise<void> {
  if (topics.length === 0) return;
  const { status } = await house.request('PUT', '/v1/me/notices', {
    token: person.token,
    body: { notices: topics.map((topic) => ({ topic, on })) },
  });
  if (status !== 200) throw new Error(`choosing answered ${status}`);
}

export const toldOf = (house: House, person: Person) =>
  house.db
    .selectFrom('notices')
    .select(['topic', 'subject', 'kind', 'seq', 'said_at'])
    .where('resident_id', '=', person.residentId)
    .orderBy('notice_id')
    .execute();
