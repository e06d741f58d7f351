/** What residents asked and did not hear well: kept masked with its reason, grouped by likeness, begun as an article. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TARIFFS } from '../../src/cli/demo-town/tariffs.ts';
import { compileFolder } from '../../src/cli/knowledge-folder.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { draftOf, groupGaps, type OneGap } from '../../src/knowledge/gaps.ts';
import { changed, smallFolder } from '../support/articles.ts';
import { type House, openHouse } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const kept = () => house.db.selectFrom('knowledge_questions').selectAll().orderBy('at').execute();

test('a thumb up or down is kept with its question, by those who were asked only, and the newest counts', async () => {
  const person = await house.person();
  await person.say('抢修多久到');
  const [up, down] = ['有帮助', '没帮助'].map(
    (label) => person.buttons().find((one) => one.label === label)?.button ?? '',
  );
  await person.press(up ?? '');
  expect(await person.said()).toEqual(['knowledge.thanks']);
  expect(await kept()).toMatchObject([{ outcome: 'answered', article_id: 'crew-arrival', helpful: true }]);
  expect(await house.knowledge.gaps()).toEqual([]);

  await person.say('抢修多久到');
  await person.tap('没帮助');
  expect(await person.said()).toEqual(['knowledge.not-helped']);
  expect(person.buttons().map(({ label }) => label)).toEqual(['转人工']);
  expect(await house.knowledge.gaps()).toMatchObject([
    { question: '抢修多久到', count: 1, reasons: { 'not-helpful': 1 }, articleId: 'crew-arrival' },
  ]);

  const other = await house.person();
  await other.say('你好');
  await other.press((down ?? '').replace(/^\d+/, '1'));
  expect((await kept()).map(({ helpful }) => helpful)).toEqual([true, false]);
});

test('who asks for a person after an answer was not helped by it; long after it is another matter', async () => {
  const person = await house.person();
  await person.say('抢修多久到');
  house.advance(60);
  await person.say('转人工');
  const later = await house.person();
  await later.say('校表要钱吗');
  house.advance(3_600);
  await later.say('转人工');
  expect(await house.knowledge.gaps()).toMatchObject([{ question: '抢修多久到', reasons: { 'person-asked': 1 } }]);
});

test('a miss is kept with its reason and without numbers that lead to a person', async () => {
  const person = await house.person();
  await person.say('2010年过户要带什么材料？我的户号是9990000000017，手机13900000001');
  const [miss] = await kept();
  expect(miss).toMatchObject({ outcome: 'missed', reason: 'not-then' });
  expect(miss?.question).not.toMatch(/9990000000017|13900000001/);
});

test('a redelivered message is one question', async () => {
  const person = await house.person();
  const id = 'the-same-message';
  for (let time = 0; time < 3; time += 1)
    await house.request('POST', '/v1/chat/messages', { token: person.token, body: { id, text: '抢修多久到' } });
  expect(await kept()).toHaveLength(1);
});

const gap = (question: string, more: Partial<OneGap> = {}): OneGap => ({
  question,
  locale: 'zh-CN',
  at: new Date('2026-12-01T00:00:00Z'),
  reason: 'low-score',
  articleId: null,
  ...more,
});

test('like questions are one group, the most asked first; other languages and other subjects are others', () => {
  const groups = groupGaps([
    gap('光伏补贴还有吗'),
    gap('请问光伏补贴还有吗？', { reason: 'not-helpful' }),
    gap('現在光伏补贴还有吗', { at: new Date('2026-12-03T00:00:00Z') }),
    gap('电梯停了找谁'),
    gap('is there a subsidy for solar', { locale: 'en' }),
    gap('any subsidies for solar panels', { locale: 'en' }),
  ]);
  expect(groups.map(({ question, count, reasons }) => [question, count, reasons])).toEqual([
    ['光伏补贴还有吗', 3, { 'low-score': 2, 'not-helpful': 1 }],
    ['is there a subsidy for solar', 2, { 'low-score': 2 }],
    ['电梯停了找谁', 1, { 'low-score': 1 }],
  ]);
  expect(groups[0]?.newest).toEqual(new Date('2026-12-03T00:00:00Z'));
  expect(groups[0]?.examples).toEqual(['请问光伏补贴还有吗？', '現在光伏补贴还有吗']);
});

test('a draft is an article with front matter that the check reads; only what an editor has to write is left open', () => {
  const [group] = groupGaps([gap('光伏补贴还有吗'), gap('光伏补贴还能领吗'), gap('光伏补贴 还有吗')]);
  if (!group) throw new Error('no group');
  const { path, text } = draftOf(group, '2026-12-05', 1);
  expect(path).toBe('zh-CN/draft-2026-12-05-1.md');
  const faultsOf = (written: string) =>
    compileFolder(
      changed(smallFolder(), { [path]: written }),
      { settings: DEFAULT_SETTINGS, tariffs: TARIFFS },
      '2026-12-05',
    ).faults.filter(({ file }) => file === path);
  // Unfinished, it cannot be published; filled in, nothing is wrong with it.
  expect(faultsOf(text).some(({ level }) => level === 'error')).toBe(true);
  expect(faultsOf(text.replaceAll(/<[^>]+>/g, '以当地公布的为准'))).toEqual([]);
  expect(text).toContain('光伏补贴还能领吗');
});
