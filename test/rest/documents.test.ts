/** Handing in papers over REST: taken by content, sealed, one resident's, one case's at most, removed when no case takes them. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DOCUMENT_KINDS } from '../../src/domain/documents.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { lostRace } from '../../src/store/commit.ts';
import { attachDocuments, documentsOfCase } from '../../src/store/documents.ts';
import { createUnit } from '../../src/store/unit.ts';
import { type House, openHouse } from '../support/house.ts';
import { chunk, exif, jpeg, latin, pdf, png, SECRET, segment, together } from '../support/papers.ts';
import { type Client, client, rows } from './door.ts';
import { type Published, published } from './published.ts';

const MIB = 1024 * 1024;

let house: House;
let api: Published;
let who: Client;

beforeAll(async () => {
  house = await openHouse();
  api = await published(house);
  who = await client(house);
});
afterAll(() => house.close());

const PHOTO = jpeg([segment(0xe1, exif(6)), segment(0xfe, latin(SECRET))]);

interface Sent {
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
}

/** Sends a form as a browser does; a field may stand there several times. */
async function send(
  fields: readonly (readonly [string, string | File])[],
  { token = who.token, headers = {} }: Sent = {},
) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return knock(form, { token, headers });
}

async function knock(body: FormData | string | ReadableStream<Uint8Array>, { token = who.token, headers = {} }: Sent) {
  const response = await house.app.request('http://house.test/v1/documents', {
    method: 'POST',
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    body,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  });
  const text = await response.text();
  const answered = JSON.parse(text);
  expect(
    api.faults('POST', '/v1/documents', response.status, response.headers.get('content-type') ?? '', answered),
  ).toEqual([]);
  return { status: response.status, headers: response.headers, text, body: answered };
}

const file = (bytes: Uint8Array<ArrayBuffer>, name = 'scan.jpg', type = 'image/jpeg') =>
  new File([bytes], name, { type });
const hand = (bytes: Uint8Array<ArrayBuffer>, kind = 'id-front', more: Sent = {}) =>
  send(
    [
      ['file', file(bytes)],
      ['kind', kind],
    ],
    more,
  );
const idOf = async (...given: Parameters<typeof hand>): Promise<string> => {
  const answered = await hand(...given);
  expect(answered.status).toBe(201);
  return answered.body.documentId;
};
const viewer = (of: Client) => ({ residentId: of.residentId }) as Viewer;
const stored = (documentId: string) =>
  house.db.selectFrom('documents').selectAll().where('document_id', '=', documentId).executeTakeFirst();
const sealedOf = (documentId: string) =>
  house.db.selectFrom('document_files').select('sealed').where('document_id', '=', documentId).executeTakeFirst();

/** Opens a case as a person asks for one, so that there is something to attach to. */
async function openCase(of: Client): Promise<string> {
  const planned = await house.services.cases.plan({
    kind: 'handoff',
    reason: `test:${crypto.randomUUID()}`,
    residentId: of.residentId,
    summary: {},
  });
  await house.services.carryOut(planned);
  return planned.value.caseNumber;
}

test('each kind of paper is taken by its content, whatever it is called, and an id comes back', async () => {
  for (const kind of DOCUMENT_KINDS) {
    const answered = await hand(PHOTO, kind);
    expect([kind, answered.status, answered.body]).toEqual([kind, 201, { documentId: expect.any(String) }]);
    expect(await stored(answered.body.documentId)).toMatchObject({
      kind,
      resident_id: who.residentId,
      case_number: null,
    });
  }
  for (const [bytes, type] of [
    [jpeg(), 'image/jpeg'],
    [png(), 'image/png'],
    [pdf(), 'application/pdf'],
  ] as const) {
    const { body } = await send([
      ['kind', 'other'],
      ['file', new File([bytes], 'x.exe', { type: 'text/html' })],
    ]);
    expect(await stored(body.documentId)).toMatchObject({ type, size: bytes.length });
  }
});

test('a program hands in the smallest files that begin and end as a JPEG and a PDF do, and gets ids for them', async () => {
  const jfif = segment(0xe0, latin('JFIF\0\x01\x01\0\0\x01\0\x01\0\0'));
  for (const [bytes, type] of [
    [together(Uint8Array.of(0xff, 0xd8), jfif, Uint8Array.of(0xff, 0xd9)), 'image/jpeg'],
    [together(latin('%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n')), 'application/pdf'],
  ] as const)
    expect(await stored(await idOf(bytes))).toMatchObject({ type, resident_id: who.residentId });
});

