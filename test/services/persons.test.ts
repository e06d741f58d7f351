/** A person asks for all that is kept of them, and has it erased: nothing they wrote anywhere is left but where the law keeps it, and not there for ever. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PNG } from '../conversations/holders.ts';
import { atDesk } from '../desk/at-desk.ts';
import type { Client } from '../rest/door.ts';
import { type LinkedHouse, ON_LINE, ON_WECHAT, openLinkedHouse } from '../support/linked-house.ts';
import { LI, ZHAO } from '../support/town.ts';

/** What they wrote, each in a place of its own. */
const WROTE = {
  web: '金丝雀网页',
  line: '金丝雀连线',
  wechat: '金丝雀微信',
  person: '金丝雀对专人',
  nickname: '金丝雀昵称',
  about: '金丝雀对象',
  description: '金丝雀抱怨',
  added: '金丝雀补充',
  anonymous: '金丝雀匿名',
  whispered: '金丝雀悄悄说收了邻居的钱',
  connection: '金丝雀新装路9号',
  name: '雀小丝',
  outage: '金丝雀停电路7号',
  outageWords: '金丝雀黑了',
  danger: '金丝雀掉线路3号电线掉下来在冒火花',
  comment: '金丝雀评语',
  title: '金丝雀抬头公司',
  email: 'canary@birds.example',
  fileName: 'canary-photo.png',
  question: '金丝雀能不能用电',
  contract: '金丝雀签过的合同',
  phone: '13812340001',
  otherPhone: '13812340002',
  idNumber: '110101199001010025',
} as const;
/** Where the law keeps words: for a year after a case's end, and what was signed for good. */
const FOR_A_YEAR = ['case_history', 'cases'];
const FOR_GOOD = ['contracts'];

let at: LinkedHouse;
let li: Client;
const cases: string[] = [];

const dump = async (): Promise<Record<string, string>> => {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    at.house.db,
  );
  const texts: Record<string, string> = {};
  for (const { name } of rows) {
    const found = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(
      at.house.db,
    );
    texts[name] = found.rows.map(({ row }) => row).join('\n');
  }
  return texts;
};
/** Which of it lies in which table. */
const lies = async (words: readonly string[]): Promise<Record<string, string[]>> => {
  const found: Record<string, string[]> = {};
  for (const [table, text] of Object.entries(await dump())) {
    const here = words.filter((one) => text.includes(one));
    if (here.length > 0) found[table] = here;
  }
  return found;
};

const filed = async (path: string, body: object): Promise<string> => {
  const answered = await li.post(path, body);
  if (answered.status > 201) throw new Error(`${path} answered ${answered.status}: ${answered.text}`);
  cases.push(String(answered.body.caseNumber));
  return String(answered.body.caseNumber);
};
const paper = async (kind: string): Promise<string> => {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', new File([PNG], WROTE.fileName, { type: 'image/png' }));
  const answered = await at.house.app.request('http://house.test/v1/documents', {
    method: 'POST',
    headers: { authorization: `Bearer ${li.token}` },
    body: form,
  });
  return ((await answered.json()) as { documentId: string }).documentId;
};
const sealedFiles = async () => (await at.house.db.selectFrom('document_files').select('document_id').execute()).length;
const erase = (why = '本人要求') =>
  at.house.services.persons.erase({ channel: 'line', channelUserId: ON_LINE }, { staffId: 'V01', why });

