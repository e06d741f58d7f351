/** Articles found by meaning: offered where words fail, never an answer; published beside the index, filled in later, kept where nothing changed. */
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { vectorsAtStart } from '../../src/cli/publish-knowledge.ts';
import { fillVectors } from '../../src/knowledge/meaning/fill.ts';
import { rollback } from '../../src/knowledge/publish.ts';
import { openAiEmbeddings } from '../../src/outside/embeddings.openai.ts';
import type { Embeddings } from '../../src/outside/embeddings.ts';
import { changed, publishNow, smallFolder, textOf } from '../support/articles.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  EMBEDDING_MODES,
  type EmbeddingMode,
  type ModelEmulator,
  startModelEmulator,
} from '../support/model-emulator.ts';
import { town, WANG } from '../support/town.ts';

/** Means a tripped breaker to the emulator, and shares no word with its article. */
const PARAPHRASE = '小方块蹦了咋整';
/** Heard as a question of policy, and near nothing. */
const NONSENSE = '呜哩哇啦啥意思';
/** Whose account is bound. */
const HOLDER = '王秀兰';
const BREAKER = '跳闸合不上怎么办';

/** Of a turn for its models; loading their code takes longer on a busy machine than the usual time. */
const TURN_MS = 2_500;
const LINES = [
  ...town,
  {
    kind: 'setting',
    name: 'modelLimits',
    value: { turnMs: TURN_MS, tokensPerResident: 40_000, tokensPerDay: 3_000_000, failures: 3, restSeconds: 60 },
    effectiveFrom: '2026-01-01',
    confirmed: true,
    source: 'this test',
  },
];

let emulator: ModelEmulator;
let house: House;
const folder = smallFolder();

beforeAll(async () => {
  await import('../../src/outside/language-model.openai.ts');
});
beforeEach(async () => {
  emulator = await startModelEmulator('perfect', () => ({ commands: [{ kind: 'unknown' }] }));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await house.close();
  await emulator.close();
});

const vectorsBy = (model: string) => openAiEmbeddings({ ...emulator.address, model });
const texts = () => emulator.embedded.flatMap(({ input }) => input);
const publish = (given = folder, model = 'e') => publishNow(house.db, given, house.now(), '', vectorsBy(model));

/** A house with an embedding model, its articles' vectors there; null: without one. */
async function open(model: string | null = 'e'): Promise<void> {
  house = await openHouse({
    environment: { ...emulator.environment, ...(model && { EMBEDDING_MODEL: model }) },
    lines: LINES,
  });
  await house.services.settings();
}

/** What is said to it. */
async function asks(question: string, before?: string) {
  const person = await house.person('zh-CN');
  if (before) await person.say(before);
  await person.say(question);
  return {
    person,
    said: await person.said(),
    text: person.text(),
    offered: person.buttons().map(({ label }) => label),
  };
}

describe('a question whose words stand in no article', () => {
  test('is offered the article it means, one tap away, and is not answered by it', async () => {
    await open();
    await publish();
    const published = emulator.embedded.length;
    const { person, said, text, offered } = await asks(PARAPHRASE);
    expect(emulator.embedded.length).toBe(published + 1);
    expect(texts().at(-1)).toBe(PARAPHRASE);
    expect(said).toEqual(['knowledge.unsure']);
    expect(offered).toEqual([BREAKER, '转人工']);
    expect(text).not.toContain('拔掉所有电器');
    await person.tap(BREAKER);
    expect(person.text()).toContain('先拔掉所有电器');
    expect(emulator.embedded.length).toBe(published + 1);
  });

  test('is offered the same where it was announced as a question', async () => {
    await open();
    await publish();
    const { said, offered } = await asks(PARAPHRASE, '我想问个问题');
    expect(said).toEqual(['knowledge.unsure']);
    expect(offered).toEqual([BREAKER, '转人工']);
  });

  test('without an embedding model is not understood, as before', async () => {
    await open(null);
    await publish();
    const published = emulator.embedded.length;
    expect((await asks(PARAPHRASE)).said).toEqual(['repair.unclear']);
    expect((await asks(NONSENSE)).said).toEqual(['knowledge.unknown']);
    expect(emulator.embedded.length).toBe(published);
  });

  test('is offered nothing where no article is nearer in meaning than the others', async () => {
    await open();
    await publish();
    const published = emulator.embedded.length;
    const { said, offered } = await asks(NONSENSE);
    expect(said).toEqual(['knowledge.unknown']);
    expect(offered).toEqual(['转人工']);
    expect(emulator.embedded.length).toBe(published + 1);
  });
});

test('what words find to offer stays offered, first where places are equal; meaning adds to it', async () => {
  await open(null);
  const byWords = (await asks('要凭证吗')).offered;
  await house.close();
  await open();
  await publish();
  const both = (await asks('要凭证吗')).offered;
  expect(byWords).toEqual(['过户要带哪些材料', '转人工']);
  expect(both).toEqual(['过户要带哪些材料', '更名还是过户', '转人工']);
});

