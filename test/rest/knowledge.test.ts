/** Knowledge over REST (contract.md section 6): search, one article, an answer; all of it as in force on a day. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { client } from './door.ts';
import { type Published, published } from './published.ts';

let house: House;
let api: Published;
beforeAll(async () => {
  house = await openHouse();
  api = await published(house);
});
afterAll(() => house.close());

async function get(path: string, query: Readonly<Record<string, string>>, name = path) {
  const answered = await house.request('GET', `${path}?${new URLSearchParams(query)}`);
  expect(api.faults('GET', name, answered.status, answered.headers.get('content-type') ?? '', answered.body)).toEqual(
    [],
  );
  return answered;
}
const answer = (q: string, more: Readonly<Record<string, string>> = {}) => get('/v1/knowledge/answer', { q, ...more });
const ARTICLE = '/v1/knowledge/articles/{articleId}';
const article = (id: string, query: Readonly<Record<string, string>> = {}) =>
  get(`/v1/knowledge/articles/${id}`, query, ARTICLE);

test('a mini program searches: clauses with title, heading, excerpt, dates and source, best first', async () => {
  const { status, body } = await get('/v1/knowledge/search', { q: '过户要带什么材料' });
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual(['results']);
  expect(body.results[0]).toEqual({
    articleId: 'transfer-papers',
    title: '过户要带哪些材料',
    heading: null,
    excerpt: '新户主的身份证，加一份房产证明。在这里就能办过户。',
    effectiveFrom: '2024-06-01',
    effectiveTo: null,
    source: { name: '供电营业规则（2024）', ref: 'S18', date: '2024-06-01', confirmed: false },
  });
  expect(new Set(body.results.map((one: { heading: string | null }) => one.heading))).toContain('哪些算房产证明');
});

test('an answer says what an article says and cites it, each clause with the page it stands on', async () => {
  const { body } = await answer('抢修多久到');
  expect(body).toEqual({
    confident: true,
    answer: '一般城市45分钟、农村90分钟内到现场。',
    citations: [
      {
        articleId: 'crew-arrival',
        title: '抢修多久到',
        heading: null,
        url: 'http://house.test/articles/crew-arrival?locale=zh-CN',
      },
    ],
  });
  const page = await house.request('GET', '/articles/crew-arrival?locale=zh-CN');
  expect([page.status, page.text.includes('一般城市45分钟')]).toEqual([200, true]);
});

test('asked for a day, the edition of that day answers; before the first one nothing is made up', async () => {
  const { body: old } = await answer('过户要带什么材料', { asOf: '2022-05-01' });
  expect(old.answer).toBe('以下是2022年5月1日时有效的规定。\n双方身份证原件，加房产证，到营业厅办理。');
  expect(old.citations[0].url).toContain('asOf=2022-05-01');
  const { body: older } = await answer('过户要带什么材料', { asOf: '2010-05-01' });
  expect(older).toMatchObject({ confident: false, citations: [] });
  expect(older.answer).toContain('没有记录');
  const { body: found } = await get('/v1/knowledge/search', { q: '过户要带什么材料', asOf: '2022-05-01' });
  expect(found.results[0]).toMatchObject({ effectiveFrom: '2020-01-01', effectiveTo: '2024-05-31' });
});

test('prices follow the day: a tier of summer in summer', async () => {
  const { body } = await answer('电费多少钱一度');
  expect(body.answer).toContain('第一档：5–10月 每月度数：260度以下；11–4月 每月度数：200度以下；电价（元/度）：0.589');
});

test('readers of another language get their own article, the mainland’s said to be that, or hear that there is a Chinese one', async () => {
  expect((await answer('搶修人員多久到', { locale: 'zh-TW' })).body.answer).toContain('請撥1911通報');
  const borrowed = (await answer('過戶要帶什麼材料', { locale: 'zh-TW' })).body;
  expect(borrowed.confident).toBe(true);
  expect(borrowed.answer).toMatch(/^以下是中國大陸的規定/);
  expect(borrowed.answer).toContain('新戶主的身份證');
  const missing = (await answer('过户要带什么材料', { locale: 'en' })).body;
  expect(missing).toMatchObject({ confident: false, citations: [] });
  expect(missing.answer).toContain('“过户要带哪些材料”');
  expect((await answer('how soon does the repair crew come')).body.answer).toContain('within 45 minutes');
});

test('an article is shown whole, as it holds on a day, and not where it does not', async () => {
  const { status, body } = await article('transfer-papers');
  expect(status).toBe(200);
  expect(body).toMatchObject({ articleId: 'transfer-papers', locale: 'zh-CN', asOf: '2026-12-05', borrowed: false });
  expect(body.clauses.map((one: { heading: string | null }) => one.heading)).toEqual([
    null,
    '哪些算房产证明',
    '多久办好',
  ]);
  expect(body.clauses[1].text).toBe('· 不动产权证或房产证\n· 购房合同');
  expect((await article('transfer-papers', { asOf: '2022-05-01' })).body.clauses).toHaveLength(1);
  expect((await article('transfer-papers', { locale: 'zh-TW' })).body.borrowed).toBe(true);
  expect((await article('transfer-papers', { asOf: '2010-05-01' })).status).toBe(404);
  expect((await article('transfer-papers', { locale: 'en' })).status).toBe(404);
  expect((await article('nowhere')).status).toBe(404);
  expect((await house.request('GET', '/articles/nowhere')).status).toBe(404);
});

test('wrong input is told field by field', async () => {
  for (const [query, field] of [
    [{}, 'q'],
    [{ q: ' ' }, 'q'],
    [{ q: 'x', locale: 'fr' }, 'locale'],
    [{ q: 'x', asOf: '2026-02-30' }, 'asOf'],
    [{ q: 'x', limit: '5' }, 'limit'],
  ] as const) {
    const { status, body } = await get('/v1/knowledge/answer', query as Record<string, string>);
    expect([query, status, body.errors[0].field]).toEqual([query, 400, field]);
  }
});

test('what could not be answered is kept for the editors, masked, when somebody with a session asked; else nothing is', async () => {
  const kept = () => house.db.selectFrom('knowledge_questions').selectAll().execute();
  const q = encodeURIComponent('2010年过户要带什么材料，我的户号9990000000017');
  await house.request('GET', `/v1/knowledge/answer?q=${q}`);
  await house.settle();
  expect(await kept()).toEqual([]);
  await (await client(house)).get(`/v1/knowledge/answer?q=${q}`);
  await house.settle();
  expect(await kept()).toMatchObject([
    { outcome: 'missed', reason: 'not-then', question: '2010年过户要带什么材料,我的户号999***17' },
  ]);
});