beforeAll(async () => {
  at = await openLinkedHouse();
  const { house } = at;
  const { token, residentId } = at.li;
  li = {
    token,
    residentId,
    get: (path) => house.request('GET', path, { token }),
    post: (path, body, headers) => house.request('POST', path, { token, body, ...(headers && { headers }) }),
    patch: (path, body) => house.request('PATCH', path, { token, body }),
    remove: (path) => house.request('DELETE', path, { token }),
  };
  await at.linkLine();
  await at.linkWechat();
  await at.wechat.say(ON_WECHAT, WROTE.wechat);
  await house.settle();
  for (const words of ['我要举报', '匿名', '抄表员', WROTE.whispered, '是的']) await at.li.say(words);
  await at.li.say(WROTE.web);
  await at.say(ON_LINE, WROTE.line);
  await at.li.say(WROTE.question);
  // A second home with a name of their own for it.
  house.advance(61);
  const asked = await li.post('/v1/accounts/verifications', ZHAO);
  await house.settle();
  const code = house
    .codes()
    .filter(({ phone }) => phone === ZHAO.phone)
    .at(-1)?.code;
  await li.post('/v1/accounts', { verificationId: asked.body.verificationId, code, nickname: WROTE.nickname });
  const complaint = await filed('/v1/complaints', {
    category: 'complaint',
    about: WROTE.about,
    description: WROTE.description,
    contactPhone: WROTE.phone,
  });
  await filed('/v1/complaints', { category: 'report', about: '抄表员', description: WROTE.anonymous, anonymous: true });
  const connection = await filed('/v1/applications', {
    kind: 'new-connection',
    address: WROTE.connection,
    capacityKw: '8',
    name: WROTE.name,
    idNumber: WROTE.idNumber,
    contactPhone: WROTE.phone,
    documents: [await paper('id-front')],
    agreed: true,
  });
  await paper('other');
  await filed('/v1/outage-reports', {
    address: WROTE.outage,
    contactPhone: WROTE.otherPhone,
    scope: 'building',
    danger: false,
    description: WROTE.outageWords,
  });
  await at.li.say(WROTE.danger);
  await at.pass();
  // A person of the house talks with them.
  await at.li.say('转人工');
  await at.li.say('是的');
  const [waiting] = await house.services.handoff.queue();
  if (waiting) {
    await house.services.attempt(() => house.services.handoff.take('S01', waiting.caseNumber));
    await at.li.say(WROTE.person);
    await house.services.attempt(() => house.services.handoff.handBack('S01', waiting.caseNumber));
    await at.pass();
  }
  // Paid, invoiced, rated.
  const payment = await li.post('/v1/payments', {
    accountNumber: LI.accountNumber,
    billIds: ['L-10'],
    method: 'sandbox',
  });
  await house.payAt(payment.body.action.url);
  const { paymentId } = payment.body;
  await li.post('/v1/invoices', { paymentId, title: WROTE.title, email: WROTE.email });
  await li.post('/v1/ratings', { serviceId: `payment:${paymentId}`, score: 1, comment: WROTE.comment });
  await at.pass();
  const added = await house.services.accounts.viewer(token);
  if (added) await house.services.attempt(() => house.services.residentActs.plan(added, complaint, 'add', WROTE.added));
  await li.post(`/v1/cases/${connection}/chases`, {});
  const signed = {
    sha256: 'h',
    locale: 'zh-CN',
    made_at: house.now(),
    signed_at: house.now(),
    signed_by_way_of: 'api',
  } as const;
  await house.db
    .insertInto('contracts')
    .values({ case_number: connection, text: WROTE.contract, ...signed })
    .execute();
}, 120_000);
afterAll(() => at.close());

test('all that is kept of somebody is given out, of every channel, with what was sealed opened, and it is noted who asked', async () => {
  const given = await at.house.services.persons.export(li.residentId, 'S01');
  const text = JSON.stringify(given);
  // What files are called is not kept at all; and whoever hands this out must not learn who reported without a name.
  const { fileName: _, anonymous: __, whispered: ___, ...kept } = WROTE;
  for (const nameless of [WROTE.anonymous, WROTE.whispered]) expect(text).not.toContain(nameless);
  expect(Object.values(kept).filter((one) => !text.includes(one))).toEqual([]);
  expect(text).not.toMatch(/eyJhbGciOiJkaXI/);
  const data = given.ok ? given.value : {};
  expect(data.papers).toHaveLength(2);
  expect(data.payments).toMatchObject([{ amount: '107.08', currency: 'CNY' }]);
  expect((data.identities as { provider: string }[]).map(({ provider }) => provider)).toContain('line');
  expect(await at.house.services.persons.export({ channel: 'line', channelUserId: ON_LINE }, null)).toMatchObject({
    ok: true,
  });
  expect(await at.house.services.persons.export('nobody', null)).toMatchObject({
    ok: false,
    problem: { code: 'not_found' },
  });
  const acts = await at.house.db.selectFrom('person_acts').selectAll().orderBy('at').execute();
  expect(acts.map(({ act, staff_id }) => [act, staff_id])).toEqual([
    ['export', 'S01'],
    ['export', null],
  ]);
});

