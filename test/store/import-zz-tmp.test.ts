import { expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
test('many at once', async () => {
  const since = performance.now();
  const all = await Promise.all(Array.from({ length: 24 }, () => testDatabase({ max: 1 })));
  console.log('24 at once', performance.now() - since);
  const t = performance.now(); const one = await testDatabase(); console.log('one', performance.now() - t);
  for (const d of [...all, one]) { expect(await d.db.selectFrom('accounts').selectAll().execute()).toEqual([]); await d.drop(); }
});
