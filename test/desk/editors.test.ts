/** An editor at the desk over HTTP: what nobody could answer, masked and grouped; an article begun for it; whether theirs is live. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TARIFFS } from '../../src/cli/demo-town/tariffs.ts';
import { compileFolder } from '../../src/cli/knowledge-folder.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { client } from '../rest/door.ts';
import { published } from '../rest/published.ts';
import { changed, publishNow, smallFolder, textOf } from '../support/articles.ts';
import { type House, openHouse } from '../support/house.ts';

const EDITOR = { staffId: 'E01', name: '顾言', team: 'service', role: 'editor' } as const;
const GAPS = '/v1/desk/knowledge/gaps';

let house: House;
beforeEach(async () => {
  house = await openHouse();
  await staffIs([...DEFAULT_SETTINGS.staff, EDITOR]);
});
afterEach(() => house.close());

const staffIs = (staff: readonly object[]) =>
  house.db
    .insertInto('settings')
    .values({
      name: 'staff',
      effective_from: '2026-01-01',
      value: JSON.stringify(staff),
      confirmed: true,
      source: 'test',
    })
    .onConflict((conflict) =>
      conflict.columns(['name', 'effective_from']).doUpdateSet({ value: JSON.stringify(staff) }),
    )
    .execute();

async function atDesk(staffId: string, hours = 12) {
  const opened = await house.services.staff.openDesk(staffId, hours);
  if (!opened.ok) throw new Error(opened.problem.code);
  const { token } = opened.value;
  return (path: string) => house.request('GET', path, { token });
}

/** Asked over REST with a session, as a mini program does. */
async function ask(question: string): Promise<void> {
  const who = await client(house);
  await who.get(`/v1/knowledge/answer?${new URLSearchParams({ q: question })}`);
  await house.settle();
}

test('what nobody could answer is on the list with its count and reason, two wordings as one, and nobody’s name or number', async () => {
  await (await house.person()).say('2010年过户要带什么材料？我叫王小明，手机13900000001');
  await ask('2010年过户要带什么材料，家在和平路12号3栋502室，wang@example.com');
  await ask('火星移民的车票怎么退');
  const desk = await atDesk('E01');
  const listed = await desk(GAPS);
  expect(listed.status).toBe(200);
  expect(listed.body.gaps).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      question: expect.stringContaining('2010年过户要带什么材料'),
      locale: 'zh-CN',
      count: 2,
      reasons: { 'not-then': 2 },
      examples: [expect.stringContaining('2010年过户要带什么材料')],
      newest: '2026-12-05T10:00:00+08:00',
      articleId: 'transfer-papers',
    },
    expect.objectContaining({ question: '火星移民的车票怎么退', count: 1, examples: [], articleId: null }),
  ]);
  expect(listed.text).toContain('我叫***');
  expect(listed.text).not.toMatch(/王小明|13900000001|12号|502|wang@/);
  const stored = JSON.stringify(await house.db.selectFrom('knowledge_questions').select('question').execute());
  expect(stored).not.toMatch(/王小明|13900000001|12号|502|wang@/);
});

test('a thumb down counts beside what was missed; the most asked comes first, by language, as many as wanted, as far back as wanted', async () => {
  await ask('is there a train to the moon colony');
  house.advance(86_401);
  for (let times = 0; times < 2; times += 1) {
    const person = await house.person();
    await person.say('抢修多久到');
    await person.tap('没帮助');
  }
  const desk = await atDesk('E01');
  const rows = async (query: string) =>
    (await desk(`${GAPS}?${query}`)).body.gaps.map((one: { question: string; count: number; reasons: object }) => [
      one.question,
      one.count,
      one.reasons,
    ]);
  const helpless = ['抢修多久到', 2, { 'not-helpful': 2 }];
  const moon = ['is there a train to the moon colony', 1, expect.any(Object)];
  expect(await rows('')).toEqual([helpless, moon]);
  expect(await rows('locale=zh-CN')).toEqual([helpless]);
  expect(await rows('locale=en')).toEqual([moon]);
  expect(await rows('locale=zh-TW')).toEqual([]);
  expect(await rows('limit=1')).toEqual([helpless]);
  expect(await rows('days=1')).toEqual([helpless]);
});

test('a group keeps its id while like questions come and days go by, and nobody finds it when it is too old', async () => {
  await ask('火星移民的车票怎么退');
  const idNow = async (query = '') => (await (await atDesk('E01'))(`${GAPS}${query}`)).body.gaps[0]?.id;
  const id = await idNow();
  await ask('请问火星移民的车票怎么退呀');
  house.advance(20 * 86_400);
  await ask('火星移民的车票怎么退，急');
  const desk = await atDesk('E01');
  expect((await desk(GAPS)).body.gaps).toMatchObject([{ id, count: 3 }]);
  expect((await desk(`${GAPS}/${id}/draft`)).status).toBe(200);
  house.advance(40 * 86_400);
  expect(await idNow()).toBeUndefined();
  const later = await atDesk('E01');
  const [gone, never] = [await later(`${GAPS}/${id}/draft`), await later(`${GAPS}/0000000000000000/draft`)];
  expect([gone.status, gone.text]).toEqual([404, never.text]);
  expect((await later(`${GAPS}/${id}/draft?days=90`)).status).toBe(200);
});