test('nobody is erased while something of theirs is open, without a reason, or by nobody of the house; each is named', async () => {
  const refused = await erase();
  expect(refused).toMatchObject({ ok: false, problem: { code: 'not_now' } });
  const open = (await at.house.db.selectFrom('cases').select('case_number').where('status', '=', 'open').execute()).map(
    (row) => row.case_number,
  );
  const nameless = await at.house.db.selectFrom('cases').select('case_number').where('anonymous', '=', true).execute();
  const anonymous = nameless.map((row) => row.case_number);
  expect(anonymous.length).toBe(2);
  for (const caseNumber of anonymous) expect(JSON.stringify(refused)).not.toContain(caseNumber);
  expect(open.length).toBeGreaterThan(4);
  for (const caseNumber of open)
    if (!anonymous.includes(caseNumber)) expect(JSON.stringify(refused)).toContain(caseNumber);
  expect(await erase(' ')).toMatchObject({ problem: { code: 'invalid_input' } });
  const who = { channel: 'line', channelUserId: ON_LINE };
  expect(await at.house.services.persons.erase(who, { staffId: 'X9', why: '本人要求' })).toMatchObject({
    problem: { code: 'not_found' },
  });
  expect(Object.keys(await lies([WROTE.web]))).toContain('inbox');
});