test('what words answer, ask back about or know of another day is asked of no embedding model', async () => {
  await open();
  await publish();
  const published = emulator.embedded.length;
  expect((await asks('抢修多久到')).text).toContain('45分钟');
  expect((await asks('2010年过户要带什么材料')).said).toEqual(['knowledge.not-then']);
  expect(emulator.embedded.length).toBe(published);
});

const OUTCOMES: Readonly<Record<EmbeddingMode, string>> = {
  perfect: 'answered',
  slow: 'time',
  hanging: 'time',
  '429': 'busy',
  '500': 'broken',
  malformed: 'shape',
  cut: 'broken',
  'wrong-dimension': 'answered',
  disobeying: 'shape',
};

test.each(EMBEDDING_MODES.filter((mode) => mode !== 'perfect'))(
  'with a server that is %s the same is said as without one, and it is asked once a question',
  async (mode: EmbeddingMode) => {
    await open();
    await publish();
    const published = emulator.embedded.length;
    emulator.embeds(mode);
    const dialogue = async () => {
      const answers = [await asks(PARAPHRASE), await asks('抢修多久到')];
      return answers.map(({ said, text, offered }) => ({ said, text, offered }));
    };
    const withModel = await dialogue();
    expect(emulator.embedded.length).toBe(published + 1);
    const told = house.log.filter((line) => line.includes('"prompt":"embedding"')).map((line) => JSON.parse(line));
    // A vector of another length is one; nothing here can be compared with it.
    expect(told.map(({ outcome }) => outcome)).toEqual([OUTCOMES[mode]]);
    await house.close();
    await open(null);
    expect(withModel).toEqual(await dialogue());
  },
);

test('vectors of another model than the one that is set are not looked at, and nothing is asked', async () => {
  await open('another');
  await publish();
  const published = emulator.embedded.length;
  expect((await asks(PARAPHRASE)).said).toEqual(['repair.unclear']);
  expect(emulator.embedded.length).toBe(published);
});

test('the same question is embedded and paid for once, whoever asks it', async () => {
  await open();
  await publish();
  const published = emulator.embedded.length;
  await asks(PARAPHRASE);
  await asks(PARAPHRASE);
  expect(emulator.embedded.length).toBe(published + 1);
});

test('names, addresses and the resident’s own data do not leave with a question', async () => {
  await open();
  await publish();
  const published = emulator.embedded.length;
  const person = await house.person('zh-CN');
  await person.bind(WANG);
  const written = [
    `邮箱fang@example.com，${HOLDER}家小方块蹦了咋整`,
    `我叫欧阳小芳，${HOLDER}是我妈妈，小方块蹦了咋整`,
    '幸福路17号的小方块蹦了咋整，打给欧阳先生',
  ];
  for (const words of written) {
    await person.say('我想问个问题');
    await person.say(words);
  }
  const sent = emulator.embedded.slice(published).flatMap(({ input }) => input);
  expect(sent).toHaveLength(written.length);
  for (const words of sent) {
    expect(words).toContain('小方块蹦了');
    expect(words).not.toMatch(/fang|example|欧阳|秀兰|幸福路|17/);
  }
});

test('vectors cost a turn no round trip: they come with the look for a newer revision', async () => {
  await open();
  await publish();
  const guest = await house.person('zh-CN');
  const query = pg.Client.prototype.query;
  const statements: string[] = [];
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [first] = given;
    statements.push(typeof first === 'string' ? first : String((first as { text?: string }).text));
    return Reflect.apply(query, this, given);
  } as never);
  const counted = async (text: string) => {
    await house.settle();
    await house.services.settings();
    statements.length = 0;
    const response = await house.app.request('http://house.test/v1/chat/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${guest.token}` },
      body: JSON.stringify({ id: crypto.randomUUID(), text }),
    });
    const count = statements.length;
    expect(JSON.stringify(await response.json())).toContain(BREAKER);
    await house.settle();
    return count;
  };
  // The first question of a process reads the published values too.
  await counted(PARAPHRASE);
  house.advance(60);
  expect(await counted(PARAPHRASE)).toBeLessThanOrEqual(3);
});