test('a draft has what was asked, and passes the check as soon as what stands in angle brackets is written', async () => {
  await ask('火星移民的车票怎么退');
  const desk = await atDesk('E01');
  const [{ id }] = (await desk(GAPS)).body.gaps;
  const { body } = await desk(`${GAPS}/${id}/draft`);
  expect(body.path).toBe(`zh-CN/draft-2026-12-05-${id}.md`);
  expect(body.markdown).toContain('"火星移民的车票怎么退"');
  const faultsOf = (written: string) =>
    compileFolder(
      changed(smallFolder(), { [body.path]: written }),
      { settings: DEFAULT_SETTINGS, tariffs: TARIFFS },
      '2026-12-05',
    ).faults.filter(({ file }) => file === body.path);
  expect(faultsOf(body.markdown).some(({ level }) => level === 'error')).toBe(true);
  let written = 0;
  const filled = body.markdown.replaceAll(/<[^>]+>/g, () => {
    written += 1;
    return `以当地公布的第${'一二三四五六七八九'[written]}条为准`;
  });
  expect(faultsOf(filled)).toEqual([]);
});

test('an editor sees which revision is in force, before and after theirs', async () => {
  const desk = await atDesk('E01');
  const current = async () =>
    (await desk('/v1/desk/knowledge/revisions')).body.revisions.filter((one: { current: boolean }) => one.current);
  const [before] = await current();
  const path = 'zh-CN/crew-arrival.md';
  const folder = changed(smallFolder(), {
    [path]: `${textOf(smallFolder(), path)}\n\n## 抢修的人怎么认\n\n看工作证。\n`,
  });
  expect((await publishNow(house.db, folder, house.now(), 'who they are')).published?.kind).toBe('published');
  expect(await current()).toEqual([
    {
      revision: before.revision + 1,
      publishedAt: '2026-12-05T10:00:00+08:00',
      note: 'who they are',
      golden: { passed: before.golden.of, of: before.golden.of },
      current: true,
    },
  ]);
  const all = (await desk('/v1/desk/knowledge/revisions?limit=1')).body.revisions;
  expect(all.map(({ revision }: { revision: number }) => revision)).toEqual([before.revision + 1]);
});

test('who was removed from the staff is out at the next call, and so is who became a clerk; hours end by themselves', async () => {
  const desk = await atDesk('E01', 1);
  expect((await desk(GAPS)).status).toBe(200);
  await staffIs([...DEFAULT_SETTINGS.staff, { ...EDITOR, role: 'clerk' }]);
  expect((await desk(GAPS)).status).toBe(404);
  await staffIs(DEFAULT_SETTINGS.staff);
  const out = await desk(GAPS);
  expect([out.status, out.body.code]).toEqual([401, 'unauthenticated']);
  await staffIs([...DEFAULT_SETTINGS.staff, EDITOR]);
  expect((await desk(GAPS)).status).toBe(200);
  house.advance(3_601);
  expect((await desk(GAPS)).status).toBe(401);
});

test('the desk is opened for people who work here, for an hour to a week', async () => {
  const { openDesk } = house.services.staff;
  expect(await openDesk('E99', 12)).toMatchObject({ ok: false, problem: { code: 'not_found' } });
  for (const hours of [0, -1, 1.5, 169, Number.NaN])
    expect(await openDesk('E01', hours)).toMatchObject({ ok: false, problem: { code: 'invalid_input' } });
  expect((await openDesk('E01', 168)).ok).toBe(true);
});

test('whoever calls without end is told when to come back; a colleague is not held up', async () => {
  const [busy, calm] = [await atDesk('E01'), await atDesk('V01')];
  const statuses = new Map<number, number>();
  for (let call = 0; call < 1_205; call += 1) {
    const { status } = await busy('/v1/desk/knowledge/revisions');
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect([...statuses]).toEqual([
    [200, 1_200],
    [429, 5],
  ]);
  const refused = await busy(GAPS);
  expect([refused.headers.get('retry-after'), refused.body.retryAt]).toEqual(['600', '2026-12-05T10:10:00+08:00']);
  expect((await calm(GAPS)).status).toBe(200);
  house.advance(600);
  expect((await busy(GAPS)).status).toBe(200);
});

test('the desk answers as /v1/openapi.json says, refusals too', async () => {
  await ask('火星移民的车票怎么退');
  const api = await published(house);
  const [editor, clerk] = [await atDesk('E01'), await atDesk('S01')];
  const [{ id }] = (await editor(GAPS)).body.gaps;
  const calls = [
    [GAPS, GAPS, 200],
    [`${GAPS}?limit=0`, GAPS, 400],
    [`${GAPS}/${id}/draft`, `${GAPS}/{gapId}/draft`, 200],
    [`${GAPS}/none/draft`, `${GAPS}/{gapId}/draft`, 404],
    ['/v1/desk/knowledge/revisions', '/v1/desk/knowledge/revisions', 200],
  ] as const;
  for (const [path, template, status] of calls) {
    const answered = await editor(path);
    expect([path, answered.status]).toEqual([path, status]);
    const given = [answered, await clerk(path), await house.request('GET', path)];
    expect(given.map((one) => one.status)).toEqual([status, 404, 401]);
    for (const one of given)
      expect(api.faults('GET', template, one.status, one.headers.get('content-type') ?? '', one.body)).toEqual([]);
  }
});