test('erased: what they wrote is nowhere but in the records of their cases, and a year later not there either; books and chains hold', async () => {
  const { house } = at;
  const open = await house.db
    .selectFrom('cases')
    .select(['case_number', 'kind'])
    .where('status', '=', 'open')
    .execute();
  // What they reported without a name goes on without them.
  for (const { case_number, kind } of open) if (kind !== 'report') await ended(case_number);
  const [outage] = await house.db.selectFrom('outages').select('outage_id').where('source', '=', 'reports').execute();
  const outageId = outage?.outage_id ?? '';
  const named = (field: string, id: string) => ({ field, reason: expect.stringContaining(id) });
  expect(await erase()).toMatchObject({ problem: { errors: [named('outage', outageId)] } });
  await house.services.attempt(() => house.services.outages.act('D01', outageId, 'restored'));
  const payment = await li.post('/v1/payments', { accountNumber: LI.accountNumber, method: 'sandbox' });
  expect(await erase()).toMatchObject({ problem: { errors: [named('payment', payment.body.paymentId)] } });
  await house.payAt(payment.body.action.url, 'declined');
  await at.pass(60);
  const before = await lies(Object.values(WROTE));
  expect(Object.keys(before)).toEqual(
    expect.arrayContaining([
      'inbox',
      'outages',
      'outage_reports',
      'knowledge_questions',
      'bindings',
      'invoices',
      'ratings',
      'cases',
    ]),
  );
  expect(await sealedFiles()).toBe(2);
  const ledger = (await dump()).ledger_transfers;

  // One message of theirs is being answered at that moment: there is nobody to answer any more.
  const late = { channel: 'line', channelUserId: ON_LINE } as const;
  const message = { ...late, eventId: 'late', at: house.now(), content: { kind: 'text', text: WROTE.line } } as const;
  const [snapshot] = await house.converse.accept([message]);
  expect(await erase()).toMatchObject({ ok: true, value: { papers: 2 } });
  expect((await house.converse.answerWaiting(late, snapshot)).size).toBe(0);
  expect(house.log.filter((line) => line.includes('turn.failed'))).toEqual([]);

  const left = await lies(Object.values(WROTE));
  expect(Object.keys(left).filter((table) => ![...FOR_A_YEAR, ...FOR_GOOD].includes(table))).toEqual([]);
  // Who it was is gone at once, what it was about is the record.
  const text = Object.values(await dump()).join('\n');
  for (const gone of [WROTE.phone, WROTE.otherPhone, WROTE.name, WROTE.idNumber, ON_LINE, ON_WECHAT])
    expect(text).not.toContain(gone);
  expect(left.cases).toEqual(expect.arrayContaining([WROTE.description]));
  expect(await sealedFiles()).toBe(0);
  expect((await dump()).ledger_transfers).toBe(ledger);
  expect((await house.services.chains.check()).broken).toEqual([]);
  expect(
    await house.db.selectFrom('person_acts').select(['staff_id', 'why']).where('act', '=', 'erase').execute(),
  ).toEqual([{ staff_id: 'V01', why: '本人要求' }]);

  // Every key they had is dead; whoever writes again is somebody new.
  for (const path of ['/v1/me', '/v1/cases', '/v1/chat/messages']) expect((await li.get(path)).status).toBe(401);
  expect((await li.post('/v1/chat/messages', { id: 'again', text: '你好' })).status).toBe(401);
  await at.say(ON_LINE, '你好');
  expect(await house.services.persons.export({ channel: 'line', channelUserId: ON_LINE }, null)).toMatchObject({
    value: { cases: [] },
  });

  // What they were about to do at that very moment is not done.
  for (const [table, columns] of [
    [
      'conversations',
      { conversation_id: 'c', channel: 'web', channel_user_id: 'c', turn: 0, session: '{}', updated_at: house.now() },
    ],
    ['bindings', { binding_id: 'b', account_number: LI.accountNumber, bound_at: house.now() }],
    ['identities', { provider: 'line', subject: 'U', since: house.now() }],
  ] as const) {
    const insert = house.db.insertInto(table).values({ ...columns, resident_id: li.residentId } as never);
    await expect(insert.execute()).rejects.toMatchObject({ code: '40001' });
  }
  // The desk looks at what is left as at any case.
  const desk = await atDesk(house, 'V01');
  for (const { case_number, kind } of open)
    expect([kind, (await desk.get(`/cases/${case_number}`)).status]).toEqual([kind, 200]);
  const list = ['/cases?state=closed', '/handoffs', '/statistics?from=2026-12-01&to=2026-12-31'];
  for (const path of list) expect([path, (await desk.get(path)).status]).toEqual([path, 200]);
  house.advance(200 * 86_400);
  for (const { case_number, kind } of open) if (kind === 'report') await ended(case_number);
  house.advance(164 * 86_400);
  await house.services.blotting.run(50);
  expect(await lies([WROTE.description])).toHaveProperty('cases');
  house.advance(3 * 86_400);
  await house.upkeep();
  await house.settle();
  expect(await lies(Object.values(WROTE))).toEqual({
    cases: [WROTE.anonymous, WROTE.whispered],
    contracts: [WROTE.contract],
  });
  house.advance(200 * 86_400);
  await house.upkeep();
  expect(await lies(Object.values(WROTE))).toEqual({ contracts: [WROTE.contract] });
  const { right, broken } = await house.services.chains.check();
  expect([right > 5, broken]).toEqual([true, []]);
  // What was done and when is still there.
  const [complaint = ''] = cases;
  const kept = await house.services.cases.byNumber(complaint);
  expect(kept?.history.map(({ event }) => event).slice(0, 2)).toEqual(['opened', 'noted']);
}, 120_000);

/** Ends a case however its process lets it end. */
async function ended(caseNumber: string): Promise<void> {
  const { house } = at;
  for (const event of [
    'withdrawn',
    'restored',
    'lapsed',
    'answered',
    'unreachable',
    'passed-on',
    'rejected',
  ] as const) {
    const found = await house.services.cases.byNumber(caseNumber);
    if (!found || found.closedAt) return;
    const moved = await house.services.cases.move(found, event, 'service');
    if (moved.ok) await house.services.carryOut(moved.value);
  }
}