test('what is kept opens for staff as the cleaned picture, every look is logged, and nothing of it stands anywhere in the open', async () => {
  const documentId = await idOf(PHOTO, 'property-proof');
  const read = await house.services.documents.read(documentId, 'clerk 7');
  if (!read.ok) throw new Error(read.problem.code);
  expect(read.value.document).toMatchObject({ documentId, kind: 'property-proof', type: 'image/jpeg' });
  const kept = Buffer.from(read.value.bytes);
  expect(kept.length).toBeLessThan(PHOTO.length);
  expect(kept.includes('Wang')).toBe(false);
  expect(kept.subarray(-jpeg().length + 2)).toEqual(Buffer.from(jpeg().subarray(2)));
  const looks = house.log.filter((line) => line.includes('document.read'));
  expect(looks.map((line) => JSON.parse(line))).toEqual([
    { event: 'document.read', documentId, kind: 'property-proof', by: 'clerk 7' },
  ]);

  const sealed = Buffer.from((await sealedOf(documentId))?.sealed ?? []);
  expect(sealed.length).toBe(kept.length + 28);
  expect(sealed.includes(kept.subarray(-40, -20))).toBe(false);
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    house.db,
  );
  expect(tables.length).toBeGreaterThan(20);
  const plain = [Buffer.from('Wang Xiulan'), Buffer.from('114.0579'), kept.subarray(-40), PHOTO.subarray(0, 40)];
  for (const { name } of tables) {
    const all = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(house.db);
    const text = all.rows.map(({ row }) => row).join('\n');
    for (const bytes of plain) {
      expect([name, text.includes(Buffer.from(bytes).toString('latin1'))]).toEqual([name, false]);
      expect([name, text.includes(Buffer.from(bytes).toString('hex'))]).toEqual([name, false]);
    }
  }
  expect(house.log.join('\n')).not.toMatch(/Wang|114\.0579/);
  expect((await house.services.documents.read('nobody’s')).ok).toBe(false);
});

test('bytes that were changed or put under another id in the database open for nobody', async () => {
  const [one, two] = [await idOf(jpeg()), await idOf(png())];
  const sealed = Buffer.from((await sealedOf(one))?.sealed ?? []);
  await house.db.updateTable('document_files').set({ sealed }).where('document_id', '=', two).execute();
  await expect(house.services.documents.read(two)).rejects.toThrow();
  sealed[20] = (sealed[20] ?? 0) ^ 1;
  await house.db.updateTable('document_files').set({ sealed }).where('document_id', '=', one).execute();
  await expect(house.services.documents.read(one)).rejects.toThrow();
});

test('a form with a field missing, doubled, unknown or wrong is refused with the field, and no row changes', async () => {
  const before = await rows(house);
  const good = file(PHOTO);
  for (const [what, fields, named] of [
    ['nothing', [], ['file', 'kind']],
    ['no file', [['kind', 'id-front']], ['file']],
    ['no kind', [['file', good]], ['kind']],
    [
      'two files',
      [
        ['file', good],
        ['file', good],
        ['kind', 'id-front'],
      ],
      ['file'],
    ],
    [
      'two kinds',
      [
        ['file', good],
        ['kind', 'id-front'],
        ['kind', 'id-back'],
      ],
      ['kind'],
    ],
    [
      'a wrong kind',
      [
        ['file', good],
        ['kind', 'passport'],
      ],
      ['kind'],
    ],
    [
      'an empty kind',
      [
        ['file', good],
        ['kind', ''],
      ],
      ['kind'],
    ],
    [
      'a kind of every object',
      [
        ['file', good],
        ['kind', 'constructor'],
      ],
      ['kind'],
    ],
    [
      'a file as kind',
      [
        ['file', good],
        ['kind', good],
      ],
      ['kind'],
    ],
    [
      'text as file',
      [
        ['file', 'a text'],
        ['kind', 'id-front'],
      ],
      ['file'],
    ],
    [
      'one field too many',
      [
        ['file', good],
        ['kind', 'id-front'],
        ['caseNumber', 'W1'],
      ],
      ['caseNumber'],
    ],
    [
      'a field of a long name',
      [
        ['file', good],
        ['kind', 'id-front'],
        ['x'.repeat(900), '1'],
      ],
      ['x'.repeat(100)],
    ],
  ] as const) {
    const answered = await send(fields);
    expect([what, answered.status, answered.body.code]).toEqual([what, 400, 'invalid_input']);
    expect(answered.headers.get('content-type')).toBe('application/problem+json');
    expect([what, answered.body.errors.map((error: { field: string }) => error.field).toSorted()]).toEqual([
      what,
      [...named].toSorted(),
    ]);
  }
  for (const [type, body] of [
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=y', 'x'],
    ['multipart/form-data; boundary=y', '--y\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc'],
  ] as const) {
    const answered = await knock(body, { headers: { 'content-type': type } });
    expect([type, answered.status, answered.body.errors[0].field]).toEqual([type, 400, '(body)']);
  }
  for (const type of ['application/json', 'application/x-www-form-urlencoded', 'image/jpeg', 'text/plain', '']) {
    const answered = await knock('{"kind":"id-front"}', { headers: { 'content-type': type } });
    expect([type, answered.status, answered.body.code]).toEqual([type, 415, 'unsupported_media_type']);
  }
  expect(await rows(house)).toEqual(before);
});

