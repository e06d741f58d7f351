/** The model's part beside the Worker, in workerd as it is deployed: read when the first message needs it, and given up in time. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../src/conversation/message.ts';
import { openAiEmbeddings } from '../../src/outside/embeddings.openai.ts';
import { databaseOn } from '../../src/store/connect.ts';
import { publishNow, smallFolder } from '../support/articles.ts';
import { type ModelEmulator, startModelEmulator } from '../support/model-emulator.ts';
import { startTownWorker } from '../support/running-worker.ts';
import { TODAY } from '../support/town.ts';

/** Means a tripped breaker to the emulator, and shares no word with its article. */
const PARAPHRASE = '小方块蹦了咋整';

let emulator: ModelEmulator;
let worker: Awaited<ReturnType<typeof startTownWorker>>;

beforeAll(async () => {
  emulator = await startModelEmulator('perfect', ({ input }) => ({
    commands: [
      String(input.resident_wrote) === PARAPHRASE ? { kind: 'unknown' } : { kind: 'start', service: 'complaint.file' },
    ],
  }));
  worker = await startTownWorker({ ...emulator.environment, EMBEDDING_MODEL: 'e' });
  const embeddings = openAiEmbeddings({ ...emulator.address, model: 'e' });
  await publishNow(databaseOn(worker.pool), smallFolder(), new Date(TODAY), '', embeddings);
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await emulator.close();
});

/** What is said to the last of these messages. */
async function talk(...texts: readonly string[]): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const opened = await fetch(`${worker.url}/v1/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ channel: 'web' }),
  });
  const { token } = (await opened.json()) as { token: string };
  let last: Response | null = null;
  for (const text of texts) {
    last = await fetch(`${worker.url}/v1/chat/messages`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${token}` },
      body: JSON.stringify({ id: randomUUID(), text }),
    });
    expect(last.status).toBe(200);
  }
  return (await last?.json()) as Answer;
}

/** What is said to a message that nobody can understand while an account number is asked for. */
const say = (text: string): Promise<Answer> => talk('绑定户号', text);

test('a message in doubt is understood by the model, in workerd too', async () => {
  const { turn } = await say('咕噜咕噜嗒嗒');
  expect(turn.understood).toEqual([{ kind: 'unsure', by: 'model' }]);
  const health = (await (await fetch(`${worker.url}/healthz`)).json()) as { on: object };
  expect(health.on).toMatchObject({ model: true, embeddings: true });
}, 60_000);

test('a model that never answers is given up, and what rules say is said', async () => {
  emulator.is('hanging');
  const asked = emulator.requests.length;
  const { turn, replies } = await say('咕噜咕噜嗒嗒');
  expect(emulator.requests.length).toBe(asked + 1);
  expect(turn.understood.map(({ by }) => by)).not.toContain('model');
  expect(replies.length).toBeGreaterThan(0);
}, 60_000);

test('an article that only its meaning finds is offered, and without the embedding server in time nothing is lost', async () => {
  emulator.is('perfect');
  const published = emulator.embedded.length;
  // It looked for a revision when it started; the vectors came after that, and are read with its next look.
  await expect
    .poll(async () => JSON.stringify((await talk('抢修多久到', PARAPHRASE)).replies), {
      timeout: 20_000,
      interval: 500,
    })
    .toContain('跳闸合不上怎么办');
  expect(emulator.embedded.slice(published).flatMap(({ input }) => input)).toEqual([PARAPHRASE]);
  emulator.embeds('hanging');
  const { replies } = await talk(`${PARAPHRASE}呀`);
  expect(JSON.stringify(replies)).not.toContain('跳闸合不上怎么办');
  expect(replies.length).toBeGreaterThan(0);
}, 60_000);
