/** In workerd, by the clock on the wall: an answer that takes 2, 6, 12 and 30 seconds reaches its resident, each once, by a response or by a message. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTownWorker } from '../support/running-worker.ts';
import { TODAY } from '../support/town.ts';
import { startWechatEmulator, type WechatEmulator } from '../support/wechat-emulator.ts';

const SECONDS = [2, 6, 12, 30];
const personOf = (seconds: number) => `o9AgO5Kd5ggOC-slow-${seconds}`;

let house: Awaited<ReturnType<typeof startTownWorker>>;
let wechat: WechatEmulator;

beforeAll(async () => {
  wechat = await startWechatEmulator({ now: () => house?.now() ?? Date.parse(TODAY) });
  house = await startTownWorker({ ...wechat.environment, ...wechat.sending });
  wechat.sendTo(`${house.url}/webhooks/wechat`);
}, 120_000);

afterAll(async () => {
  await house?.stop();
  await wechat?.close();
});

/** Nobody can save a turn of this person until so many seconds are over; `free` resolves then. */
async function hold(openId: string, seconds: number): Promise<{ readonly free: Promise<void> }> {
  const client = await house.pool.connect();
  await client.query('begin');
  await client.query('select from conversations where channel_user_id = $1 for update', [openId]);
  const free = new Promise<void>((resolve) => setTimeout(resolve, seconds * 1_000)).then(async () => {
    await client.query('rollback');
    client.release();
  });
  return { free };
}

test('2, 6, 12 and 30 s: each answer is read once', async () => {
  const asked = SECONDS.map(async (seconds) => {
    const openId = personOf(seconds);
    await wechat.say(openId, '你好');
    const { free } = await hold(openId, seconds);
    const outcome = await wechat.say(openId, '查电费');
    await free;
    return outcome;
  });
  const outcomes = await Promise.all(asked);
  const answersTo = (openId: string) => wechat.readBy(openId).filter((text) => /户号/.test(text));
  for (let i = 0; i < 120 && SECONDS.some((seconds) => answersTo(personOf(seconds)).length === 0); i += 1) {
    await house.tick();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await house.tick();
  expect(SECONDS.map((seconds) => answersTo(personOf(seconds)).length)).toEqual([1, 1, 1, 1]);
  expect(outcomes[0]?.attempts).toEqual(['answer']);
  const { rows } = await house.pool.query<{ n: bigint }>('select count(*) as n from turns');
  expect(Number(rows[0]?.n)).toBe(2 * SECONDS.length);
  const unsent = await house.pool.query('select outbox_id from outbox where sent_at is null');
  expect(unsent.rows).toEqual([]);
  expect(wechat.violations).toEqual([]);
  console.log(SECONDS.map((seconds, i) => `${seconds} s: ${outcomes[i]?.attempts.join(', ')}`).join(' · '));
}, 180_000);
