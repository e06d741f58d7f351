/** Clerks and supervisors with cases at the desk: what is listed and to whom, what one case shows, what may be done and is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heard, homeId, homeNumber, homePhone, NEW, openHolders, upload } from '../conversations/holders.ts';
import { bound, type Client, client } from '../rest/door.ts';
import type { House } from '../support/house.ts';
import { WANG } from '../support/town.ts';
import { atDesk } from './at-desk.ts';

let house: House;
let wang: Client;
beforeAll(async () => {
  house = await openHolders(3);
  wang = await bound(house, WANG);
});
afterAll(() => house.close());

const PHONE = '13912345678';
const HOLDER = '王秀兰';
const STORY = '抄表员态度恶劣，还摔门';
const complain = async (who: Client = wang, extra: object = {}) =>
  (
    await who.post('/v1/complaints', {
      category: 'complaint',
      about: '抄表员',
      description: STORY,
      contactPhone: PHONE,
      ...extra,
    })
  ).body.caseNumber as string;
const numbers = (answered: { body: { cases: { caseNumber: string }[] } }) =>
  answered.body.cases.map(({ caseNumber }) => caseNumber);

describe('a list of cases', () => {
  test('has for a clerk those of their own team, for customer service and those above all of them', async () => {
    const complaint = await complain();
    const asked = { kind: 'meter-test', accountNumber: WANG.accountNumber, description: '电表走得太快' };
    const check = (await wang.post('/v1/requests', asked)).body.caseNumber;
    const [complaints, metering, service, above] = await Promise.all(
      ['P01', 'M01', 'S01', 'V01'].map(async (who) => numbers(await (await atDesk(house, who)).get('/cases'))),
    );
    expect([complaints?.includes(complaint), complaints?.includes(check)]).toEqual([true, false]);
    expect([metering?.includes(complaint), metering?.includes(check)]).toEqual([false, true]);
    for (const all of [service, above]) expect([all?.includes(complaint), all?.includes(check)]).toEqual([true, true]);
    expect((await (await atDesk(house, 'M01')).get(`/cases/${complaint}`)).status).toBe(404);
  });

  test('says in the clerk’s language what kind and stage it is, when the next promise is due and whether that is late', async () => {
    const other = await client(house);
    const caseNumber = await complain(other);
    const english = () => atDesk(house, 'P01', { language: 'en' });
    const line = async () => (await (await english()).get(`/cases?q=${caseNumber}`)).body.cases[0];
    expect(await line()).toMatchObject({
      kind: 'complaint',
      kindText: 'Complaint',
      stageText: 'Received',
      teamText: 'complaints',
      owner: null,
      status: 'open',
      late: false,
      chases: 0,
      nextActionText: 'contact the resident',
      deadline: expect.stringMatching(/\+08:00$/),
    });
    const { deadline } = await line();
    house.at(new Date(Date.parse(deadline) + 60_000).toISOString());
    expect(await line()).toMatchObject({ late: true });
    expect(numbers(await (await english()).get('/cases?state=late'))).toContain(caseNumber);
  });

  test('goes on page by page without a case twice or missing, and counts what is open, late and mine', async () => {
    for (let n = 0; n < 5; n += 1) await complain(await client(house));
    const desk = await atDesk(house, 'P01');
    const whole = numbers(await desk.get('/cases?limit=100'));
    const paged: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const { body } = await desk.get(`/cases?limit=2${after && `&after=${encodeURIComponent(after)}`}`);
      expect(body.cases.length).toBeLessThanOrEqual(2);
      paged.push(...numbers({ body }));
      after = body.next;
    }
    expect(paged).toEqual(whole);
    const { counts } = (await desk.get('/cases?state=closed')).body;
    expect(counts).toEqual({ open: whole.length, late: expect.any(Number), mine: 0 });
    for (const made of [
      [99_999_999_999, null, 'W2612050000000'],
      [1, '0000-01-01T00:00:00Z', 'W2612050000000'],
    ])
      for (const state of ['open', 'closed'])
        expect(
          (await desk.get(`/cases?state=${state}&after=${encodeURIComponent(btoa(JSON.stringify(made)))}`)).status,
        ).toBe(400);
    expect((await desk.get('/cases?after=nonsense')).body).toMatchObject({
      code: 'invalid_input',
      errors: [{ field: 'after' }],
    });
  });

  test('says what a case is about and whose it is, masked, and of an anonymous one not whose', async () => {
    const phone = '13912345678';
    const about = async (extra: object) => {
      const caseNumber = await complain(await bound(house, WANG), extra);
      return (await (await atDesk(house, 'P01')).get(`/cases?q=${caseNumber}`)).body.cases[0];
    };
    expect(await about({ description: `抄表员摔门，请打 ${phone} 找我` })).toMatchObject({
      about: expect.stringMatching(/^抄表员摔门/),
      who: '王**',
      nextActionText: '联系用户了解情况',
    });
    expect((await about({ description: `再说一次，打 ${phone}` })).about).not.toContain(phone);
    const nameless = { category: 'report', about: '三栋的饭店', anonymous: true, contactPhone: undefined };
    expect(await about({ ...nameless, description: '有人从电线杆接线' })).toMatchObject({
      about: '有人从电线杆接线',
      who: null,
    });
  });

  test('begins with danger, also before what was promised days ago and is late', async () => {
    const late = await complain(await client(house));
    house.advance(20 * 86_400);
    await house.upkeep();
    const who = await client(house);
    const report = {
      address: '示例市和平路9号',
      contactPhone: PHONE,
      scope: 'home',
      description: '电线掉在路上冒火花',
    };
    const danger = (await who.post('/v1/outage-reports', { ...report, danger: true })).body.caseNumber;
    const desk = await atDesk(house, 'V01');
    const [first, ...others] = (await desk.get('/cases?limit=100')).body.cases;
    expect(first).toMatchObject({ caseNumber: danger, danger: true, late: false });
    expect(others.find((one: { caseNumber: string }) => one.caseNumber === late)).toMatchObject({
      danger: false,
      late: true,
      priority: 1,
    });
  });

  test('can be narrowed to those that nobody has, to mine, to a kind, to an account', async () => {
    const [free, taken] = [await complain(await client(house)), await complain(await client(house))];
    const desk = await atDesk(house, 'P01');
    await desk.post(`/cases/${taken}/acts`, { event: 'contacted' });
    expect(numbers(await desk.get('/cases?owner=nobody&limit=100'))).toContain(free);
    expect(numbers(await desk.get('/cases?owner=nobody&limit=100'))).not.toContain(taken);
    expect(numbers(await desk.get('/cases?owner=me&limit=100'))).toEqual([taken]);
    expect(numbers(await desk.get('/cases?kind=praise'))).toEqual([]);
    const ofAccount = numbers(await desk.get(`/cases?q=${WANG.accountNumber}`));
    expect(ofAccount.length).toBeGreaterThan(0);
    expect(ofAccount).not.toContain(free);
  });
});

describe('one case', () => {
  test('shows the story in the resident’s words, how to reach them, the account on file, the promises, and what can be done', async () => {
    const caseNumber = await complain(wang);
    const before = house.log.length;
    const { body } = await (await atDesk(house, 'P01')).get(`/cases/${caseNumber}`);
    expect(body).toMatchObject({
      stageText: '已受理',
      nextActionText: '联系用户了解情况',
      contact: { phone: PHONE },
      account: { accountNumber: WANG.accountNumber, holder: HOLDER, phone: WANG.phone, status: 'active' },
      facts: [
        { label: '对象', value: '抄表员' },
        { label: '用户原话', value: STORY },
      ],
      history: [{ event: 'opened', by: { kind: 'resident', name: null } }],
      rating: null,
    });
    expect(body.promises.map((one: { text: string }) => one.text)).toEqual(
      expect.arrayContaining(['联系用户', '答复用户']),
    );
    expect(body.acts.map((one: { event: string }) => one.event)).toEqual([
      'contacted',
      'answered',
      'word-given',
      'reassigned',
      'noted',
    ]);
    expect(body.acts.find((one: { event: string }) => one.event === 'answered').needs).toBe('words');
    // Who looked at which case stands in the log, and nothing of whom.
    const logged = house.log.slice(before).join('\n');
    expect(house.log.slice(before)).toContain(JSON.stringify({ event: 'case.read', caseNumber, by: 'P01' }));
    for (const secret of [PHONE, HOLDER, STORY]) expect(logged).not.toContain(secret);
  });

  test('of an anonymous report shows no person, no account and nothing that would call one', async () => {
    const caseNumber = await complain(wang, { category: 'report', anonymous: true, contactPhone: undefined });
    const { body } = await (await atDesk(house, 'P01')).get(`/cases/${caseNumber}`);
    expect(body).toMatchObject({ anonymous: true, account: null, contact: {} });
    expect(body.acts.map((one: { event: string }) => one.event)).not.toContain('contacted');
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${WANG.accountNumber}|${WANG.phone}|${HOLDER}|${PHONE}`));
  });

  test('of an application shows the applicant and lends the papers to those who may see the case only', async () => {
    const who = await client(house);
    const paper = await upload(house, who, 'property-proof');
    const filed = await who.post('/v1/applications', {
      kind: 'transfer',
      accountNumber: homeNumber(1),
      ...NEW,
      documents: [paper],
      consent: true,
      agreed: true,
    });
    const { caseNumber } = filed.body;
    const desk = await atDesk(house, 'A01');
    const { body } = await desk.get(`/cases/${caseNumber}`);
    expect(body.contact).toMatchObject({ name: NEW.name, idNumber: NEW.idNumber });
    expect(body.account).toMatchObject({ holder: '陈住户1', phone: homePhone(1) });
    expect(body.papers).toMatchObject([{ documentId: paper, kindText: '产权证明', type: 'image/png' }]);
    expect(body.missing.map((one: { kind: string }) => one.kind)).not.toContain('property-proof');
    const file = await desk.get(`/documents/${paper}`);
    expect([file.status, file.headers.get('content-type'), file.headers.get('cache-control')]).toEqual([
      200,
      'image/png',
      'no-store',
    ]);
    expect((await (await atDesk(house, 'M01')).get(`/documents/${paper}`)).status).toBe(404);
    const free = await upload(house, who, 'other');
    expect((await desk.get(`/documents/${free}`)).status).toBe(404);
  });
});

describe('what a clerk presses', () => {
  test('is named by what one does, and the history by what was done', async () => {
    const caseNumber = await complain(await client(house));
    const desk = await atDesk(house, 'P01');
    const { acts } = (await desk.get(`/cases/${caseNumber}`)).body;
    const named = Object.fromEntries(
      acts.map((one: { event: string; eventText: string }) => [one.event, one.eventText]),
    );
    expect(named).toMatchObject({ answered: '写答复', 'word-given': '通报进展', noted: '写内部备注' });
    const after = await desk.post(`/cases/${caseNumber}/acts`, { event: 'word-given', text: '正在核实' });
    expect(after.body.history.at(-1)).toMatchObject({ eventText: '已向用户通报进展', words: '正在核实' });
  });

  test('the new number of a change is read in full by who carries it out, not masked beside itself', async () => {
    const who = await bound(house, WANG);
    const documents = await Promise.all(['id-front', 'id-back'].map((kind) => upload(house, who, kind)));
    const change = { kind: 'phone-change', accountNumber: WANG.accountNumber, contactPhone: '13900000099', documents };
    const { caseNumber } = (await who.post('/v1/requests', change)).body;
    const { facts } = (await (await atDesk(house, 'V01')).get(`/cases/${caseNumber}`)).body;
    expect(facts).toContainEqual({ fact: 'newPhone', label: '新电话', value: '13900000099' });
  });

  test('what a resident adds is theirs and no note of the house', async () => {
    const who = await client(house);
    const report = { contactPhone: PHONE, scope: 'home', description: '电线掉在路上冒火花', danger: true };
    const { caseNumber } = (await who.post('/v1/outage-reports', { ...report, address: '示例市和平路8号' })).body;
    await who.post('/v1/outage-reports', { ...report, address: '示例市和平路8号', contactPhone: '13987654321' });
    const { history, contact, facts } = (await (await atDesk(house, 'D01')).get(`/cases/${caseNumber}`)).body;
    expect(history.at(-1)).toMatchObject({ event: 'noted', eventText: '补充', by: { kind: 'resident' } });
    expect(contact.phone).toContain('13987654321');
    expect(facts).toContainEqual({ fact: 'address', label: '地址', value: '示例市和平路8号' });
  });
});

describe('an act', () => {
  test('moves the case, puts the clerk’s name on it and tells the resident', async () => {
    const person = await house.person();
    for (const words of ['我要投诉', '抄表员', STORY, PHONE, '是的']) await person.say(words);
    const desk = await atDesk(house, 'P01');
    const [caseNumber] = /W\d{13}/.exec(person.text()) ?? [];
    const first = await desk.post(`/cases/${caseNumber}/acts`, { event: 'contacted', text: '已联系，周三上门核实' });
    expect(first.body).toMatchObject({ stage: 'investigating', owner: '杨静' });
    expect(first.body.history.at(-1)).toMatchObject({
      event: 'contacted',
      by: { kind: 'clerk', name: '杨静' },
      words: '已联系，周三上门核实',
    });
    await heard(house);
    expect(JSON.stringify(await person.transcript())).toContain('已联系，周三上门核实');
  });

  test('pressed twice happens once: the second finds another stage', async () => {
    const caseNumber = await complain(await client(house));
    const desk = await atDesk(house, 'P01');
    expect((await desk.post(`/cases/${caseNumber}/acts`, { event: 'contacted' })).status).toBe(200);
    const again = await desk.post(`/cases/${caseNumber}/acts`, { event: 'contacted' });
    expect([again.status, again.body.code]).toEqual([409, 'not_now']);
    const { body } = await desk.get(`/cases/${caseNumber}`);
    expect(body.history.filter((one: { event: string }) => one.event === 'contacted')).toHaveLength(1);
  });

  test('that says nothing where words are owed is refused by the field, and nothing happens', async () => {
    const caseNumber = await complain(await client(house));
    const desk = await atDesk(house, 'P01');
    for (const [event, field] of [
      ['answered', 'text'],
      ['reassigned', 'to'],
    ]) {
      const refused = await desk.post(`/cases/${caseNumber}/acts`, { event });
      expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, field]);
    }
    expect((await desk.post(`/cases/${caseNumber}/acts`, { event: 'answered', text: '   ' })).status).toBe(400);
    expect((await desk.get(`/cases/${caseNumber}`)).body.history).toHaveLength(1);
  });

  test('on another team’s case is for customer service a note and nothing else', async () => {
    const caseNumber = await complain(await client(house));
    const desk = await atDesk(house, 'S01');
    const { body } = await desk.get(`/cases/${caseNumber}`);
    expect(body.acts.map((one: { event: string }) => one.event)).toEqual(['noted']);
    expect((await desk.post(`/cases/${caseNumber}/acts`, { event: 'answered', text: '好了' })).body.code).toBe(
      'not_now',
    );
    const noted = await desk.post(`/cases/${caseNumber}/acts`, { event: 'noted', text: '用户又来电，请尽快' });
    expect([noted.status, noted.body.stage]).toEqual([200, 'received']);
  });

  test('hands a case to another team: it leaves the list of who gave it, and what was written there is not told to the resident', async () => {
    const who = await client(house);
    const caseNumber = await complain(who);
    const desk = await atDesk(house, 'P01');
    const given = await desk.post(`/cases/${caseNumber}/acts`, {
      event: 'reassigned',
      text: '是电表的事',
      to: { team: 'metering', staffId: 'M01' },
    });
    expect([given.status, given.body.team, given.body.owner, given.body.acts]).toEqual([200, 'metering', '蒋华', []]);
    expect(numbers(await desk.get(`/cases?q=${caseNumber}`))).toEqual([]);
    expect(numbers(await (await atDesk(house, 'M01')).get('/cases?owner=me'))).toContain(caseNumber);
    expect((await who.get(`/v1/cases/${caseNumber}`)).text).not.toContain('是电表的事');
  });

  test('of an editor, of another’s key or on a case that is not there is as if nothing were there', async () => {
    const caseNumber = await complain(await client(house));
    const desk = await atDesk(house, 'B01');
    for (const number of [caseNumber, 'W2612050000000'])
      expect((await desk.post(`/cases/${number}/acts`, { event: 'noted', text: '看看' })).body.code).toBe('not_found');
  });

  test('of checking and approving needs two people', async () => {
    const who = await bound(house, { accountNumber: homeNumber(2), phone: homePhone(2) });
    const papers = await Promise.all(['id-front', 'id-back'].map((kind) => upload(house, who, kind)));
    const { body } = await who.post('/v1/applications', {
      kind: 'rename',
      accountNumber: homeNumber(2),
      newName: '陈住户贰',
      reason: 'correction',
      idNumber: homeId(2),
      documents: papers,
      consent: true,
      agreed: true,
    });
    const [checker, approver] = [await atDesk(house, 'V01'), await atDesk(house, 'V02')];
    const acts = `/cases/${body.caseNumber}/acts`;
    for (const event of ['accepted', 'checked']) expect((await checker.post(acts, { event })).status).toBe(200);
    const own = await checker.post(acts, { event: 'approved' });
    expect([own.status, own.body.code]).toEqual([409, 'second_person_needed']);
    expect((await approver.post(acts, { event: 'approved' })).body).toMatchObject({ status: 'closed', stage: 'done' });
  });

  test('changes neither papers nor hands with what belongs to another act: a note proves nothing', async () => {
    const who = await client(house);
    const { caseNumber } = (
      await who.post('/v1/applications', {
        kind: 'transfer',
        accountNumber: homeNumber(3),
        ...NEW,
        documents: [],
        consent: true,
        agreed: true,
      })
    ).body;
    const before = (await who.get(`/v1/cases/${caseNumber}`)).body;
    const desk = await atDesk(house, 'S01');
    for (const [extra, field] of [
      [{ missing: ['other'] }, 'missing'],
      [{ to: { team: 'service' } }, 'to'],
    ] as const) {
      const refused = await desk.post(`/cases/${caseNumber}/acts`, { event: 'noted', text: '看过了', ...extra });
      expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, field]);
    }
    expect((await who.get(`/v1/cases/${caseNumber}`)).body).toEqual(before);
  });

  test('hands a case to nobody who is not there: another team’s, an editor’s or an unknown id is refused', async () => {
    const caseNumber = await complain(await client(house));
    const desk = await atDesk(house, 'P01');
    for (const staffId of ['B01', 'X99']) {
      const refused = await desk.post(`/cases/${caseNumber}/acts`, {
        event: 'reassigned',
        to: { team: 'metering', staffId },
      });
      expect([refused.status, refused.body.errors]).toEqual([
        400,
        [{ field: 'to.staffId', reason: 'is nobody of that team' }],
      ]);
    }
    expect((await desk.get(`/cases/${caseNumber}`)).body).toMatchObject({ team: 'complaints', owner: null });
  });
});
