/** An OpenAI-compatible server on loopback that answers as well, as badly or as wickedly as its mode says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelAddress } from '../../src/outside/language-model.ts';
import { vectorOf } from './model-emulator/vectors.ts';
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

/** How `/embeddings` answers, whatever the chat's mode: `disobeying` gives other things, and more of them, than were asked for. */
export const EMBEDDING_MODES = [
  'perfect',
  'slow',
  'hanging',
  '429',
  '500',
  'malformed',
  'cut',
  'wrong-dimension',
  'disobeying',
] as const;
export type EmbeddingMode = (typeof EMBEDDING_MODES)[number];

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
  let embeds: EmbeddingMode = 'perfect';
  let answered = 0;
  const requests: string[] = [];
  const words: string[] = [];
  const embedded: { readonly model: string; readonly input: readonly string[] }[] = [];
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
    end(response, whole, mode === 'cut');
  }

  function end(response: ServerResponse, whole: string, cut: boolean): void {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) });
    if (cut) response.write(whole.slice(0, whole.length / 2), () => response.destroy());
    else response.end(whole);
  }

  function embed(response: ServerResponse, { model, input }: { model: string; input: readonly string[] }): void {
    const vectors = input.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: embeds === 'wrong-dimension' ? [...vectorOf(text), 1, 1] : vectorOf(text),
    }));
    const coded = vectors.map((one) => ({ ...one, embedding: Buffer.from(one.embedding).toString('base64') }));
    const whole = JSON.stringify({
      object: 'list',
      model,
      // The order is nobody's promise, the index is.
      data: embeds === 'disobeying' ? [...vectors, ...coded] : vectors.toReversed(),
      usage: { prompt_tokens: 7 * input.length, total_tokens: 7 * input.length },
    });
    end(response, embeds === 'malformed' ? whole.slice(0, 90) : whole, embeds === 'cut');
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
      const asksForVectors = request.url?.endsWith('/embeddings') === true;
      if (asksForVectors) embedded.push(JSON.parse(text));
      else requests.push(text);
      const now = asksForVectors ? embeds : mode;
      if (now === 'hanging') return;
      if (now === '429' || now === '500') return refuse(response, Number(now));
      const answer = () => (asksForVectors ? embed(response, JSON.parse(text)) : reply(response, JSON.parse(text)));
      if (now === 'slow') setTimeout(answer, SLOW_MS);
      else answer();
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
    /** What was asked for vectors. */
    embedded: embedded as readonly (typeof embedded)[number][],
    is: (next: Mode): void => {
      mode = next;
    },
    embeds: (next: EmbeddingMode): void => {
      embeds = next;
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
