/** Photos, files, places and stickers on LINE: fetched where something asks for them and from LINE only, put where they belong, else said plainly. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lineApi } from '../../src/channels/line/api.ts';
import { type LineHouse, openLineHouse } from '../support/line-house.ts';
import { jpeg, pdf, png } from '../support/papers.ts';

let at: LineHouse;
let next = 0;
beforeAll(async () => {
  at = await openLineHouse();
});
afterAll(async () => {
  expect(at.line.violations).toEqual([]);
  await at.close();
});

const someone = () => `U${String(++next).padStart(32, '0')}`;
const person = (userId: string) => ({ channel: 'line', channelUserId: userId });
/** Keys said in the newest turn. */
const said = async (userId: string) => (await at.house.converse.traces(person(userId), 1))[0] ?? [];
const fetched = () => at.line.journal.filter(({ path }) => path.endsWith('/content')).length;
const documents = () => at.house.db.selectFrom('documents').selectAll().orderBy('uploaded_at').execute();
const casesOf = async (userId: string) =>
  at.house.db
    .selectFrom('cases as c')
    .innerJoin('conversations as v', 'v.conversation_id', 'c.conversation_id')
    .select(['c.case_number', 'c.kind', 'c.reason', 'c.summary'])
    .where('v.channel_user_id', '=', userId)
    .execute();
