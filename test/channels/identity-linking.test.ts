/** One person on LINE, in the mini program and on the web: joined by a code, a phone or LINE's account link, and parted again. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Client, client } from '../rest/door.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { type LineEmulator, startLineEmulator } from '../support/line-emulator.ts';
import { type MiniEmulator, startMini } from '../support/mini-emulator/index.ts';
import { LI, LIN, WANG } from '../support/town.ts';

const MEI = 'U4af4980629aaaaaaaaaaaaaaaaaaaaaa';
const OPEN_ID = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE';

let line: LineEmulator;
let mini: MiniEmulator;
let house: House;

beforeEach(async () => {
  line = await startLineEmulator({ now: () => house.now().getTime() });
  mini = await startMini(() => house.now());
  house = await openHouse({
    environment: {
      ...mini.environment,
      LINE_CHANNEL_SECRET: line.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: line.accessToken,
      LINE_API_URL: line.url,
      LINE_DATA_API_URL: line.url,
    },
  });
  line.sendWebhooksTo((request) => house.app.request(request));
});
afterEach(async () => {
  await house.close();
  await line.close();
  await mini.close();
  expect([...line.violations, ...mini.violations]).toEqual([]);
});

/** Writes on LINE and reads what came back. */
const lineSays = async (text: string, userId = MEI): Promise<string> => {
  const before = line.readBy(userId).length;
  await line.say(userId, text);
  await house.settle();
  return line.readBy(userId).slice(before).join('\n');
};
const lineTaps = async (label: string, userId = MEI): Promise<string> => {
  const before = line.readBy(userId).length;
  await line.tap(userId, label);
  await house.settle();
  return line.readBy(userId).slice(before).join('\n');
};
const codeIn = (text: string): string => /\d{3} \d{3} \d{3}/.exec(text)?.[0] ?? 'no code';
const lineCode = async (): Promise<string> => {
  await lineSays('关联其他渠道');
  return codeIn(await lineTaps('获取关联码'));
};
const saidOn = async (channel: string): Promise<string[]> => {
  const conversation = await house.db.selectFrom('conversations').selectAll().where('channel', '=', channel).execute();
  const rows = await Promise.all(
    conversation.map(({ channel_user_id }) =>
      house.converse.traces({ channel: channel as 'web', channelUserId: channel_user_id }, 1),
    ),
  );
  return rows.flatMap((traces) => [...(traces[0] ?? [])]);
};
const restOf = (person: Person): Client => ({
  token: person.token,
  residentId: person.residentId,
  get: (path) => house.request('GET', path, { token: person.token }),
  post: (path, body, headers) =>
    house.request('POST', path, {
      token: person.token,
      ...(body !== undefined && { body }),
      ...(headers && { headers }),
    }),
  patch: (path, body) => house.request('PATCH', path, { token: person.token, body }),
  remove: (path) => house.request('DELETE', path, { token: person.token }),
});
const accountsOf = async (who: { get: Client['get'] }): Promise<string[]> =>
  (await who.get('/v1/accounts')).body.accounts.map(({ accountNumber }: { accountNumber: string }) => accountNumber);

/** Li on the web with their account; the same Li on LINE, a stranger there. */
async function linked(): Promise<Person> {
  const li = await house.person();
  await li.bind(LI);
  const code = await lineCode();
  await li.say('关联其他渠道');
  await li.say(code);
  expect(await li.said()).toEqual(['link.ask-join']);
  await li.say('是的');
  expect((await li.said())[0]).toBe('link.done');
  // What happened to the other channel is told there a moment later.
  house.advance(6);
  await house.upkeep();
  return li;
}

