import { afterAll, beforeAll, test } from 'vitest';
import { type Homes, openHomes, boundTo } from './homes.ts';
let homes: Homes;
beforeAll(async () => { homes = await openHomes(8); });
afterAll(() => homes.house.close());
test('try', { timeout: 120000 }, async () => {
  const { person } = await homes.resident();
  for (const w of ['交电费', '解绑户号', '税号不对', '交电费']) {
    const a = await person.say(w);
    console.log(w, JSON.stringify(a.turn), await person.said(), await boundTo(homes.house, person));
  }
});
