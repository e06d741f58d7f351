/** The model's part beside the Worker, in workerd as it is deployed: read when the first message needs it, and given up in time. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../src/conversation/message.ts';
import { type ModelEmulator, startModelEmulator } from '../support/model-emulator.ts';
import { startTownWorker } from '../support/running-worker.ts';

let emulator: ModelEmulator;
let worker: Awaited<ReturnType<typeof startTownWorker>>;

beforeAll(async () => {
  emulator = await startModelEmulator('perfect', () => ({ commands: [{ kind: 'start', service: 'complaint.file' }] }));
  worker = await startTownWorker(emulator.environment);
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await emulator.close();
});

/** What is said to a message that nobody can understand while an account number is asked for. */
async function say(text: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const opened = await fetch(`${worker.url}/v1/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ channel: 'web' }),
  });
  const { token } = (await opened.json()) as { token: string };
  let last: Response | null = null;
  for (const words of ['绑定户号', text]) {
    last = await fetch(`${worker.url}/v1/chat/messages`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${token}` },
      body: JSON.stringify({ id: randomUUID(), text: words }),
    });
    expect(last.status).toBe(200);
  }
  return (await last?.json()) as Answer;
}

test('a message in doubt is understood by the model, in workerd too', async () => {
  const { turn } = await say('咕噜咕噜嗒嗒');
  expect(turn.understood).toEqual([{ kind: 'unsure', by: 'model' }]);
  const health = (await (await fetch(`${worker.url}/healthz`)).json()) as { on: { model: boolean } };
  expect(health.on.model).toBe(true);
}, 60_000);

test('a model that never answers is given up, and what rules say is said', async () => {
  emulator.is('hanging');
  const asked = emulator.requests.length;
  const { turn, replies } = await say('咕噜咕噜嗒嗒');
  expect(emulator.requests.length).toBe(asked + 1);
  expect(turn.understood.map(({ by }) => by)).not.toContain('model');
  expect(replies.length).toBeGreaterThan(0);
}, 60_000);