describe('a code from LINE typed on the web', () => {
  test('makes both one person: the account, the bill and the case of one are found on the other', async () => {
    const li = await linked();
    expect(await saidOn('line')).toContain('link.told');
    expect(await lineSays('查电费')).toContain('224.88');
    // A case that was opened on the web is found on LINE, and one of LINE on the web.
    await restOf(li).post('/v1/complaints', {
      category: 'opinion',
      about: 'other',
      description: '电线太低',
      contactPhone: LI.phone,
    });
    const [opened] = (await restOf(li).get('/v1/cases')).body.cases;
    expect(await lineSays('查进度')).toContain(opened.caseNumber);
    const places = (await restOf(li).get('/v1/me/links')).body.links;
    expect(places.map(({ channel, here }: { channel: string; here: boolean }) => [channel, here])).toEqual([
      ['web', true],
      ['line', false],
    ]);
  });

  test('shows nothing that was written on one of them on the other', async () => {
    await lineSays('我家的秘密是蓝色的门');
    const li = await linked();
    expect(JSON.stringify(await li.transcript())).not.toContain('蓝色的门');
    await li.say('网页上的秘密');
    expect(line.readBy(MEI).join('\n')).not.toContain('网页上的秘密');
  });

  test('joins nothing before the yes; no keeps them apart', async () => {
    const li = await house.person();
    await li.bind(LI);
    const code = await lineCode();
    await li.say('关联其他渠道');
    await li.say(code);
    expect(li.text()).toContain('LINE');
    await li.say('不');
    expect(await lineSays('查电费')).not.toContain('224.88');
    expect((await restOf(li).get('/v1/me/links')).body.links).toHaveLength(1);
  });

  test('tells who is joined by name, masked, before asking', async () => {
    await lineSays('绑定户号');
    await lineSays(WANG.accountNumber);
    await lineSays(WANG.phone);
    await lineSays(house.codes().at(-1)?.code ?? '');
    const guest = await house.person();
    await guest.say('关联其他渠道');
    await guest.say(await lineCode());
    expect(guest.text()).toContain('王**');
    expect(guest.text()).not.toContain('王秀兰');
  });

  test('works once, for ten minutes, and only the newest', async () => {
    const first = await lineCode();
    const second = await lineCode();
    const li = await house.person();
    const rest = restOf(li);
    const typed = async (code: string, who = rest) =>
      (await who.post('/v1/me/links', { code: code.replaceAll(' ', ''), agreed: true })).body.code ?? 'joined';
    expect(await typed(first)).toBe('code_wrong');
    expect(await typed(second)).toBe('joined');
    expect(await typed(second, await client(house))).toBe('code_wrong');
    const old = await lineCode();
    house.advance(10 * 60);
    expect(await typed(old, await client(house))).toBe('code_wrong');
  });

  test('is looked up five times in a quarter of an hour, right or wrong', async () => {
    const code = (await lineCode()).replaceAll(' ', '');
    const guest = await client(house);
    for (let i = 0; i < 5; i += 1)
      expect((await guest.post('/v1/me/links', { code: `00000000${i}`, agreed: true })).body.code).toBe('code_wrong');
    const refused = await guest.post('/v1/me/links', { code, agreed: true });
    expect([refused.status, refused.body.code]).toEqual([429, 'too_many_requests']);
    house.advance(901);
    // Too late for that code, and not for a new one.
    expect((await guest.post('/v1/me/links', { code, agreed: true })).body.code).toBe('code_wrong');
  });

  test('typed wrong again and again in the chat ends in a word, not in a link', async () => {
    const li = await house.person();
    await li.say('关联其他渠道');
    for (let i = 0; i < 5; i += 1) await li.say('123 456 789');
    expect(await li.said()).toContain('link.wrong-code');
    await li.say('123 456 789');
    expect(await li.said()).toContain('link.too-many');
    expect(await house.db.selectFrom('residents').selectAll().where('joined_to', 'is not', null).execute()).toEqual([]);
  });

  test('is refused where both are one already, and by who gave it', async () => {
    const li = await linked();
    const { code } = (await restOf(li).post('/v1/me/link-codes')).body;
    expect((await restOf(li).post('/v1/me/links', { code, agreed: true })).body.code).toBe('already_linked');
    await lineSays('关联其他渠道');
    await lineSays(code);
    expect(await saidOn('line')).toContain('link.same');
  });

  test('needs agreement over REST', async () => {
    const code = (await lineCode()).replaceAll(' ', '');
    const guest = await client(house);
    expect((await guest.post('/v1/me/links', { code, agreed: false })).body.code).toBe('consent_missing');
    expect((await guest.get('/v1/me/links')).body.links).toHaveLength(1);
  });

  test('used by two at the same moment joins one of them', async () => {
    const code = (await lineCode()).replaceAll(' ', '');
    const guests = await Promise.all(Array.from({ length: 6 }, () => client(house)));
    const answers = await Promise.all(guests.map((guest) => guest.post('/v1/me/links', { code, agreed: true })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422, 422, 422]);
    expect(
      await house.db.selectFrom('residents').selectAll().where('joined_to', 'is not', null).execute(),
    ).toHaveLength(1);
  });
});

