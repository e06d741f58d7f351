/** Answers in the chat without a model: the clause with its source, tables, dates, borrowed rules, choices and honest noes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reply } from '../../src/conversation/message.ts';
import type { Edition } from '../../src/knowledge/article.ts';
import { decide } from '../../src/knowledge/choose.ts';
import type { Found } from '../../src/knowledge/library.ts';
import { changed, publishNow, smallFolder, textOf } from '../support/articles.ts';
import { type House, openHouse, type Person } from '../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function asked(question: string, locale?: 'zh-CN' | 'zh-TW' | 'en'): Promise<Person> {
  const person = await house.person(locale);
  await person.say(question);
  return person;
}
const cards = (person: Person) =>
  person.last().replies.filter((reply): reply is Reply & { kind: 'card' } => reply.kind === 'card');

test('an answer is the clause itself, then where it stands, since when, the full text, what can be done, and two thumbs', async () => {
  const person = await asked('过户要带什么材料');
  const [text, card] = person.last().replies;
  expect(text).toEqual({
    kind: 'text',
    text: expect.stringMatching(/^新户主的身份证，加一份房产证明。在这里就能办过户。\n\n/),
  });
  expect(card).toEqual({
    kind: 'card',
    title: '过户要带哪些材料',
    rows: [
      ['依据', '供电营业规则（2024）；具体以当地供电公司为准'],
      ['施行', '2024年6月1日起'],
    ],
    choices: ['过户', '有帮助', '没帮助'].map((label) => ({ label, button: expect.any(String) })),
    link: { label: '看全文', url: 'http://house.test/articles/transfer-papers?locale=zh-CN' },
  });
  expect(person.last().turn).toMatchObject({ service: null, awaiting: null });
  await person.tap('过户');
  expect(person.last().turn.service).toBe('account.transfer');
});

test('a table stays a table, prices as the tariff of the day has them', async () => {
  const person = await asked('电费多少钱一度');
  expect(cards(person)[0]?.rows.map(([tier]) => tier)).toEqual(['第一档', '第二档', '第三档']);
  expect(cards(person)[0]?.rows[1]?.[1]).toContain('201–400度');
});

test('a promised time is the preset’s, whatever the article’s words; a utility’s own edition counts from its day', async () => {
  expect((await asked('抢修多久到')).text()).toContain('城市45分钟、农村90分钟');
});

describe('another day', () => {
  test('a question that names a year is answered by what held then, and says so', async () => {
    const person = await asked('2022年过户要带什么材料');
    expect(person.text()).toContain('以下是2022年12月31日时有效的规定。\n双方身份证原件');
    expect(cards(person)[0]?.rows).toEqual([
      ['依据', '供电营业规则（1996）'],
      ['施行', '2020年1月1日至2024年5月31日'],
    ]);
  });

  test('of a year nobody has a record of nothing is made up; the rule of today is one tap away', async () => {
    const person = await asked('2010年过户要带什么材料');
    expect(await person.said()).toEqual(['knowledge.not-then']);
    expect(person.text()).not.toContain('身份证');
    await person.tap('看现在的规定');
    expect(person.text()).toContain('新户主的身份证');
  });
});

describe('another language', () => {
  test('Taiwan reads its own article where there is one', async () => {
    expect((await asked('搶修人員多久到')).text()).toContain('請撥1911通報');
  });

  test('else the mainland’s in its own script, said to be that', async () => {
    const person = await asked('過戶要帶什麼材料');
    expect(person.text()).toMatch(/^以下是中國大陸的規定/);
    expect(person.text()).toContain('新戶主的身份證，加一份房產證明');
  });

  test('English readers get the English article, or hear that there is only a Chinese one, with its title and a person', async () => {
    expect((await asked('how soon does the repair crew come', 'en')).text()).toContain('within 45 minutes');
    const person = await asked('过户要带什么材料', 'en');
    expect(await person.said()).toEqual(['knowledge.only-elsewhere']);
    expect(person.text()).toContain('“过户要带哪些材料”');
    expect(person.buttons()).toHaveLength(1);
    const [miss] = await house.db
      .selectFrom('knowledge_questions')
      .selectAll()
      .where('locale', '=', 'en')
      .where('outcome', '=', 'missed')
      .execute();
    expect(miss).toMatchObject({ reason: 'only-elsewhere', article_id: 'transfer-papers' });
  });
});

describe('deciding', () => {
  const edition = (id: string) => ({ id }) as Edition;
  const [fee, time] = [edition('fee'), edition('time')];
  const found = (of: Edition, score: number, confidence: number, similarity = 0): Found => ({
    edition: of,
    clause: 0,
    passage: 0,
    id: of.id,
    score,
    confidence,
    manner: 0,
    terms: [],
    ...(similarity > 0 && { question: { text: '', similarity } }),
  });

  test('a stored question that is the same answers, whatever scores more', () => {
    expect(decide([found(fee, 20, 0.99), found(time, 10, 0.2, 1)])).toMatchObject({
      kind: 'answer',
      candidate: { edition: time },
    });
  });
  test('the surest one answers', () => {
    expect(decide([found(fee, 20, 0.9), found(time, 10, 0.9)])).toMatchObject({
      kind: 'answer',
      candidate: { edition: fee },
    });
  });
  test('of two that are nearly as likely the second is said too; one that is far behind is not', () => {
    expect(decide([found(fee, 20, 0.9), found(time, 18, 0.9)])).toMatchObject({
      kind: 'answer',
      candidate: { edition: fee },
      also: { edition: time },
    });
    expect(decide([found(fee, 20, 0.9), found(time, 10, 0.9)])).toMatchObject({ kind: 'answer', also: null });
    expect(decide([found(fee, 20, 0.9), found(time, 19, 0.1)])).toMatchObject({ kind: 'answer', also: null });
  });
  test('two that are as sure as one another are asked back about', () => {
    expect(decide([found(fee, 20, 0.9), found(time, 20, 0.9)])).toMatchObject({ kind: 'choose' });
  });
  test('nothing found, and nothing sure, is no answer', () => {
    expect(decide([])).toMatchObject({ kind: 'miss', reason: 'no-hit' });
    expect(decide([found(fee, 20, 0.01)])).toMatchObject({ kind: 'miss', reason: 'low-score' });
  });
});

const lamps = (id: string, where: string, who: string, third = `${where}三`) =>
  textOf(smallFolder(), 'zh-CN/meter-test-fee.md')
    .replace('id: meter-test-fee', `id: ${id}`)
    .replace('校表收不收费', `${where}路灯坏了归谁管`)
    .replace(/questions:[\s\S]*$/, `questions:\n  - ${where}一\n  - ${where}二\n  - ${third}\n---\n${who}负责修。\n`);

test('an article that is nearly as likely is told after the first one, with its own full text and no thumbs', async () => {
  const own = await openHouse();
  await publishNow(
    own.db,
    changed(smallFolder(), {
      'zh-CN/lamps-city.md': lamps('lamps-city', '城里', '市政', '谁管'),
      'zh-CN/lamps-village.md': lamps('lamps-village', '乡下', '村委', '管灯'),
    }),
    own.now(),
  );
  own.advance(5);
  const person = await own.person();
  await person.say('路灯坏了归谁管');
  expect(await person.said()).toContain('knowledge.also');
  expect(person.text()).toMatch(/市政负责修。[\s\S]*另一件：乡下路灯坏了归谁管[\s\S]*村委负责修。/);
  expect(
    cards(person).map(({ link, choices }) => [link?.url.split('?')[0], choices.map(({ label }) => label)]),
  ).toEqual([
    ['http://house.test/articles/lamps-village', []],
    ['http://house.test/articles/lamps-city', ['有帮助', '没帮助']],
  ]);
  await own.close();
});

test('two articles that are as near as one another are offered, and a tap answers', async () => {
  const own = await openHouse();
  const { published } = await publishNow(
    own.db,
    changed(smallFolder(), {
      'zh-CN/lamps-city.md': lamps('lamps-city', '城里', '市政'),
      'zh-CN/lamps-village.md': lamps('lamps-village', '乡下', '村委'),
    }),
    own.now(),
  );
  expect(published?.kind).toBe('published');
  own.advance(5);
  const person = await own.person();
  await person.say('路灯坏了归谁管');
  expect(await person.said()).toEqual(['knowledge.choose']);
  expect(person.buttons().map(({ label }) => label)).toEqual(['城里路灯坏了归谁管', '乡下路灯坏了归谁管', '转人工']);
  await person.tap('乡下');
  expect(person.text()).toContain('村委负责修。');
  expect(await own.db.selectFrom('knowledge_questions').select('outcome').orderBy('at').execute()).toEqual([
    { outcome: 'asked-back' },
    { outcome: 'answered' },
  ]);
  await own.close();
});
