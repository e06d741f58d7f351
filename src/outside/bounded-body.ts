/** A foreign server's answer as bytes, cut off where it gets too long: a length that was not announced, or announced wrongly, costs no memory. */
import type { Fetched } from './media.ts';

export async function boundedBody(response: Response, mostBytes: number): Promise<Fetched> {
  if (Number(response.headers.get('content-length') ?? 0) > mostBytes) {
    await response.body?.cancel();
    return { why: 'too-large' };
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > mostBytes) return { why: 'too-large' };
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return length === 0 ? { why: 'gone' } : { bytes };
}
