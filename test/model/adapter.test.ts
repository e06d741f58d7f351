/** The adapter against an OpenAI-compatible server on loopback: one object, in time, once, whatever the server does. */
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openAiLanguageModel } from '../../src/outside/language-model.openai.ts';
import { profileOf } from '../../src/outside/language-model.profiles.ts';
import type { ModelAddress, ModelCall } from '../../src/outside/language-model.ts';
import { type Mode, type ModelEmulator, startModelEmulator } from '../support/model-emulator.ts';

let emulator: ModelEmulator | null = null;
afterEach(async () => {
  await emulator?.close();
  emulator = null;
});

const shape = z.object({ commands: z.array(z.object({ kind: z.string() })) });
const call: ModelCall<z.infer<typeof shape>> = {
  purpose: 'meaning',
  prompt: 'meaning@1',
  key: '1',
  system: 'You help.',
  turns: [{ role: 'asked', text: JSON.stringify({ resident_wrote: '查电费' }) }],
  schema: z.toJSONSchema(shape) as Record<string, unknown>,
  read: (value) => shape.safeParse(value).data ?? null,
  maxTokens: 300,
  // The adapter's packages are read with the first call, which takes a second where the machine is busy.
  withinMs: 30_000,
};

async function ask(mode: Mode, name?: string) {
  emulator = await startModelEmulator(mode);
  const address: ModelAddress = { ...emulator.address, ...(name && { model: name }) };
  return openAiLanguageModel(address).answer({ ...call, ...(mode === 'hanging' && { withinMs: 100 }) });
}

test('an answer that fits comes back with what it cost', async () => {
  const answer = await ask('perfect');
  expect(answer).toMatchObject({ ok: true, tokens: 960, value: { commands: [{ kind: 'start' }] } });
});

test.each([
  ['hanging', 'time'],
  ['429', 'busy'],
  ['500', 'broken'],
  ['cut', 'broken'],
  ['malformed', 'shape'],
  ['wrong-schema', 'shape'],
] as const)('a server that is %s is told as %s, and is asked once', async (mode, why) => {
  const answer = await ask(mode);
  expect(answer).toMatchObject({ ok: false, why });
  expect(emulator?.requests).toHaveLength(1);
});

test('a server that is not there is told as broken', async () => {
  const nowhere = openAiLanguageModel({ baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'k', model: 'm' });
  expect(await nowhere.answer(call)).toMatchObject({ ok: false, why: 'broken' });
});

test('DeepSeek is told not to think, Qwen is asked for a JSON object with the schema in the prompt', async () => {
  expect((await ask('perfect', 'deepseek-v4-flash')).ok).toBe(true);
  const deepseek = JSON.parse(emulator?.requests[0] ?? '{}');
  expect(deepseek.thinking).toEqual({ type: 'disabled' });
  expect(deepseek.tools[0].function.name).toBe('meaning');
  await emulator?.close();
  expect((await ask('perfect', 'qwen-plus')).ok).toBe(true);
  const qwen = JSON.parse(emulator?.requests[0] ?? '{}');
  expect(qwen).toMatchObject({ enable_thinking: false, response_format: { type: 'json_object' } });
  expect(qwen.tools).toBeUndefined();
  expect(qwen.messages[0].content).toContain('JSON Schema');
});

test('a server is known by its address where the name of its model says nothing', () => {
  expect(profileOf({ model: 'my-own', baseUrl: 'https://dashscope.example/compatible-mode/v1' }).method).toBe(
    'jsonMode',
  );
  expect(profileOf({ model: 'my-own', baseUrl: 'http://127.0.0.1:8000/v1' })).toMatchObject({
    temperature: 0,
    more: {},
  });
  expect(profileOf({ model: 'gpt-5-mini', baseUrl: 'http://127.0.0.1:8000/v1' }).temperature).toBeUndefined();
});
