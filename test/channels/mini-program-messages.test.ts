/** What a mini program's users are told: in its customer-service conversation within WeChat's windows, and by subscribe messages within their consent. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imported, outage, round } from '../conversations/notices.town.ts';
import { bind, type Client, rows } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { type MiniEmulator, startMini } from '../support/mini-emulator/index.ts';
import { town, WANG } from '../support/town.ts';
import { signed } from '../support/wechat-emulator/sealing.ts';

const MEI = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE';
const PLANNED = 'template-planned-outage';
const PROGRESS = 'template-case-progress';
const TEMPLATES = [
  {
    topic: 'planned-outage',
    templateId: PLANNED,
    page: 'pages/outage/index',
    fields: { thing1: 'title', character_string2: 'account', time3: 'from', thing4: 'reason', phrase5: '=请留意用电' },
  },
  {
    topic: 'case-progress',
    templateId: PROGRESS,
    page: '',
    fields: { character_string1: 'case', thing2: 'title', time3: 'time' },
  },
];
const FROM = '2026-12-15T09:00:00+08:00';
const TO = '2026-12-15T17:00:00+08:00';

let mini: MiniEmulator;
let house: House;

const setting = (templates: readonly object[]) => ({
  kind: 'setting',
  name: 'miniTemplates',
  value: templates,
  effectiveFrom: '2026-01-01',
  confirmed: true,
  source: 'the console of the mini program',
});

beforeEach(async () => {
  mini = await startMini(() => house.now());
  for (const { templateId, fields } of TEMPLATES) mini.platform.templates.set(templateId, Object.keys(fields));
  house = await openHouse({
    environment: { ...mini.environment, ...mini.pushing },
    lines: [...town, setting(TEMPLATES)],
  });
});
afterEach(async () => {
  await house.close();
  await mini.close();
  expect(mini.violations).toEqual([]);
});

const app = (request: Request) => house.app.request(request);
const push = async (fields: object) => {
  const answered = await mini.push(app, fields);
  await house.settle();
  return answered;
};
const writes = async (text: string): Promise<string> => {
  const before = mini.saidTo(MEI).length;
  expect(await push(mini.text(MEI, text))).toEqual({ status: 200, body: 'success' });
  return mini.saidTo(MEI).slice(before).join('\n---\n');
};
const signIn = async (): Promise<Client> => {
  const { body } = await house.request('POST', '/v1/sessions', {
    body: { channel: 'wechat-mini', code: mini.platform.login(MEI) },
  });
  const token = String(body.token);
  return {
    token,
    residentId: body.resident.id,
    get: (path) => house.request('GET', path, { token }),
    post: (path, sent, headers) =>
      house.request('POST', path, { token, ...(sent !== undefined && { body: sent }), ...(headers && { headers }) }),
    patch: (path, sent) => house.request('PATCH', path, { token, body: sent }),
    remove: (path) => house.request('DELETE', path, { token }),
  };
};
const outbox = (channel: string) =>
  house.db.selectFrom('outbox').selectAll().where('channel', '=', channel).orderBy('outbox_id').execute();

describe('who writes in the customer-service conversation', () => {
  test('hears success at once and the answer as a message; a typed number presses', async () => {
    expect(await push(mini.enters(MEI))).toEqual({ status: 200, body: 'success' });
    expect(mini.saidTo(MEI)).toHaveLength(1);
    const asked = await writes('绑定户号');
    expect(asked).toContain('户号');
    await writes(WANG.accountNumber);
    await writes(WANG.phone);
    const bound = await writes(house.codes().at(-1)?.code ?? '');
    expect(bound).toMatch(/1\. 查电费/);
    expect(await writes('1')).toContain('2026年11月电费账单');
  });

  test('is the resident of the mini program itself', async () => {
    const phone = await signIn();
    await bind(house, phone, WANG);
    expect(await writes('查电费')).toContain('227.71');
    expect(await house.db.selectFrom('residents').selectAll().execute()).toHaveLength(1);
  });

  test('is answered once, however often and at whatever moment WeChat comes', async () => {
    const message = mini.text(MEI, '你好');
    const answers = await Promise.all(Array.from({ length: 20 }, () => mini.push(app, message)));
    await house.settle();
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(new Set(['200 success']));
    expect(mini.saidTo(MEI)).toHaveLength(1);
  });

  test('and nobody else: a wrong key, a flipped byte, an old call or another program changes no row', async () => {
    const before = await rows(house);
    const message = mini.text(MEI, '你好');
    const wrong = [{ token: 'BBBBB' }, { aesKey: 'B'.repeat(43) }, { appId: 'wx0000000000000000' }];
    for (const seals of wrong) expect((await mini.push(app, message, { ...mini.seals, ...seals })).status).toBe(401);
    const flipped = (request: Request) =>
      request
        .text()
        .then((body) => app(new Request(request.url, { method: 'POST', body: body.replace(/.(?="}$)/, '%') })));
    expect((await mini.push(flipped as typeof app, message)).status).toBe(401);
    const late = async (request: Request) => {
      house.advance(11 * 60);
      return app(request);
    };
    expect((await mini.push(late as typeof app, message)).status).toBe(401);
    expect(await rows(house)).toEqual(before);
  });

  test('gets what WeChat’s five messages left no room for when they write again, in order', async () => {
    await writes('你好');
    const { conversation_id } =
      (await house.db.selectFrom('conversations').select('conversation_id').execute())[0] ?? {};
    for (let n = 1; n <= 6; n += 1)
      await house.db
        .insertInto('outbox')
        .values({
          conversation_id: conversation_id ?? null,
          channel: 'wechat-mini',
          recipient: MEI,
          body: JSON.stringify({ text: `消息 ${n}` }),
          retry_key: `00000000-0000-4000-9000-00000000000${n}`,
          due_at: house.now(),
        } as never)
        .execute();
    house.advance(6);
    await house.upkeep();
    expect(mini.saidTo(MEI).slice(1)).toEqual(['消息 1', '消息 2', '消息 3', '消息 4']);
    house.advance(60);
    await house.upkeep();
    expect(mini.saidTo(MEI)).toHaveLength(5);
    await writes('还在吗');
    house.advance(6);
    await house.upkeep();
    expect(
      mini
        .saidTo(MEI)
        .slice(5)
        .filter((text) => text.startsWith('消息')),
    ).toEqual(['消息 5', '消息 6']);
    expect((await outbox('wechat-mini')).filter(({ sent_at }) => sent_at === null)).toEqual([]);
  });

  test('is not told twice when WeChat took a message and its answer was lost', async () => {
    mini.fail(/custom\/send/, 'drop', true);
    await writes('你好');
    house.advance(60);
    await house.upkeep();
    expect(mini.saidTo(MEI)).toHaveLength(1);
    expect((await outbox('wechat-mini'))[0]?.last_error).toContain('may have arrived');
  });

  test('finds the door shut without its token, and the echo right with it', async () => {
    const other = await openHouse({ environment: mini.environment });
    const shut = await mini.push((request) => other.app.request(request), mini.text(MEI, '你好'));
    expect(shut.status).toBe(503);
    await other.close();
    const echo = new URLSearchParams({ timestamp: '1764900000', nonce: 'n', echostr: 'back' });
    const knock = (signature: string) => house.request('GET', `/webhooks/wechat-mini?${echo}&signature=${signature}`);
    const right = await knock(signed(mini.seals.token, '1764900000', 'n'));
    expect([right.status, right.text]).toEqual([200, 'back']);
    expect((await knock('0'.repeat(40))).status).toBe(401);
  });
});

describe('subscribe messages', () => {
  const told = (who: Client, prompt: string, ...answers: [string, string][]) =>
    who.post('/v1/me/subscriptions', {
      prompt,
      answers: answers.map(([templateId, answer]) => ({ templateId, answer })),
    });
  const left = async (who: Client, templateId = PLANNED): Promise<number> =>
    (await who.get('/v1/me/subscriptions')).body.templates.find(
      (one: { templateId: string }) => one.templateId === templateId,
    ).left;
  /** Says yes to WeChat's prompt, as the phone and as the front end. */
  const agrees = async (who: Client, prompt: string, templateId = PLANNED) => {
    mini.platform.accept(MEI, templateId);
    expect((await told(who, prompt, [templateId, 'accept'])).status).toBe(200);
  };
  const wanting = async (): Promise<Client> => {
    const who = await signIn();
    await bind(house, who, WANG);
    await house.request('PUT', '/v1/me/notices', {
      token: who.token,
      body: { notices: [{ topic: 'planned-outage', on: true }] },
    });
    return who;
  };
  const announce = async (outageId = 'O-1', more: object = {}) => {
    await imported(house, outage(outageId, FROM, TO, more));
    house.at('2026-12-08T09:00:00+08:00');
    await round(house);
  };

  test('tell of a planned outage somebody who never wrote, in the fields of the form, for one consent', async () => {
    const who = await wanting();
    await agrees(who, 'p1');
    expect(await left(who)).toBe(1);
    await announce();
    expect(mini.platform.notices).toEqual([
      {
        openId: MEI,
        templateId: PLANNED,
        page: 'pages/outage/index',
        data: {
          thing1: '计划停电通知',
          character_string2: '999****0017',
          time3: '2026-12-15 09:00',
          thing4: '更换变压器',
          phrase5: '请留意用电',
        },
      },
    ]);
    expect(await left(who)).toBe(0);
    // It stands in the transcript too.
    expect((await who.get('/v1/chat/messages')).text).toContain('计划停电通知');
  });

  test('one yes is one message: the second outage is told in the transcript only', async () => {
    const who = await wanting();
    await agrees(who, 'p1');
    await announce();
    await announce('O-2', { reason: '检修线路' });
    expect(mini.platform.notices).toHaveLength(1);
    expect((await who.get('/v1/chat/messages')).text).toContain('检修线路');
    expect(await left(who)).toBe(0);
  });

  test('each yes counts, one told twice counts once, and noes count nothing', async () => {
    const who = await wanting();
    await agrees(who, 'p1');
    expect((await told(who, 'p1', [PLANNED, 'accept'])).body.templates[0]).toMatchObject({ left: 1, answer: 'accept' });
    await agrees(who, 'p2');
    expect((await told(who, 'p3', [PLANNED, 'reject'], [PROGRESS, 'ban'])).body.templates).toEqual([
      { topic: 'planned-outage', templateId: PLANNED, left: 2, answer: 'reject' },
      { topic: 'case-progress', templateId: PROGRESS, left: 0, answer: 'ban' },
    ]);
    await Promise.all(Array.from({ length: 5 }, () => told(who, 'p4', [PLANNED, 'accept'])));
    expect(await left(who)).toBe(3);
  });

  test('are not sent to who said no, and WeChat is not even asked', async () => {
    const who = await wanting();
    await told(who, 'p1', [PLANNED, 'reject']);
    await announce();
    expect(mini.journal.filter(({ path }) => path.includes('subscribe/send'))).toEqual([]);
    expect(await outbox('wechat-mini-notice')).toEqual([]);
  });

  test('of which WeChat knows no consent make ours worth nothing', async () => {
    const who = await wanting();
    // Counted here, and taken back in WeChat's own settings.
    await told(who, 'p1', [PLANNED, 'accept']);
    await told(who, 'p2', [PLANNED, 'accept']);
    await announce();
    expect(await left(who)).toBe(0);
    expect((await outbox('wechat-mini-notice'))[0]).toMatchObject({
      sent_at: null,
      last_error: 'no consent is left (43101)',
    });
    await announce('O-2');
    expect(mini.journal.filter(({ path }) => path.includes('subscribe/send'))).toHaveLength(1);
  });

  test('whose form does not fit are not sent, say why, and keep the consent', async () => {
    await house.close();
    const templates = [{ ...TEMPLATES[0], fields: { thing1: 'title', number2: 'reason' } }];
    mini.platform.templates.set(PLANNED, ['thing1', 'number2']);
    house = await openHouse({ environment: mini.environment, lines: [...town, setting(templates)] });
    const who = await wanting();
    await agrees(who, 'p1');
    await announce();
    expect((await outbox('wechat-mini-notice'))[0]?.last_error).toBe(
      'the template does not fit: number2 cannot be reason',
    );
    expect(await left(who)).toBe(1);
  });

  test('are refused by WeChat for a field it does not like, and the consent may be used again', async () => {
    const who = await wanting();
    await agrees(who, 'p1');
    mini.fail(/subscribe\/send/, { errcode: 47003 });
    await announce();
    expect(await left(who)).toBe(1);
    await announce('O-2');
    expect(mini.platform.notices).toHaveLength(1);
    expect(await left(who)).toBe(0);
  });

  test('keep a long reason within twenty characters', async () => {
    const who = await wanting();
    await agrees(who, 'p1');
    await announce('O-1', { reason: '更换变压器并对整条线路上的全部开关设备进行年度检修与试验' });
    const [notice] = mini.platform.notices;
    expect([...(notice?.data.thing4 ?? '')]).toHaveLength(20);
    expect(notice?.data.thing4?.endsWith('…')).toBe(true);
  });

  test('that got no answer are not sent again, and their consent stays spent', async () => {
    const who = await wanting();
    await agrees(who, 'p1');
    mini.fail(/subscribe\/send/, 'drop', true);
    await announce();
    house.advance(3_600);
    await house.upkeep();
    expect(mini.platform.notices).toHaveLength(1);
    expect(await left(who)).toBe(0);
  });

  test('that WeChat was too busy for are sent later, for the same consent', async () => {
    const who = await wanting();
    await agrees(who, 'p1');
    mini.fail(/subscribe\/send/, { errcode: -1 });
    await announce();
    house.advance(30);
    await house.upkeep();
    expect(mini.platform.notices).toHaveLength(1);
    expect(await left(who)).toBe(0);
  });

  test('tell of the progress of a case', async () => {
    const who = await signIn();
    await bind(house, who, WANG);
    await agrees(who, 'p1', PROGRESS);
    const { body } = await who.post('/v1/complaints', {
      category: 'opinion',
      about: 'other',
      description: '电线太低',
      contactPhone: WANG.phone,
    });
    const moved = await house.services.attempt(() => house.services.work.act('P01', body.caseNumber, 'contacted'));
    expect(moved.ok).toBe(true);
    await round(house);
    expect(mini.platform.notices).toMatchObject([
      { templateId: PROGRESS, page: null, data: { character_string1: body.caseNumber } },
    ]);
  });

  test('are no business of a session from elsewhere, nor are forms that are not ours', async () => {
    const { token } = (await house.request('POST', '/v1/sessions', { body: { channel: 'web' } })).body;
    expect((await house.request('GET', '/v1/me/subscriptions', { token })).body.code).toBe('not_possible_here');
    const who = await signIn();
    const refused = await told(who, 'p1', ['somebody-elses', 'accept']);
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'answers[0].templateId']);
  });
});
