/** A thousand messages, each delivered one to twenty times at once and in any order: one effect and one answer each. */
import { expect, test } from 'vitest';
import { openHouse } from '../support/house.ts';
import { startWechatEmulator } from '../support/wechat-emulator.ts';
import { standingTime } from '../support/wechat-time.ts';

const EVENTS = 1_000;
const PEOPLE = 50;
const AT_ONCE = 20;

/** The same run every time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

test('1,000 messages × 1–20 deliveries in parallel and shuffled: each has one turn and is answered in one response', async () => {
  const roll = dice(20261121);
  let now = () => 0;
  const wechat = await startWechatEmulator({ now: () => now(), pause: standingTime });
  const house = await openHouse({ environment: wechat.environment, pause: standingTime });
  now = () => house.now().getTime();
  wechat.sendTo((request) => house.app.fetch(request));
  try {
    const words = ['谢谢', '你好', '帮助', '查电费', '取消', '停电了', '1', '2'];
    const events = Array.from({ length: EVENTS }, (_, i) => {
      const person = `o9AgO5Kd5ggOC-${String(i % PEOPLE).padStart(4, '0')}`;
      return i % 10 === 9
        ? wechat.event(person, 'CLICK', { EventKey: `查电费 ${i}` })
        : wechat.text(person, words[roll(words.length)] ?? '');
    });
    const copies = events.flatMap((fields, i) => Array.from({ length: 1 + roll(20) }, () => ({ fields, i })));
    for (let at = copies.length - 1; at > 0; at -= 1) {
      const other = roll(at + 1);
      [copies[at], copies[other]] = [copies[other] as (typeof copies)[0], copies[at] as (typeof copies)[0]];
    }
    const shown = events.map((): string[] => []);
    const failed: number[] = [];
    let next = 0;
    const worker = async () => {
      for (let one = copies[next++]; one; one = copies[next++]) {
        const { status, body } = await wechat.knock(wechat.call(one.fields));
        if (status !== 200) failed.push(status);
        else if (body !== 'success') shown[one.i]?.push(wechat.read(body, String(one.fields.FromUserName)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    await house.settle();

    expect(failed).toEqual([]);
    const rows = await house.db
      .selectFrom('inbox')
      .leftJoin('turns', 'turns.inbox_id', 'inbox.inbox_id')
      .select(['event_id', 'turn'])
      .execute();
    expect(rows).toHaveLength(EVENTS);
    expect(rows.every((row) => row.turn !== null)).toBe(true);
    expect(shown.filter((texts) => texts.length > 1)).toEqual([]);
    const unsent = await house.db.selectFrom('outbox').select('outbox_id').where('sent_at', 'is', null).execute();
    expect(unsent).toEqual([]);
    // Nothing that was said is lost or said twice: every text stands in exactly one response.
    const said = await house.db.selectFrom('outbox').select(['recipient', 'body']).orderBy('outbox_id').execute();
    const perPerson = new Map<string, number>();
    for (const row of said)
      perPerson.set(row.recipient, (perPerson.get(row.recipient) ?? 0) + (row.body as { text: string }).text.length);
    const read = new Map<string, number>();
    for (const [i, texts] of shown.entries()) {
      const person = String(events[i]?.FromUserName);
      for (const text of texts) read.set(person, (read.get(person) ?? 0) + text.length);
    }
    for (const [person, length] of perPerson) {
      const parts = said.filter((row) => row.recipient === person).length;
      const responses = shown.filter((texts, i) => texts.length > 0 && events[i]?.FromUserName === person).length;
      // Texts that share a response have an empty line between them.
      expect(read.get(person)).toBe(length + 2 * (parts - responses));
    }
    expect([wechat.violations, wechat.api.calls]).toEqual([[], []]);
    console.log(`${copies.length} deliveries of ${EVENTS} messages; ${shown.flat().length} responses with an answer`);
  } finally {
    await house.close();
    await wechat.close();
  }
}, 300_000);