test('a file that is none of the three, empty, damaged, locked or active is refused with the reason, and is not kept', async () => {
  const { counters: _, ...before } = await rows(house);
  for (const [bytes, reason] of [
    [new Uint8Array(), 'is empty'],
    [together(latin('not a picture')), 'is not a JPEG, PNG or PDF'],
    [together(latin('PK\x03\x04'), PHOTO), 'is not a JPEG, PNG or PDF'],
    [PHOTO.slice(0, -2), 'is a damaged or incomplete JPEG'],
    [png().slice(0, -1), 'is a damaged or incomplete PNG'],
    [pdf().slice(0, -20), 'is a damaged or incomplete PDF'],
    [pdf({ trailer: '/Encrypt 5 0 R' }), 'is a PDF with a password or restrictions'],
    [pdf({ catalog: '/OpenAction << /S /JavaScript /JS (x) >>' }), 'is a PDF with scripts, programs or files in it'],
  ] as const) {
    const answered = await hand(bytes);
    expect([reason, answered.status, answered.body]).toEqual([
      reason,
      422,
      {
        type: 'urn:wattline:problem:unsupported_document',
        title: 'The file is not a JPEG, PNG or PDF we can take',
        status: 422,
        detail: 'Send a file that opens by itself, without a password, in one of these formats.',
        code: 'unsupported_document',
        errors: [{ field: 'file', reason }],
      },
    ]);
  }
  const { counters: __, ...after } = await rows(house);
  expect(after).toEqual(before);
});

test('ten MiB are taken, one byte more is not, however the body is announced; an endless one is not read to its end', async () => {
  const around = png([chunk('IDAT', new Uint8Array())]).length;
  const big = (length: number) => png([chunk('IDAT', new Uint8Array(length - around).fill(0xa5))]);
  const kept = await house.services.documents.read(await idOf(big(10 * MIB)));
  expect(kept.ok && kept.value.bytes.length).toBe(10 * MIB);
  const before = await rows(house);
  for (const length of [10 * MIB + 1, 11 * MIB]) {
    const answered = await hand(big(length));
    expect([length, answered.status, answered.body.code]).toEqual([length, 413, 'body_too_large']);
  }
  const announced = await knock('x', {
    headers: { 'content-type': 'multipart/form-data; boundary=y', 'content-length': String(11 * MIB) },
  });
  expect(announced.status).toBe(413);
  let pulled = 0;
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull(stream) {
        pulled += 1;
        stream.enqueue(new Uint8Array(MIB));
      },
    });
  const headers = { 'content-type': 'multipart/form-data; boundary=y' };
  expect((await knock(endless(), { headers })).status).toBe(413);
  expect(pulled).toBeLessThan(15);
  pulled = 0;
  expect((await knock(endless(), { headers, token: null })).status).toBe(401);
  expect(pulled).toBeLessThan(3);
  expect(await rows(house)).toEqual(before);
});

test('without a token, or with one that is none, nothing is taken: 401', async () => {
  const before = await rows(house);
  for (const token of [null, 'x'.repeat(100)]) {
    const answered = await hand(PHOTO, 'id-front', { token });
    expect([answered.status, answered.body.code]).toEqual([401, 'unauthenticated']);
  }
  expect(await rows(house)).toEqual(before);
});

