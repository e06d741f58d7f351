/** The stand-in for WeChat is strict: it tries three times, shows what WeChat would show, and notices what a correct service never does. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sealed } from '../support/wechat-emulator/sealing.ts';
import { startWechatEmulator, UNAVAILABLE, type WechatEmulator } from '../support/wechat-emulator.ts';
import { standingTime } from '../support/wechat-time.ts';

const PERSON = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';
let plain: WechatEmulator;
let secure: WechatEmulator;
beforeEach(async () => {
  plain = await startWechatEmulator({ mode: 'plain', pause: standingTime });
  secure = await startWechatEmulator({ mode: 'secure', pause: standingTime });
});
afterEach(async () => {
  await plain.close();
  await secure.close();
});

const answer = (content: string, to = PERSON, from = 'gh_97417a04a28d') =>
  `<xml><ToUserName><![CDATA[${to}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content></xml>`;

test('silence shows nothing, a good answer is shown, a service that fails is tried three times', async () => {
  for (const body of ['', 'success']) {
    plain.sendTo(() => new Response(body));
    expect(await plain.say(PERSON, 'x')).toEqual({ shown: null, attempts: ['silence'] });
  }
  plain.sendTo(() => new Response(answer('您好')));
  expect(await plain.say(PERSON, 'x')).toEqual({ shown: '您好', attempts: ['answer'] });
  plain.sendTo(() => new Response(null, { status: 500 }));
  expect(await plain.say(PERSON, 'x')).toEqual({ shown: UNAVAILABLE, attempts: ['failed', 'failed', 'failed'] });
  expect(plain.violations).toEqual([]);
});

test('what WeChat would not show is noticed', async () => {
  const wrong: [WechatEmulator, string][] = [
    [plain, '{"Content":"JSON"}'],
    [plain, answer('x', 'gh_97417a04a28d', PERSON)],
    [plain, answer('电'.repeat(683))],
    [plain, answer('')],
    [plain, answer('a]]>b')],
    [secure, answer('not sealed')],
    [
      secure,
      `<xml><Encrypt><![CDATA[${sealed(secure.seals, answer('x'), '0123456789abcdef')}]]></Encrypt><MsgSignature><![CDATA[${'0'.repeat(40)}]]></MsgSignature><TimeStamp>1</TimeStamp><Nonce><![CDATA[1]]></Nonce></xml>`,
    ],
  ];
  for (const [emulator, body] of wrong) {
    emulator.sendTo(() => new Response(body));
    const before = emulator.violations.length;
    expect([body, (await emulator.say(PERSON, 'x')).shown]).toEqual([body, UNAVAILABLE]);
    expect(emulator.violations.length).toBe(before + 1);
  }
});

test('the API refuses escaped characters, long texts, unknown fields and unknown paths, and notices each', async () => {
  const post = async (path: string, body: string) =>
    (await fetch(`${plain.url}${path}`, { method: 'POST', body })).json();
  const { access_token: token } = (await post(
    '/cgi-bin/stable_token',
    JSON.stringify({
      grant_type: 'client_credential',
      appid: plain.seals.appId,
      secret: plain.sending.WECHAT_APP_SECRET,
      force_refresh: false,
    }),
  )) as { access_token: string };
  expect(token.length).toBeGreaterThanOrEqual(512);
  plain.platform.wrote(PERSON);
  const send = (body: string) => post(`/cgi-bin/message/custom/send?access_token=${token}`, body);
  const message = (content: string) => JSON.stringify({ touser: PERSON, msgtype: 'text', text: { content } });
  expect(await send(message('您好'))).toEqual({ errcode: 0, errmsg: 'ok' });
  expect(await send(message('x').replace('x', '\\u60a8'))).toMatchObject({ errcode: 40033 });
  expect(await send(message('电'.repeat(683)))).toMatchObject({ errcode: 45002 });
  expect(
    await send(JSON.stringify({ touser: PERSON, msgtype: 'text', text: { content: 'x' }, more: 1 })),
  ).toMatchObject({ errcode: 40033 });
  await post('/cgi-bin/nothing', '{}');
  expect(plain.violations).toHaveLength(4);
  expect(plain.readBy(PERSON)).toEqual(['您好']);
});
