import { test } from 'vitest';
import { flat, accountLine, openStreet, lives } from './outages.town.ts';
test('try', async () => {
  const flats=[1,2,3,4].map((n)=>flat(1,n));
  const { house } = await openStreet(flats.map((f)=>accountLine(f)));
  const talk = async (who: any, ...words: string[]) => { for (const w of words) { const a = await who.say(w); console.log('>', w, '\n', who.text(), '\n', JSON.stringify(a.turn), await who.said()); } };
  await talk(await house.person(), '停电了','有，很危险','示例市和平路5号3栋', '13912345678');
  await talk(await lives(house, flats[0]!), '停电了','没有','整栋楼','不对，是只有我家');
  await talk(await lives(house, flats[1]!), '停电了','没有','整栋楼','范围不对');
  await talk(await lives(house, flats[2]!), '停电了','没有','整栋楼','不是整栋楼，只有我家');
  await house.close();
}, 60000);
