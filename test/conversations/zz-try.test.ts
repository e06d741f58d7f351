import { afterAll, beforeAll, test } from 'vitest';
import { atNight, dialogues } from './dialogues.ts';
import { type Homes, openHomes } from './homes.ts';
let homes: Homes;
beforeAll(async () => { homes = await openHomes(80); });
afterAll(() => homes.house.close());
test('try', { timeout: 120000 }, async () => {
  const all = { ...dialogues(() => homes), night: atNight(() => homes) };
  for (const [name, open] of Object.entries(all)) {
    const d = await open();
    const log: string[] = [];
    for (const s of d.steps) { const w = s(); const a = await d.person.say(w); log.push(`${w} → ${a.turn.service}/${a.turn.awaiting} [${(await d.person.said()).join(',')}]`); }
    if (d.person.last().turn.awaiting !== null || log.some(l => /wrong|unclear|repair/.test(l))) console.log(name + '\n  ' + log.join('\n  '));
  }
});
