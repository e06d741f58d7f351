/** A digit typed under the question how content one was is the score itself, on every door of WeChat's, whatever else is listed with it or was listed before. */
import { afterEach, describe, expect, test } from 'vitest';
import { openHouse } from '../support/house.ts';
import { startMini } from '../support/mini-emulator/index.ts';
import { WANG } from '../support/town.ts';
import { startKfEmulator } from '../support/wechat-emulator/kf.ts';
import { openWechatHouse } from '../support/wechat-house.ts';
import { standingTime } from '../support/wechat-time.ts';

const PERSON = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const doors = {
  async 'official account'() {
    const { house, wechat, close } = await openWechatHouse();
    closing.push(close);
    const say = async (text: string) => {
      await wechat.say(PERSON, text);
      await house.settle();
    };
    return { house, say, read: () => wechat.readBy(PERSON), violations: wechat.violations };
  },

  async 'customer service'() {
    let now = () => 0;
    const kf = await startKfEmulator({ now: () => now(), pageSize: 1_000 });
    const house = await openHouse({ environment: kf.environment, pause: standingTime });
    closing.push(kf.close, house.close);
    now = () => house.now().getTime();
    kf.sendTo((request) => house.app.fetch(request));
    const say = async (text: string) => {
      kf.write(PERSON, text);
      await kf.ring();
      await house.settle();
    };
    return { house, say, read: () => kf.readBy(PERSON), violations: kf.violations };
  },

  async 'mini program'() {
    let now = () => new Date(0);
    const mini = await startMini(() => now());
    const house = await openHouse({ environment: { ...mini.environment, ...mini.pushing } });
    closing.push(mini.close, house.close);
    now = () => house.now();
    const say = async (text: string) => {
      await mini.push((request) => house.app.request(request), mini.text(PERSON, text));
      await house.settle();
    };
    return { house, say, read: () => mini.saidTo(PERSON), violations: mini.violations };
  },
};

/** She has paid: the receipt and the question how content she was have come by themselves. */
async function paid(door: keyof typeof doors) {
  const at = await doors[door]();
  const { house, say, read } = at;
  for (const words of ['绑定户号', WANG.accountNumber, WANG.phone]) await say(words);
  await say(house.codes().at(-1)?.code ?? '');
  await say('交电费');
  await say(/^(\d+)\. .*确认/m.exec(read().at(-1) ?? '')?.[1] ?? '');
  const url = /http:\S+\/pay\/[\w.-]+/.exec(read().join('\n'))?.[0] ?? '';
  await house.payAt(url);
  await house.delivery.sendDue();
  await house.settle();
  return {
    ...at,
    ratings: async () =>
      (await house.db.selectFrom('ratings').select('score').execute()).map(({ score }) => Number(score)),
  };
}

describe.each(Object.keys(doors) as (keyof typeof doors)[])('%s', (door) => {
  test('the scores stand under their own numbers, and “5” typed there is five stars, once', async () => {
    const { say, read, ratings, violations } = await paid(door);
    const asked = read().at(-1) ?? '';
    expect(asked).toContain('5. 非常满意');
    expect(asked).toContain('1. 非常不满意');
    await say('5');
    expect(await ratings()).toEqual([5]);
    await say('5');
    expect(await ratings()).toEqual([5]);
    expect(violations).toEqual([]);
  });

  test('“１” is one star, and after a longer list “2” is two stars, not its second line', async () => {
    const first = await paid(door);
    await first.say('１');
    await first.say('跳过');
    expect(await first.ratings()).toEqual([1]);
    const second = await paid(door);
    await second.say('帮助');
    expect(second.read().at(-1)).toMatch(/^2\. /m);
    await second.say('我要评价');
    expect(second.read().at(-1)).toContain('2. 不满意');
    await second.say('2');
    await second.say('跳过');
    expect(await second.ratings()).toEqual([2]);
  });
});