describe('publishing', () => {
  const rows = () =>
    house.db
      .selectFrom('knowledge_vectors')
      .select(['revision', 'locale', 'model', 'dimensions'])
      .orderBy('revision')
      .orderBy('locale')
      .execute();
  const crew = (words: string) =>
    changed(folder, {
      'zh-CN/crew-arrival.md': textOf(folder, 'zh-CN/crew-arrival.md').replace('一般城市', words),
    });

  test('a server that fails stops nothing: the revision is in force, and publishing again fills in what is lacking', async () => {
    await open();
    for (const [mode, words] of [
      ['500', '大城里'],
      ['malformed', '小城里'],
      ['disobeying', '城里'],
    ] as const) {
      emulator.embeds(mode);
      const before = emulator.embedded.length;
      const { published } = await publish(crew(`通常${words}`));
      expect(published).toMatchObject({
        kind: 'published',
        vectors: { embedded: 0, missing: ['zh-CN', 'zh-TW', 'en'], why: mode === '500' ? 'broken' : 'shape' },
      });
      expect(emulator.embedded.length).toBe(before + 1);
      expect(await rows()).toEqual([]);
    }
    expect((await asks('抢修多久到')).text).toContain('通常城里45分钟');
    expect((await asks(PARAPHRASE)).said).toEqual(['repair.unclear']);
    emulator.embeds('perfect');
    const { published } = await publish(crew('通常城里'));
    expect(published).toMatchObject({ kind: 'unchanged', vectors: { missing: [], why: null } });
    const { revision } = published as { revision: number };
    expect((await rows()).map((row) => [row.revision, row.locale, row.model])).toEqual([
      [revision, 'en', 'e'],
      [revision, 'zh-CN', 'e'],
      [revision, 'zh-TW', 'e'],
    ]);
    // The service that runs reads them with its next look, though the revision is the one it knows.
    house.advance(5);
    await asks('抢修多久到');
    expect((await asks(PARAPHRASE)).said).toEqual(['knowledge.unsure']);
  });

  test('one that fails half-way leaves whole languages, and the rest for later', async () => {
    await open();
    const embeddings = vectorsBy('e');
    const { published, compiled } = await publishNow(house.db, crew('通常城里'), house.now());
    if (published?.kind !== 'published' || !compiled.revision) throw new Error('not published');
    const of = { revision: published.revision, articles: compiled.revision.articles };
    const failing: Embeddings = {
      model: 'e',
      embed: async (call) =>
        call.texts.some((text) => text.includes('搶修'))
          ? { ok: false, why: 'busy', tokens: 0, tookMs: 0 }
          : embeddings.embed(call),
    };
    const first = await fillVectors(house.db, { ...of, embeddings: failing });
    expect(first).toMatchObject({ missing: ['zh-TW', 'en'], why: 'busy' });
    expect((await rows()).map(({ locale }) => locale)).toEqual(['zh-CN']);
    const second = await fillVectors(house.db, { ...of, embeddings });
    expect(second).toMatchObject({ missing: [], why: null });
    expect(await rows()).toHaveLength(3);
    expect(await fillVectors(house.db, { ...of, embeddings })).toEqual({ embedded: 0, missing: [], why: null });
  });

  test('an edited article is embedded anew where it changed, and nothing else is', async () => {
    await open();
    await publish();
    const all = texts().length;
    expect(new Set(texts()).size).toBe(all);
    expect((await publish()).published).toMatchObject({ kind: 'unchanged', vectors: { embedded: 0 } });
    const { published } = await publish(crew('通常城里'));
    expect(published).toMatchObject({ kind: 'published', vectors: { missing: [], why: null } });
    const anew = texts().slice(all);
    expect(anew.length).toBeGreaterThan(0);
    expect(anew.every((text) => text.includes('通常城里') || text.includes('通常城裡'))).toBe(true);
    expect(await rows()).toHaveLength(6);
    // Who rolls back has the vectors that stood there.
    house.advance(5);
    await rollback(house.db, null, house.now());
    house.advance(5);
    expect((await asks(PARAPHRASE)).said).toEqual(['knowledge.unsure']);
  });

  test('another model is asked for everything; a name that means another length now, too', async () => {
    await open();
    await publish();
    const all = texts().length;
    await publish(folder, 'other');
    expect(texts().length).toBe(2 * all);
    emulator.embeds('wrong-dimension');
    await publish(crew('通常城里'));
    expect(texts().length).toBeGreaterThanOrEqual(3 * all);
    const own = (await rows()).filter(({ model }) => model === 'e');
    expect(new Set(own.slice(0, 3).map(({ dimensions }) => dimensions))).toEqual(new Set([32]));
    expect(new Set(own.slice(3).map(({ dimensions }) => dimensions))).toEqual(new Set([34]));
  });

  test('a start says for which languages vectors are lacking, and asks nobody for them', async () => {
    await open();
    expect(await vectorsAtStart(house.db, 'e')).toContain('none yet for zh-CN, zh-TW, en');
    expect(emulator.embedded).toEqual([]);
    await publish();
    expect(await vectorsAtStart(house.db, 'e')).toContain('all there');
    expect(await vectorsAtStart(house.db, 'another')).toContain('none yet');
  });

  test('stored vectors cannot be changed', async () => {
    await open();
    await publish();
    await expect(house.db.updateTable('knowledge_vectors').set({ model: 'x' }).execute()).rejects.toThrow();
    await expect(house.db.deleteFrom('knowledge_vectors').execute()).rejects.toThrow();
  });

  test('values are in no text that leaves: a new price is no new meaning', async () => {
    await open();
    await publish();
    expect(texts().join('\n')).toContain('抢修');
    expect(texts().join('\n')).not.toMatch(/45\s*分钟|0\.\d{3}/);
  });
});
