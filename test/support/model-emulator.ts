/** An OpenAI-compatible server on loopback that answers as well, as badly or as wickedly as its mode says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelAddress } from '../../src/outside/language-model.ts';
import { contradictingWord, obeyingWord, perfectWord } from './model-emulator/words.ts';

export const MODES = [
  'perfect',
  'slow',
  'hanging',
  '429',
  '500',
  'malformed',
  'cut',
  'wrong-schema',
  'contradicting',
  'obeying',
] as const;
export type Mode = (typeof MODES)[number];

/** What was asked, as our prompts put it: `meaning` of a message, an `answer` from clauses. */
export interface AskedOfModel {
  readonly purpose: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a model that knows everything would say; null: the emulator's own best word. */
export type Oracle = (asked: AskedOfModel) => unknown;

/** Slow is late for a person and in time for a turn. */
const SLOW_MS = 1_500;

export type ModelEmulator = Awaited<ReturnType<typeof startModelEmulator>>;

interface Body {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
}

export async function startModelEmulator(first: Mode, oracle: Oracle = () => null) {
  let mode = first;
  let answered = 0;
  const requests: string[] = [];
  const words: string[] = [];
  const open = new Set<ServerResponse>();

  const say = (asked: AskedOfModel): unknown => {
    const best = oracle(asked) ?? perfectWord(asked);
    if (mode === 'contradicting') return contradictingWord(asked, best);
    if (mode === 'obeying') return obeyingWord(asked, requests.length);
    return mode === 'wrong-schema' ? { verdict: 'yes', commands: 'start payment.pay' } : best;
  };

  function reply(response: ServerResponse, body: Body): void {
    const name = body.tools?.[0]?.function.name;
    const input = JSON.parse(body.messages.at(-1)?.content ?? '{}') as AskedOfModel['input'];
    const purpose = name ?? ('clauses' in input ? 'answer' : 'meaning');
    const word = mode === 'malformed' ? '{"commands":[{"kind":"sta' : JSON.stringify(say({ purpose, input }));
    words.push(word);
    answered += 1;
    const message = name
      ? {
          content: null,
          tool_calls: [{ id: `call-${answered}`, type: 'function', function: { name, arguments: word } }],
        }
      : { content: word };
    const whole = JSON.stringify({
      // LangChain tells answers apart by their id.
      id: `answer-${answered}`,
      object: 'chat.completion',
      created: 1_790_000_000,
      model: body.model,
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message } }],
      usage: { prompt_tokens: 900, completion_tokens: 60, total_tokens: 960 },
    });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) });
    if (mode !== 'cut') {
      response.end(whole);
      return;
    }
    response.write(whole.slice(0, whole.length / 2), () => response.destroy());
  }

  function refuse(response: ServerResponse, status: number): void {
    response.writeHead(status, { 'content-type': 'application/json', ...(status === 429 && { 'retry-after': '30' }) });
    response.end(JSON.stringify({ error: { message: 'not now', type: 'server_error' } }));
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let text = '';
    open.add(response);
    response.on('close', () => open.delete(response));
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      requests.push(text);
      if (mode === 'hanging') return;
      if (mode === '429' || mode === '500') return refuse(response, Number(mode));
      const body = JSON.parse(text) as Body;
      if (mode === 'slow') setTimeout(() => reply(response, body), SLOW_MS);
      else reply(response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const address: ModelAddress = { baseUrl, apiKey: 'a key that only tests know', model: 'emulated' };

  return {
    address,
    /** For a house's configuration. */
    environment: { LLM_BASE_URL: baseUrl, LLM_API_KEY: address.apiKey, LLM_MODEL: address.model },
    /** Bodies of all requests, as they came. */
    requests: requests as readonly string[],
    /** What was answered to them, where anything was. */
    words: words as readonly string[],
    is: (next: Mode): void => {
      mode = next;
    },
    close: async (): Promise<void> => {
      for (const one of open) one.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