describe('joined from both sides at the same moment', () => {
  test('two become one person, never a circle', async () => {
    for (let round = 0; round < 12; round += 1) {
      const [one, other] = [await client(house), await client(house)];
      const codes = [
        (await one.post('/v1/me/link-codes')).body.code,
        (await other.post('/v1/me/link-codes')).body.code,
      ];
      const answers = await Promise.all([
        one.post('/v1/me/links', { code: codes[1], agreed: true }),
        other.post('/v1/me/links', { code: codes[0], agreed: true }),
      ]);
      expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
      expect((await one.get('/v1/me')).body.id).toBe((await other.get('/v1/me')).body.id);
    }
  });
});

test('three that join in a ring at the same moment end as one person or say that they could not', async () => {
  for (let round = 0; round < 8; round += 1) {
    const ring = await Promise.all([client(house), client(house), client(house)]);
    const codes = await Promise.all(ring.map(async (who) => (await who.post('/v1/me/link-codes')).body.code));
    const joins = ring.map((who, i) => who.post('/v1/me/links', { code: codes[(i + 1) % 3], agreed: true }));
    const answers = await Promise.all(joins);
    expect(answers.filter(({ status }) => ![201, 409, 422].includes(status))).toEqual([]);
    const people = new Set(await Promise.all(ring.map(async (who) => (await who.get('/v1/me')).body.id)));
    expect(people.size).toBe(1);
  }
});

describe('a task that was begun on one channel', () => {
  test('is offered on the other once they are joined, goes on there with what was answered, and is open in one place', async () => {
    await lineSays('我要投诉');
    await lineTaps('工作人员');
    await lineSays('师傅态度很差，还迟到两个小时');
    const li = await linked();
    expect(li.buttons().map(({ label }) => label)).toContain('接着办LINE的事');
    await li.tap('接着办LINE的事');
    expect(li.last().turn.service).toBe('complaint.file');
    await li.say(LI.phone);
    await li.say('是的');
    expect((await restOf(li).get('/v1/cases')).body.cases).toMatchObject([{ kind: 'complaint' }]);
    house.advance(6);
    await house.upkeep();
    // On LINE it is not open any more: a yes there files nothing.
    await lineSays('是的');
    expect(await house.db.selectFrom('cases').select('kind').execute()).toEqual([{ kind: 'complaint' }]);
  });

  test('is not offered where nobody linked anything', async () => {
    await lineSays('我要投诉');
    const guest = await house.person();
    await guest.say('关联其他渠道');
    expect(guest.buttons().map(({ label }) => label)).toEqual(['获取关联码', '我有关联码']);
  });
});

