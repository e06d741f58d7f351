/** A signed call to the service's door, and what its answer means for the gateway. */
import { answerSchema, type Call, type ReplyToSay } from '../channels/wechaty/shapes.ts';
import { SIGNING_HEADERS, signCall } from '../channels/wechaty/signing.ts';
import type { Chance } from '../outside/chance.ts';
import type { Clock } from '../outside/clock.ts';

const DEADLINE_MS = 30_000;

export type Answered =
  | { readonly kind: 'taken'; readonly replies: readonly ReplyToSay[] }
  /** This very call will never be taken. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nobody knows whether it was taken; or it is for a person to mend. Either way it is made again. */
  | { readonly kind: 'again'; readonly reason: string };

export type Door = (call: Call) => Promise<Answered>;

export function serviceDoor(
  { serviceUrl, key }: { readonly serviceUrl: string; readonly key: string },
  { clock, chance }: { readonly clock: Clock; readonly chance: Pick<Chance, 'id'> },
): Door {
  return async (call) => {
    const rawBody = new TextEncoder().encode(JSON.stringify(call));
    try {
      const signed = await signCall(key, { now: clock.now(), nonce: chance.id(), rawBody });
      const response = await fetch(`${serviceUrl}/webhooks/wechaty`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [SIGNING_HEADERS.timestamp]: signed.timestamp,
          [SIGNING_HEADERS.nonce]: signed.nonce,
          [SIGNING_HEADERS.signature]: signed.signature,
        },
        body: rawBody,
        redirect: 'error',
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      const text = await response.text();
      if (response.status === 200) {
        const read = answerSchema.safeParse(JSON.parse(text));
        return read.success
          ? { kind: 'taken', replies: read.data.replies }
          : { kind: 'again', reason: 'the answer is not the service’s: is WECHATY_SERVICE_URL right?' };
      }
      if (response.status === 400 || response.status === 413)
        return { kind: 'refused', reason: `HTTP ${response.status}` };
      return { kind: 'again', reason: meaning(response.status, text) };
    } catch (error) {
      return { kind: 'again', reason: `the service does not answer (${nameOf(error)})` };
    }
  };
}

function meaning(status: number, text: string): string {
  if (status === 401) {
    const detail = /"detail":"([^"]{1,200})"/.exec(text)?.[1];
    return `the service does not take the signature: ${detail ?? 'is WECHATY_GATEWAY_KEY the same on both sides?'}`;
  }
  if (status === 503 && text.includes('channel_off')) return 'the service has no WECHATY_GATEWAY_KEY';
  return `the service answers HTTP ${status}`;
}

const nameOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined)?.code : undefined;
  return typeof cause === 'string' ? cause : error instanceof Error ? error.name : 'unknown';
};