const frameOf = async (userId: string) => {
  const { session } = await at.house.db
    .selectFrom('conversations')
    .select('session')
    .where('channel_user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return (session as { stack: { asked: string | null; slots: Record<string, string> }[] }).stack.at(-1);
};
const HERE = { latitude: 25.033, longitude: 121.5654 };
const place = (userId: string, fields: object) => at.line.message(userId, { type: 'location', ...HERE, ...fields });

test('a photo that nothing asks for is not fetched, and it is said what to do instead', async () => {
  const lin = someone();
  await at.deliver(at.line.photo(lin, jpeg()));
  expect([fetched(), await said(lin), await documents()]).toEqual([0, expect.arrayContaining(['unread.image']), []]);
});

test('a complaint takes photos while it is written and after it is filed; each is in its case, cleaned and sealed', async () => {
  const lin = someone();
  await at.say(lin, '我要投訴');
  await at.tap(lin, at.line.buttonsOf(lin)[0]?.label ?? '');
  await at.deliver(at.line.photo(lin, jpeg()));
  expect(await said(lin)).toEqual(expect.arrayContaining(['photo.kept']));
  await at.say(lin, '抄表員把我家的門撞壞了');
  await at.say(lin, '0912345678');
  await at.tap(lin, '是的');
  const [filed] = await casesOf(lin);
  expect(filed?.kind).toBe('complaint');
  await at.deliver(at.line.photo(lin, png()));
  expect(await said(lin)).toEqual(expect.arrayContaining(['photo.added']));
  const kept = await documents();
  expect(kept.map(({ case_number, kind, type }) => [case_number, kind, type])).toEqual([
    [filed?.case_number, 'other', 'image/jpeg'],
    [filed?.case_number, 'other', 'image/png'],
  ]);
  const read = await at.house.services.documents.read(kept[0]?.document_id ?? '');
  expect(read.ok && Buffer.from(read.value.bytes).toString('latin1')).not.toContain('Wang Xiulan');
  // What stays of the messages are the papers they became.
  const inbox = await at.house.db.selectFrom('inbox').select('content').where('channel_user_id', '=', lin).execute();
  expect(inbox.filter(({ content }) => (content as { kind: string }).kind === 'document')).toHaveLength(2);
  expect(inbox.filter(({ content }) => (content as { kind: string }).kind === 'file')).toEqual([]);
});

test('a place shared after words of danger in the middle of a report is known of the urgent case', async () => {
  const lin = someone();
  await at.say(lin, '停電了');
  await at.say(lin, '電線斷了在冒煙');
  await at.deliver(place(lin, { address: '台北市信義路五段7號' }));
  const urgent = (await casesOf(lin)).find(({ reason }) => reason.startsWith('danger:'));
  expect(JSON.stringify(urgent?.summary)).toContain('台北市信義路五段7號');
  expect(JSON.stringify(urgent?.summary)).toContain('25.033');
});

test('the same photo delivered five times at once is fetched for one answer and kept once', async () => {
  const lin = someone();
  await at.say(lin, '我要投訴');
  await at.tap(lin, at.line.buttonsOf(lin)[0]?.label ?? '');
  const before = (await documents()).length;
  const photo = at.line.photo(lin, jpeg());
  await Promise.all([1, 2, 3, 4, 5].map(() => at.deliver(photo)));
  expect(await documents()).toHaveLength(before + 1);
});

test('taken back: the photo is gone, its bytes too, and the complaint has it no more', async () => {
  const lin = someone();
  await at.say(lin, '我要投訴');
  await at.tap(lin, at.line.buttonsOf(lin)[0]?.label ?? '');
  const photo = at.line.photo(lin, jpeg());
  await at.deliver(photo);
  const newest = (await documents()).at(-1);
  expect(newest?.removed_at).toBeNull();
  const files = () => at.house.db.selectFrom('document_files').select('document_id').execute();
  expect((await files()).map((row) => row.document_id)).toContain(newest?.document_id);
  await at.deliver(at.line.event(lin, 'unsend', { unsend: { messageId: (photo.message as { id: string }).id } }));
  expect((await files()).map((row) => row.document_id)).not.toContain(newest?.document_id);
  expect((await documents()).find((row) => row.document_id === newest?.document_id)?.removed_at).not.toBeNull();
  expect(JSON.stringify(await frameOf(lin))).not.toContain(newest?.document_id);
});

test('an application takes a photo and a PDF as the papers it asks for', async () => {
  const lin = someone();
  await at.say(lin, '我要裝充電樁');
  const asked = async (): Promise<string | null | undefined> => (await frameOf(lin))?.asked;
  const answers: Readonly<Record<string, string>> = {
    category: '充電樁',
    role: '本人',
    name: '林大明',
    idNumber: 'A123456789',
    address: '台北市信義路五段7號',
    parkingSpace: 'B1-12',
    capacityKw: '7',
    contactPhone: '0912345678',
    consent: '同意',
    account: '別的地址',
    ownershipChanged: '是',
    reason: '新買電動車',
  };
  for (let step = 0; step < 15 && (await asked()) !== 'documents'; step += 1) {
    const question = (await asked()) ?? '';
    const words = answers[question];
    if (words === undefined) throw new Error(`no answer to ${question}`);
    await at.say(lin, words);
  }
  expect(await asked()).toBe('documents');
  await at.deliver(at.line.photo(lin, jpeg()));
  expect(await said(lin)).toEqual(expect.arrayContaining(['papers.got']));
  const file = at.line.message(lin, { type: 'file', fileName: '所有權狀.pdf', fileSize: pdf().length });
  at.line.platform.contents.set((file.message as { id: string }).id, { bytes: pdf(), type: 'application/pdf' });
  await at.deliver(file);
  expect(await said(lin)).toEqual(expect.arrayContaining(['papers.got']));
  expect((await documents()).slice(-2).map(({ type }) => type)).toEqual(['image/jpeg', 'application/pdf']);
});

const SPOILT: readonly (readonly [string, string, (id: string) => void])[] = [
  ['is gone at LINE', 'photo.gone', (id: string) => void at.line.platform.contents.delete(id)],
  [
    'is no picture',
    'unread.image',
    (id: string) =>
      void at.line.platform.contents.set(id, { bytes: Buffer.from('<svg onload=alert(1)>'), type: 'image/jpeg' }),
  ],
  [
    'is larger than 10 MB',
    'photo.too-large',
    (id: string) =>
      void at.line.platform.contents.set(id, { bytes: new Uint8Array(10 * 1024 * 1024 + 1), type: 'image/jpeg' }),
  ],
  ['cannot be had just now', 'photo.away', () => at.line.trouble('/content', { done: false, ends: { status: 500 } })],
  ['breaks off on the way', 'photo.away', () => at.line.trouble('/content', { done: false, ends: 'drop' })],
];
test.each(SPOILT)('a photo that %s: said so, nothing is kept, and the question stands', async (_, key, spoil) => {
  const lin = someone();
  await at.say(lin, '我要投訴');
  await at.tap(lin, at.line.buttonsOf(lin)[0]?.label ?? '');
  const before = (await documents()).length;
  const photo = at.line.photo(lin, jpeg());
  spoil((photo.message as { id: string }).id);
  await at.deliver(photo);
  expect(await said(lin)).toEqual(expect.arrayContaining([key]));
  expect([await documents(), (await frameOf(lin))?.asked]).toEqual([
    expect.objectContaining({ length: before }),
    'description',
  ]);
});

test('a file that says it is larger is not fetched at all', async () => {
  const lin = someone();
  await at.say(lin, '我要投訴');
  await at.tap(lin, at.line.buttonsOf(lin)[0]?.label ?? '');
  const before = fetched();
  await at.deliver(at.line.message(lin, { type: 'file', fileName: 'a.pdf', fileSize: 50_000_000 }));
  expect([await said(lin), fetched()]).toEqual([expect.arrayContaining(['photo.too-large']), before]);
});

test('where LINE’s answer points elsewhere, our token does not follow', async () => {
  const heard: (string | undefined)[] = [];
  const elsewhere = createServer((request, response) => {
    heard.push(request.headers.authorization);
    response.end('secret');
  });
  const pointing = createServer((_, response) => {
    response.writeHead(302, { location: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/` });
    response.end();
  });
  for (const server of [elsewhere, pointing])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(pointing.address() as AddressInfo).port}`;
  const api = lineApi({ accessToken: 't', apiUrl: url, dataUrl: url });
  expect(await api.content('5400', 1_000)).toEqual({ why: 'away' });
  expect(await api.content('../../richmenu/list', 1_000)).toEqual({ why: 'gone' });
  expect(heard).toEqual([]);
  pointing.close();
  elsewhere.close();
});

test('a place on the map while an outage is reported: its address and its coordinates go to the crew', async () => {
  const lin = someone();
  await at.say(lin, '我家停電了');
  await at.say(lin, '沒有危險');
  expect((await frameOf(lin))?.asked).toBe('address');
  await at.deliver(place(lin, { address: '台北市信義區信義路五段7號' }));
  expect((await frameOf(lin))?.slots).toMatchObject({
    address: '台北市信義區信義路五段7號',
    coordinates: '25.03300,121.56540',
  });
  await at.say(lin, '整棟');
  await at.say(lin, '0912345678');
  await at.tap(lin, '確認通報');
  expect((await casesOf(lin))[0]?.summary).toMatchObject({
    address: '台北市信義區信義路五段7號',
    coordinates: '25.03300,121.56540',
  });
});

test('a point without an address: kept, and the address is still asked for; an address that is typed counts without it', async () => {
  const lin = someone();
  await at.say(lin, '我家停電了');
  await at.say(lin, '沒有危險');
  await at.deliver(place(lin, {}));
  expect(await said(lin)).toEqual(expect.arrayContaining(['place.no-address']));
  expect(await frameOf(lin)).toMatchObject({ asked: 'address', slots: { coordinates: '25.03300,121.56540' } });
  await at.say(lin, '台北市大安區忠孝東路1號');
  expect((await frameOf(lin))?.slots).toMatchObject({ address: '台北市大安區忠孝東路1號' });
  expect((await frameOf(lin))?.slots).not.toHaveProperty('coordinates');
});

test('out of the blue: asked what it is for, and the button knows the place', async () => {
  const lin = someone();
  await at.deliver(place(lin, { address: '台北市信義區信義路五段7號' }));
  expect(await said(lin)).toEqual(['place.what-for']);
  await at.tap(lin, '停電通報');
  expect((await frameOf(lin))?.slots).toMatchObject({
    address: '台北市信義區信義路五段7號',
    coordinates: '25.03300,121.56540',
  });
});

test('after words of danger: the place goes to the priority case at once', async () => {
  const lin = someone();
  await at.say(lin, '電線掉下來冒火花');
  const [danger] = await casesOf(lin);
  await at.deliver(place(lin, { address: '台北市信義區信義路五段7號' }));
  expect((await casesOf(lin))[0]).toMatchObject({
    case_number: danger?.case_number,
    summary: { danger: true, address: '台北市信義區信義路五段7號', coordinates: '25.03300,121.56540' },
  });
});

test('stickers: thanks are answered as thanks, an OK confirms nothing', async () => {
  const lin = someone();
  const sticker = (...keywords: string[]) =>
    at.line.message(lin, { type: 'sticker', packageId: '1', stickerId: '1', keywords });
  await at.deliver(sticker('Thanks'));
  expect(await said(lin)).toEqual(['talk.thanks']);
  await at.say(lin, '我要投訴');
  const before = await frameOf(lin);
  await at.deliver(sticker('OK', 'Yes'));
  expect(await said(lin)).toEqual(expect.arrayContaining(['unread.sticker']));
  expect(await frameOf(lin)).toMatchObject({ asked: before?.asked, slots: before?.slots });
});

test.each([
  ['audio', 'unread.voice'],
  ['video', 'unread.video'],
  ['hologram', 'scope.cannot-read'],
])('%s: said plainly what can be done instead', async (type, key) => {
  const lin = someone();
  await at.deliver(at.line.message(lin, { type, duration: 60_000, contentProvider: { type: 'line' } }));
  expect(await said(lin)).toEqual(expect.arrayContaining([key]));
});