test('sent twice under one key it is one paper with one id; other bytes or another kind under that key are refused', async () => {
  const under = (key: string): Sent => ({ headers: { 'idempotency-key': key } });
  const before = await rows(house);
  const first = await idOf(PHOTO, 'id-back', under('upload-1'));
  expect(await idOf(PHOTO, 'id-back', under('upload-1'))).toBe(first);
  const renamed = await send(
    [
      ['kind', 'id-back'],
      ['file', file(PHOTO, 'again.png', 'image/png')],
    ],
    under('upload-1'),
  );
  expect([renamed.status, renamed.body.documentId]).toEqual([201, first]);
  for (const [bytes, kind] of [
    [jpeg(), 'id-back'],
    [PHOTO, 'id-front'],
  ] as const) {
    const answered = await hand(bytes, kind, under('upload-1'));
    expect([kind, answered.status, answered.body.code]).toEqual([kind, 409, 'idempotency_key_reused']);
  }
  const atOnce = await Promise.all(Array.from({ length: 6 }, () => hand(PHOTO, 'other', under('upload-2'))));
  expect(new Set(atOnce.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(atOnce.map(({ body }) => body.documentId)).size).toBe(1);
  const after = await rows(house);
  expect([after.documents, after.document_files]).toEqual([
    (before.documents ?? 0) + 2,
    (before.document_files ?? 0) + 2,
  ]);
  expect(await idOf(PHOTO, 'id-back', { ...under('upload-1'), token: (await client(house)).token })).not.toBe(first);
  expect((await hand(PHOTO, 'other', under('with space'))).body.errors[0].field).toBe('Idempotency-Key');
});

test('my papers are mine: another resident, a stranger’s id or an unknown one is not found', async () => {
  const other = await client(house);
  const [mine, theirs] = [await idOf(PHOTO), await idOf(PHOTO, 'id-front', { token: other.token })];
  const { own } = house.services.documents;
  const found = await own(viewer(who), [mine, mine]);
  expect(found.ok && found.value.map(({ documentId, kind, type }) => [documentId, kind, type])).toEqual([
    [mine, 'id-front', 'image/jpeg'],
  ]);
  for (const ids of [[theirs], [mine, theirs], ['no-such-paper'], [mine, '']])
    expect(await own(viewer(who), ids)).toMatchObject({ ok: false, problem: { code: 'not_found' } });
  expect(await own(viewer(who), [])).toEqual({ ok: true, value: [] });
});

test('a paper belongs to one case: of two that take it at once one gets it, and it never moves', async () => {
  const documentId = await idOf(PHOTO);
  const [one, two] = [await openCase(who), await openCase(who)];
  const unit = createUnit(house.db);
  const tried = await Promise.allSettled(
    [one, two].map((caseNumber) => unit.commit([attachDocuments([documentId], caseNumber)])),
  );
  expect(tried.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const loser = tried.find((result) => result.status === 'rejected');
  expect(lostRace(loser?.reason)).toBe(true);
  const [winner, other] = tried[0]?.status === 'fulfilled' ? [one, two] : [two, one];
  await unit.commit([attachDocuments([documentId], winner)]);
  expect((await documentsOfCase(house.db, winner)).map((document) => document.documentId)).toEqual([documentId]);
  expect(await documentsOfCase(house.db, other)).toEqual([]);
  const { own } = house.services.documents;
  expect((await own(viewer(who), [documentId])).ok).toBe(false);
  expect((await own(viewer(who), [documentId], other)).ok).toBe(false);
  expect((await own(viewer(who), [documentId], winner)).ok).toBe(true);
});

test('a paper that no case took for a week is removed with its bytes; those of a case and younger ones stay', async () => {
  const [unused, attached] = [await idOf(PHOTO), await idOf(PHOTO)];
  const caseNumber = await openCase(who);
  await createUnit(house.db).commit([attachDocuments([attached], caseNumber)]);
  house.advance(6 * 86_400);
  const young = await idOf(PHOTO);
  await house.upkeep();
  expect(await sealedOf(unused)).toBeDefined();
  house.advance(86_401);
  expect(await house.services.documents.removeUnused(1)).toBe(1);
  await Promise.all([house.upkeep(), house.upkeep()]);
  await house.services.documents.removeUnused(1_000);
  expect(await house.services.documents.removeUnused(1)).toBe(0);
  expect(house.log.filter((line) => line.includes('upkeep.failed'))).toEqual([]);
  expect([await sealedOf(unused), (await stored(unused))?.removed_at]).toEqual([undefined, house.now()]);
  for (const kept of [attached, young]) {
    expect(await sealedOf(kept)).toBeDefined();
    expect((await house.services.documents.read(kept)).ok).toBe(true);
  }
  expect((await house.services.documents.read(unused)).ok).toBe(false);
  expect((await house.services.documents.own(viewer(who), [unused])).ok).toBe(false);
  const late = await createUnit(house.db)
    .commit([attachDocuments([unused], caseNumber)])
    .catch(lostRace);
  expect(late).toBe(true);
});

test('sixty papers a day are enough for anybody; the next is told when, and tomorrow goes on', async () => {
  const busy = await client(house);
  for (let i = 0; i < 60; i += 1) await idOf(jpeg(), 'other', { token: busy.token });
  const refused = await hand(jpeg(), 'other', { token: busy.token });
  expect([refused.status, refused.body.code]).toEqual([429, 'too_many_requests']);
  expect(refused.body.retryAt).toMatch(/^\d{4}-/);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(80_000);
  expect((await hand(jpeg())).status).toBe(201);
  house.advance(86_400);
  expect((await hand(jpeg(), 'other', { token: busy.token })).status).toBe(201);
});
