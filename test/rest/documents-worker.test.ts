/** Papers through the Worker in workerd: its own form parser, its own cryptography, its own limits, ten MiB in one piece. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chunk, exif, jpeg, pdf, png, segment } from '../support/papers.ts';
import { startTownWorker } from '../support/running-worker.ts';

const MIB = 1024 * 1024;

let worker: Awaited<ReturnType<typeof startTownWorker>>;
let token: string;

beforeAll(async () => {
  worker = await startTownWorker();
  const opened = await fetch(`${worker.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"channel":"web"}',
  });
  token = ((await opened.json()) as { token: string }).token;
}, 120_000);
afterAll(() => worker.stop());

async function hand(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ status: number; body: { documentId?: string; code?: string } }> {
  const form = new FormData();
  form.append('kind', 'id-front');
  form.append('file', new File([bytes], '身份证.jpg'));
  const response = await fetch(`${worker.url}/v1/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: response.status, body: (await response.json()) as { documentId?: string; code?: string } };
}

const lies = async (documentId: string | undefined) =>
  (
    await worker.pool.query<{ type: string; size: number; sealed: number }>(
      'select type, size, length(sealed) as sealed from documents join document_files using (document_id) where document_id = $1',
      [documentId],
    )
  ).rows[0];

test('a photo, a screenshot and a PDF are cleaned, sealed and kept; ten MiB too, eleven not, a text not', async () => {
  const around = png([chunk('IDAT', new Uint8Array())]).length;
  const big = (length: number) => png([chunk('IDAT', new Uint8Array(length - around).fill(0xa5))]);
  for (const [bytes, type, size] of [
    [jpeg([segment(0xe1, exif(6))]), 'image/jpeg', jpeg().length + 36],
    [png(), 'image/png', png().length],
    [pdf(), 'application/pdf', pdf().length],
    [big(10 * MIB), 'image/png', 10 * MIB],
  ] as const) {
    const answered = await hand(bytes);
    expect([type, answered.status]).toEqual([type, 201]);
    expect(await lies(answered.body.documentId)).toEqual({ type, size, sealed: size + 28 });
  }
  const tooBig = await hand(big(11 * MIB));
  expect([tooBig.status, tooBig.body.code]).toEqual([413, 'body_too_large']);
  const text = await hand(new TextEncoder().encode('a text'));
  expect([text.status, text.body.code]).toEqual([422, 'unsupported_document']);
});