describe('a phone that was shown on both', () => {
  const byMini = async (): Promise<Client> => {
    const { body } = await house.request('POST', '/v1/sessions', {
      body: { channel: 'wechat-mini', code: mini.platform.login(OPEN_ID) },
    });
    const token = String(body.token);
    await house.request('POST', '/v1/me/phone', { token, body: { code: mini.platform.phoneCode(OPEN_ID, LI.phone) } });
    return {
      token,
      residentId: body.resident.id,
      get: (path) => house.request('GET', path, { token }),
      post: (path, sent) => house.request('POST', path, { token, body: sent }),
      patch: (path, sent) => house.request('PATCH', path, { token, body: sent }),
      remove: (path) => house.request('DELETE', path, { token }),
    };
  };

  test('joins the mini program with the web: by a code there, by WeChat’s word here', async () => {
    const li = await house.person();
    await li.bind(LI);
    const phone = await byMini();
    const [same] = (await phone.get('/v1/me/links')).body.samePhone;
    expect(same).toMatchObject({ channel: 'web', phone: '139****0002' });
    expect((await phone.post('/v1/me/links', { linkId: same.linkId, agreed: true })).status).toBe(201);
    expect(await accountsOf(phone)).toEqual([LI.accountNumber]);
    await house.settle();
    await li.say('你好');
    expect(JSON.stringify(await li.transcript())).toContain('微信小程序');
  });

  test('is offered in the chat too', async () => {
    await byMini();
    const li = await house.person();
    await li.bind(LI);
    await li.say('关联其他渠道');
    await li.tap('用手机 139****0002');
    expect(await li.said()).toEqual(['link.ask-join']);
    await li.say('是的');
    expect(await li.said()).toContain('link.done');
  });

  test('of somebody else joins nobody, and half a year later neither', async () => {
    const wang = await house.person();
    await wang.bind(WANG);
    const phone = await byMini();
    expect((await phone.get('/v1/me/links')).body.samePhone).toEqual([]);
    const li = await house.person();
    await li.bind(LI);
    const [same] = (await phone.get('/v1/me/links')).body.samePhone;
    const stranger = await client(house);
    expect((await stranger.post('/v1/me/links', { linkId: same.linkId, agreed: true })).status).toBe(404);
    house.advance(181 * 86_400);
    expect((await phone.get('/v1/me/links')).status).toBe(401);
  });
});

describe('LINE’s own account link', () => {
  test('is begun on a page that the LINE chat leads to, by the browser’s own session', async () => {
    const li = await house.person();
    await li.bind(LI);
    await lineSays('我想查电费');
    await lineSays('取消');
    await lineSays('关联其他渠道');
    const [uri = ''] =
      JSON.stringify(line.conversationWith(MEI)).match(/http:\/\/house\.test\/link\/line\/[\w.-]+/) ?? [];
    const path = new URL(uri).pathname;
    const page = await house.request('GET', path);
    expect([page.status, page.text.includes('<script src="/link.js" defer>')]).toEqual([200, true]);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const ticket = path.split('/').at(-1) ?? '';
    const opened = await restOf(li).post('/v1/me/line-links', { ticket });
    expect(opened.status).toBe(201);
    await cameBack(opened.body.url);
    expect(await lineSays('查电费')).toContain('224.88');
    expect((await restOf(li).post('/v1/me/line-links', { ticket })).body.code).toBe('already_linked');
    house.advance(10 * 60);
    expect((await house.request('GET', path)).status).toBe(404);
    expect((await (await client(house)).post('/v1/me/line-links', { ticket })).status).toBe(404);
  });

  const linkUrl = async (who: Client): Promise<string> => {
    const { linkToken } = line.login.linkToken(MEI).body as { linkToken: string };
    const { status, body } = await who.post('/v1/me/line-links', { linkToken });
    expect(status).toBe(201);
    return body.url;
  };
  const cameBack = async (url: string) => {
    const back = line.login.openLinkDialog(url);
    if (!back) throw new Error('LINE shows an error page');
    const event = line.event(back.userId, 'accountLink', { link: { result: back.result, nonce: back.nonce } });
    const delivery = await line.deliver([event]);
    await house.settle();
    return delivery;
  };

  test('joins the chat with the browser that was signed in, once, however often LINE says it', async () => {
    const li = await house.person();
    await li.bind(LI);
    await lineSays('你好');
    const delivery = await cameBack(await linkUrl(restOf(li)));
    expect(delivery.status).toBe(200);
    await line.redeliver(delivery);
    await house.settle();
    expect(await saidOn('line')).toContain('link.done');
    expect(line.readBy(MEI).filter((text) => /已和网页关联|已和網頁連結/.test(text))).toHaveLength(1);
    expect(await lineSays('查电费')).toContain('224.88');
  });

  test('is worth nothing with a nonce of nobody, an old one, a used one, or when it failed', async () => {
    const li = await house.person();
    await li.bind(LI);
    await lineSays('你好');
    const url = await linkUrl(restOf(li));
    const nonce = new URL(url).searchParams.get('nonce') ?? '';
    expect(nonce.length).toBeGreaterThanOrEqual(32);
    const say = async (link: object) => {
      await line.deliver([line.event(MEI, 'accountLink', { link })]);
      await house.settle();
    };
    await say({ result: 'failed' });
    await say({ result: 'ok', nonce: 'a-nonce-that-nobody-gave' });
    house.advance(10 * 60);
    await say({ result: 'ok', nonce });
    expect(await lineSays('查电费')).not.toContain('224.88');
    const fresh = await linkUrl(restOf(li));
    await cameBack(fresh);
    const other = 'U99999999999999999999999999999999';
    await line.deliver([
      line.event(other, 'accountLink', { link: { result: 'ok', nonce: new URL(fresh).searchParams.get('nonce') } }),
    ]);
    await house.settle();
    expect(await lineSays('查电费', other)).not.toContain('224.88');
  });
});

