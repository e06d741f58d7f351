/** Publishing: an edited article answers within five seconds, a worse one is refused, rolling back is moving a pointer. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { differences, libraryOf, rollback } from '../../src/knowledge/publish.ts';
import { revisions } from '../../src/store/knowledge.ts';
import { changed, publishNow, smallFolder, textOf } from '../support/articles.ts';
import { type House, openHouse } from '../support/house.ts';

const CREW = 'zh-CN/crew-arrival.md';
const QUESTION = '抢修多久到';
const folder = smallFolder();
const edited = (to: string) => changed(folder, { [CREW]: textOf(folder, CREW).replace('一般城市', to) });

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const publish = (given = folder) => publishNow(house.db, given, house.now());
const answer = async () => {
  const { body } = await house.request('GET', `/v1/knowledge/answer?q=${encodeURIComponent(QUESTION)}`);
  return String(body.answer);
};
const inForce = async () => (await revisions(house.db, 50)).find(({ current }) => current)?.revision;

test('an editor changes an article while the service runs: the chat says it within five seconds, not before it is published', async () => {
  const person = await house.person();
  await person.say(QUESTION);
  expect(person.text()).toContain('一般城市45分钟');
  const { published } = await publish(edited('通常城里'));
  expect(published?.kind).toBe('published');
  house.advance(5);
  await person.say(QUESTION);
  expect(person.text()).toContain('通常城里45分钟');
  expect(await answer()).toContain('通常城里45分钟');
});

test('a broken date, a dead link or a contradicting number is refused, and what was in force stays', async () => {
  const before = await revisions(house.db, 50);
  const broken = [
    textOf(folder, CREW).replace('2023-12-08', '2023-13-08'),
    textOf(folder, CREW).replace('一般', '[一般](article:nowhere)'),
  ].map((text) => changed(folder, { [CREW]: text }));
  for (const given of broken) {
    const { compiled, published } = await publish(given);
    expect(published).toBeNull();
    expect(compiled.faults.filter(({ level, file }) => level === 'error' && file === CREW)).toHaveLength(1);
  }
  expect(await revisions(house.db, 50)).toEqual(before);
  expect(await answer()).toContain('一般城市45分钟');
});

test('an article that no longer says what a golden question promises is refused, with the question’s line', async () => {
  const current = await inForce();
  const { published } = await publish(
    changed(folder, {
      [CREW]: textOf(folder, CREW).replace('{{clock:fault.arrive.city}}', '很快'),
    }),
  );
  expect(published).toMatchObject({ kind: 'worse', than: current });
  const worse = published?.kind === 'worse' ? published.worse : [];
  expect(worse.map(({ golden, reason }) => [golden.line, golden.question, reason])).toEqual([
    [5, QUESTION, 'crew-arrival answers, but does not say 45分钟'],
  ]);
  expect(await inForce()).toBe(current);
});

test('an editor who means it changes the golden question with the article', async () => {
  const given = changed(folder, { [CREW]: textOf(folder, CREW).replace('{{clock:fault.arrive.city}}', '很快') });
  const golden = given.golden.map((one) => (one.question === QUESTION ? { ...one, mustSay: ['很快'] } : one));
  expect((await publish({ ...given, golden })).published?.kind).toBe('published');
});

describe('revisions', () => {
  test('publishing the same again is no new revision', async () => {
    const before = await inForce();
    expect((await publish()).published).toMatchObject({ kind: 'unchanged', revision: before });
    expect(await revisions(house.db, 50)).toHaveLength(1);
  });

  test('rolling back puts the one before in force, within five seconds; publishing it again puts it back', async () => {
    const first = await inForce();
    const { published } = await publish(edited('通常城里'));
    const second = published?.kind === 'published' ? published.revision : null;
    house.advance(5);
    expect(await answer()).toContain('通常城里');
    expect(await rollback(house.db, null, house.now())).toBe(first);
    house.advance(5);
    expect(await answer()).toContain('一般城市');
    expect(await rollback(house.db, null, house.now())).toBeNull();
    expect((await publish(edited('通常城里'))).published).toMatchObject({ kind: 'published', revision: second });
    expect(await rollback(house.db, 99, house.now())).toBeNull();
    expect(await inForce()).toBe(second);
  });

  test('of two editors who publish at once one is told to try again, or both follow one another; nothing is lost', async () => {
    const done = await Promise.all([publish(edited('城里')), publish(edited('城区里'))]);
    const kinds = done.map(({ published }) => published?.kind);
    expect(kinds).toContain('published');
    const listed = await revisions(house.db, 50);
    expect(listed).toHaveLength(1 + kinds.filter((kind) => kind === 'published').length);
    expect(listed.filter(({ current }) => current)).toHaveLength(1);
  });

  test('a stored revision cannot be changed', async () => {
    await expect(house.db.updateTable('knowledge_revisions').set({ note: 'x' }).execute()).rejects.toThrow();
    await expect(house.db.deleteFrom('knowledge_revisions').execute()).rejects.toThrow();
  });

  test('the difference of two revisions is told line by line', async () => {
    const first = (await inForce()) ?? 0;
    const { published } = await publish(changed(edited('通常城里'), { 'zh-CN/price-table.md': null }));
    const second = published?.kind === 'published' ? published.revision : 0;
    const [before, after] = [await libraryOf(house.db, first), await libraryOf(house.db, second)];
    if (!before || !after) throw new Error('a revision is gone');
    expect(differences(before, after).map(({ locale, articleId, what }) => [locale, articleId, what])).toEqual([
      ['zh-CN', 'crew-arrival@2023-12-08', 'changed'],
      ['zh-CN', 'price-table@2012-07-01', 'removed'],
    ]);
    expect(differences(before, after)[0]).toMatchObject({
      before: ['一般城市{{clock:fault.arrive.city}}、农村{{clock:fault.arrive.rural}}内到现场。'],
      after: ['通常城里{{clock:fault.arrive.city}}、农村{{clock:fault.arrive.rural}}内到现场。'],
    });
  });
});

test('without any published revision the service says that it has no source, and /healthz says why', async () => {
  await house.db.deleteFrom('knowledge_pointer').execute();
  const person = await house.person();
  await person.say(QUESTION);
  expect(await person.said()).toEqual(['knowledge.unknown']);
  const health = await house.request('GET', '/healthz');
  expect([health.status, health.body.knowledge, health.body.database]).toEqual([503, 'not loaded', 'ok']);
});

test('a service that runs follows a first publication too', async () => {
  await house.db.deleteFrom('knowledge_pointer').execute();
  expect((await house.request('GET', '/healthz')).status).toBe(503);
  await publish(edited('通常城里'));
  house.advance(5);
  expect((await house.request('GET', '/healthz')).body).toMatchObject({ status: 'ok', knowledge: 'ok' });
});

test('a revision that this release cannot read counts as none, and publishing takes its place', async () => {
  const [{ revision = 0 } = {}] = await house.db
    .insertInto('knowledge_revisions')
    .values({
      published_at: house.now(),
      note: 'of another release',
      hash: 'another',
      articles: JSON.stringify({ format: 0, shelves: {} }),
      index_zh_cn: Buffer.alloc(0),
      index_zh_tw: Buffer.alloc(0),
      index_en: Buffer.alloc(0),
      golden: '{}',
    })
    .returning('revision')
    .execute();
  await house.db.updateTable('knowledge_pointer').set({ revision }).execute();
  expect((await house.request('GET', '/healthz')).body).toMatchObject({ status: 'failing', knowledge: 'not loaded' });
  expect((await publish(edited('通常城里'))).published?.kind).toBe('published');
  house.advance(5);
  expect(await answer()).toContain('通常城里');
});
