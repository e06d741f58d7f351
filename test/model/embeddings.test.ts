/** Vectors from an OpenAI-compatible server: in their places, in time, once, and nothing thrown whatever it does; what stands in front of it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openConsult } from '../../src/conversation/model/consult.ts';
import { embedFor } from '../../src/conversation/model/embed-question.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { guardedEmbeddings } from '../../src/outside/embeddings.guarded.ts';
import { openAiEmbeddings } from '../../src/outside/embeddings.openai.ts';
import type { EmbeddingAnswer, EmbeddingCall, Embeddings } from '../../src/outside/embeddings.ts';
import { dayBudget } from '../../src/outside/guard.ts';
import { guardedLanguageModel } from '../../src/outside/language-model.guarded.ts';
import type { LanguageModel, ModelAnswer, ModelCall } from '../../src/outside/language-model.ts';
import { vectorOf } from '../support/model-emulator/vectors.ts';
import { type ModelEmulator, startModelEmulator } from '../support/model-emulator.ts';

let emulator: ModelEmulator;
beforeEach(async () => {
  emulator = await startModelEmulator('perfect');
});
afterEach(() => emulator.close());

const embed = (texts: readonly string[], withinMs = 10_000) =>
  openAiEmbeddings({ ...emulator.address, model: 'e' }).embed({ texts, key: '1', withinMs });

test('each text gets its own vector, whatever order they come in, with what it cost', async () => {
  const texts = ['跳闸了', '过户', 'price'];
  const answer = await embed(texts);
  expect(answer).toMatchObject({ ok: true, tokens: 21 });
  const vectors = answer.ok ? answer.vectors : [];
  expect(vectors).toEqual(texts.map((text) => Float32Array.from(vectorOf(text))));
  expect(emulator.embedded).toEqual([{ model: 'e', input: texts, encoding_format: 'float' }]);
});

test.each([
  ['hanging', 'time'],
  ['429', 'busy'],
  ['500', 'broken'],
  ['cut', 'broken'],
  ['malformed', 'shape'],
  ['disobeying', 'shape'],
] as const)('a server that is %s is told as %s, and is asked once', async (mode, why) => {
  emulator.embeds(mode);
  expect(await embed(['跳闸了'], mode === 'hanging' ? 100 : 10_000)).toMatchObject({ ok: false, why });
  expect(emulator.embedded).toHaveLength(1);
});

test('a server that is not there is told as broken, one without such a door as refused', async () => {
  const at = (baseUrl: string) => openAiEmbeddings({ baseUrl, apiKey: 'k', model: 'e' });
  const asked = { texts: ['a'], key: '1', withinMs: 10_000 };
  expect(await at('http://127.0.0.1:9/v1').embed(asked)).toMatchObject({ ok: false, why: 'broken' });
  const doors = createServer((_, response) => {
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => doors.listen(0, '127.0.0.1', resolve));
  const { port } = doors.address() as AddressInfo;
  expect(await at(`http://127.0.0.1:${port}/v1`).embed(asked)).toMatchObject({ ok: false, why: 'refused' });
  doors.closeAllConnections();
  doors.close();
});

const LIMITS = { ...DEFAULT_SETTINGS.modelLimits, failures: 2, tokensPerDay: 100 };

function guarded(answers: (call: EmbeddingCall) => EmbeddingAnswer, spent = dayBudget()) {
  let now = Date.parse('2026-12-05T02:00:00Z');
  const asked: string[] = [];
  const told: string[] = [];
  const embeddings: Embeddings = {
    model: 'e',
    embed: async (call) => {
      asked.push(call.texts.join());
      return answers(call);
    },
  };
  return {
    embeddings: guardedEmbeddings({
      embeddings,
      clock: { now: () => new Date(now) },
      limits: async () => LIMITS,
      spent,
      tell: ({ prompt, outcome }) => told.push(`${prompt} ${outcome}`),
    }),
    asked,
    told,
    pass: (seconds: number) => {
      now += seconds * 1_000;
    },
  };
}
const call = (key: string, text = key): EmbeddingCall => ({ texts: [text], key, withinMs: 1_000 });
const fine = (): EmbeddingAnswer => ({ ok: true, vectors: [new Float32Array([1, 0])], tokens: 10, tookMs: 5 });
const late = (): EmbeddingAnswer => ({ ok: false, why: 'time', tokens: 10, tookMs: 5 });

test('the same question is asked and paid for once; what failed is not asked again for the same message, but for the next', async () => {
  let answers = fine;
  const { embeddings, asked } = guarded(() => answers());
  expect(await embeddings.embed(call('1', '跳闸'))).toMatchObject({ ok: true, tokens: 10 });
  expect(await embeddings.embed(call('2', '跳闸'))).toMatchObject({ ok: true, tokens: 0, tookMs: 0 });
  answers = late;
  expect(await embeddings.embed(call('3', '过户'))).toMatchObject({ ok: false, why: 'time' });
  answers = fine;
  expect(await embeddings.embed(call('3', '过户'))).toMatchObject({ ok: false, why: 'time', tokens: 0 });
  expect(await embeddings.embed(call('4', '过户'))).toMatchObject({ ok: true });
  expect(asked).toEqual(['跳闸', '过户', '过户']);
});

test('after failures in a row it rests, then one tries again', async () => {
  let answers = late;
  const { embeddings, asked, told, pass } = guarded(() => answers());
  await embeddings.embed(call('a'));
  await embeddings.embed(call('b'));
  expect(await embeddings.embed(call('c'))).toMatchObject({ ok: false, why: 'resting' });
  pass(LIMITS.restSeconds + 1);
  answers = fine;
  expect(await embeddings.embed(call('d'))).toMatchObject({ ok: true });
  expect(asked).toEqual(['a', 'b', 'd']);
  expect(told).toEqual(['embedding time', 'embedding time', 'embedding answered']);
});

test('the chat’s model and this one share the day’s budget, and not their rests', async () => {
  const spent = dayBudget();
  const { embeddings, asked } = guarded(late, spent);
  const clock = { now: () => new Date('2026-12-05T02:00:00Z') };
  const answers: LanguageModel = {
    answer: async <T>(): Promise<ModelAnswer<T>> => ({ ok: true, value: 'yes' as T, tokens: 85, tookMs: 5 }),
  };
  const chat = guardedLanguageModel({
    load: async () => answers,
    clock,
    limits: async () => LIMITS,
    tell: () => {},
    spent,
  });
  const question = (key: string): ModelCall<string> => ({
    purpose: 'meaning',
    prompt: 'meaning@1',
    key,
    system: '',
    turns: [],
    schema: {},
    read: String,
    maxTokens: 10,
    withinMs: 1_000,
  });
  await embeddings.embed(call('a'));
  await embeddings.embed(call('b'));
  expect(await embeddings.embed(call('c'))).toMatchObject({ ok: false, why: 'resting' });
  expect(await chat.answer(question('1'))).toMatchObject({ ok: true });
  expect(await chat.answer(question('2'))).toMatchObject({ ok: false, why: 'spent' });
  expect(await embeddings.embed(call('d'))).toMatchObject({ ok: false, why: 'spent' });
  expect(asked).toEqual(['a', 'b']);
});

test('a vector takes a second of the turn at most, and never more than the turn has left', async () => {
  const given: number[] = [];
  const chat: LanguageModel = {
    answer: async <T>(): Promise<ModelAnswer<T>> => ({ ok: true, value: 'yes' as T, tokens: 1, tookMs: 1_500 }),
  };
  const embeddings: Embeddings = {
    model: 'e',
    embed: async ({ withinMs }) => {
      given.push(withinMs);
      return { ok: true, vectors: [new Float32Array([1])], tokens: 2, tookMs: 600 };
    },
  };
  const about = { now: new Date('2026-12-05T02:00:00Z'), messageKey: '1', spent: undefined };
  const limits = { ...DEFAULT_SETTINGS.modelLimits, turnMs: 2_300 };
  const consult = openConsult(chat, limits, about, embeddings);
  expect(await consult.embed('a')).toEqual(new Float32Array([1]));
  await consult.ask({
    purpose: 'answer',
    prompt: 'answer@1',
    system: '',
    turns: [],
    schema: {},
    read: String,
    maxTokens: 1,
  });
  expect(await consult.embed('b')).toBeNull();
  expect(given).toEqual([1_000]);
  expect(consult.spent()).toEqual({ day: '2026-12-05', tokens: 3 });
  expect(await openConsult(chat, limits, about).embed('c')).toBeNull();
  const short = openConsult(chat, { ...limits, turnMs: 700 }, about, embeddings);
  await short.embed('d');
  expect(given).toEqual([1_000, 700]);
});

test('numbers are out of a question before it is cut to its length, and known names in any wording', async () => {
  const sent: string[] = [];
  const turn = {
    consult: {
      ask: async () => null,
      embed: async (text: string) => {
        sent.push(text);
        return null;
      },
      spent: () => ({ day: '2026-12-05', tokens: 0 }),
    },
    viewer: {
      residentId: 'r',
      locale: 'zh-CN',
      localeChosen: false,
      realName: 'unverified',
      currentAccount: null,
      accounts: [
        {
          accountNumber: '9990000000017',
          currency: 'CNY',
          holder: '王秀兰',
          address: '示例市幸福路17号',
          category: 'residential',
          status: 'active',
          nickname: '妈妈家',
        },
      ],
    },
    standing: [],
  } as const;
  const { embed } = embedFor(turn);
  await embed?.('秀兰的户号 9990 0000 00017，手机139-1234-5678，身份证110101199001010025，妈妈家跳闸');
  await embed?.(`${'啊'.repeat(292)}13912345678`);
  expect(sent).toHaveLength(2);
  expect(sent[0]).toContain('跳闸');
  expect(sent.join()).not.toMatch(/9990|00017|139|5678|110101|妈妈家/);
  expect(embedFor({ ...turn, consult: null })).toEqual({});
});