describe('parting', () => {
  test('takes away what the other one brought, at once, on both sides; a token from before sees no more', async () => {
    const li = await linked();
    await lineSays('关联其他渠道');
    await lineTaps('解除LINE');
    await lineSays('是的');
    expect(await saidOn('line')).toContain('link.part-done');
    expect(await lineSays('查电费')).not.toContain('224.88');
    expect((await restOf(li).get('/v1/me/links')).body.links).toHaveLength(1);
    expect(await accountsOf(restOf(li))).toEqual([LI.accountNumber]);
    house.advance(6);
    await house.upkeep();
    expect(JSON.stringify(await li.transcript())).toContain('LINE已解除关联');
  });

  test('gives the one that leaves its own things back', async () => {
    const li = await linked();
    const guest = await client(house);
    const { code } = (await restOf(li).post('/v1/me/link-codes')).body;
    await guest.post('/v1/accounts/verifications', { accountNumber: LIN.accountNumber, phone: LIN.phone });
    await guest.post('/v1/me/links', { code, agreed: true });
    expect(await accountsOf(guest)).toEqual([LI.accountNumber]);
    const links = (await guest.get('/v1/me/links')).body.links as { linkId: string; here: boolean; main: boolean }[];
    expect(links).toHaveLength(3);
    const main = links.find((one) => one.main)?.linkId;
    expect((await guest.remove(`/v1/me/links/${main}`)).body.code).toBe('not_now');
    const own = links.find((one) => one.here)?.linkId;
    expect((await guest.remove(`/v1/me/links/${own}`)).status).toBe(204);
    expect(await accountsOf(guest)).toEqual([]);
    expect((await guest.get('/v1/cases')).body.cases).toEqual([]);
    expect((await restOf(li).get('/v1/me/links')).body.links).toHaveLength(2);
  });

  test('can be followed by another link', async () => {
    const li = await linked();
    const [, other] = (await restOf(li).get('/v1/me/links')).body.links;
    expect((await restOf(li).remove(`/v1/me/links/${other.linkId}`)).status).toBe(204);
    const code = (await lineCode()).replaceAll(' ', '');
    expect((await restOf(li).post('/v1/me/links', { code, agreed: true })).status).toBe(201);
    expect(await lineSays('查电费')).toContain('224.88');
  });
});
