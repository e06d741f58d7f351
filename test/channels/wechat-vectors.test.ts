/** WeChat's own printed examples (facts/channels.md 9.2): signatures and envelopes come out to the letter, both ways. */
import { expect, test } from 'vitest';
import { envelope } from '../../src/channels/wechat/crypt.ts';
import { wechatDoor } from '../../src/channels/wechat/door.ts';
import { readFields } from '../../src/channels/wechat/fields.ts';
import { isSignedByWechat, signatureOf } from '../../src/channels/wechat/signature.ts';

const TOKEN = 'AAAAA';
const KEY = 'A'.repeat(43);
const JSON_APP = 'wxba5fad812f8e6fb9';
const XML_APP = 'wx134c8103faa5a59e';

const JSON_POST = {
  encrypted:
    '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=',
  random: 'a8eedb185eb2fecf',
  message:
    '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}',
};
const JSON_REPLY = {
  encrypted: 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==',
  random: '707722b803182950',
  message: '{"demo_resp":"good luck"}',
};
const XML_POST = {
  encrypted:
    'D7yzvUNAL930rd28wf21s4hvXhz0L6Uit/p2Di6C5DHyYGpEgdBRnKjBec34JwoQXicwaZC7fOVihW80F4VtsdvE//1vr7oAbqjDv8KenVp+ajKYpJnyQ4zMRhIC+a31fCVOMC03FfzV/QuC94kBP55a+Za3sJgvAn+ZbsNqZI5DkyuzkhQN8OBqCzFhizGmy0xpM0MEA4agpvE+RuNO1rhHTtuJB5yltw1FiYzecSXJ+y/D2r81VkRn2eYjh2ltsoyfbDR7Is6ookXIFxTfyeNyeHxMeT4KN5WpCDmSbTcUYrbBUlkGLJ9n/rU8YOywma6G7aTb7KZKOqCxgfoUlYEZPk4FUL/TK7ShriFDMVCLyjQJ15Ob++agDWtcxhfUfe6HIoIpRW8mKNBQiY/Jd1svvuskA1wLef1RTtzKfMpagSCX/laZINmdnX4zrF6kIaR9P4xQrWXbsTFHTYe0Mg==',
  random: '1205899eaf019bbd',
  message: [
    '<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName>',
    '<FromUserName><![CDATA[o9AgO5Kd5ggOC-bXrbNODIiE3bGY]]></FromUserName>',
    '<CreateTime>1715943329</CreateTime>',
    '<MsgType><![CDATA[event]]></MsgType>',
    '<Event><![CDATA[debug_demo]]></Event>',
    '<debug_str><![CDATA[hello world]]></debug_str>',
    '</xml>',
  ].join('\n'),
};
const XML_REPLY = {
  encrypted:
    'hE8R6mGXHkJJjU72KxzKUd1GEkKJaEZq7vRL8XgK3o+00k8JGq6+pZJUIlTSyhsX+bxIBQ72g3GyvDdIZcr6+3HAZbSvPT9t/o11MI7d6WELwqrGd7jMnV0zv3Zc9Nq7',
  random: '999951349e8ee746',
  message: '<xml><demo_resp>[CDATA[good luck]]</demo_resp></xml>',
};

test.each([
  ['the check of an address', '1714036504', '1514711492', [], 'f464b24fc39322e44b38aa78f5edd27bd1441696'],
  ['a plain message', '1714037059', '486452656', [], '899cf89e464efb63f54ddac96b0a0a235f53aa78'],
  ['a secure message, its call', '1714112445', '415670741', [], '6c5c811b55cc85e0e1b54100749188c20beb3f5d'],
  [
    'a secure JSON message',
    '1714112445',
    '415670741',
    [JSON_POST.encrypted],
    '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
  ],
  [
    'a secure JSON answer',
    '1713424427',
    '415670741',
    [JSON_REPLY.encrypted],
    '1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1',
  ],
  [
    'a secure XML message',
    '1715943329',
    '1590219412',
    [XML_POST.encrypted],
    '6c12a4205838198b8fa631b3220723bb07f1015c',
  ],
  ['a secure XML answer', '1713424427', '415670741', [XML_REPLY.encrypted], '03e0812039325c2712ef5f0f980fd14c70d6e307'],
])('the signature of %s', async (_, timestamp, nonce, body, signature) => {
  expect(await signatureOf(TOKEN, timestamp, nonce, ...body)).toBe(signature);
  expect(await isSignedByWechat(signature, TOKEN, timestamp, nonce, ...body)).toBe(true);
  for (const wrong of [signature.replace(/^./, 'e'), signature.toUpperCase(), signature.slice(1), '', undefined]) {
    if (wrong !== signature) expect(await isSignedByWechat(wrong, TOKEN, timestamp, nonce, ...body)).toBe(false);
  }
  expect(await isSignedByWechat(signature, 'AAAAB', timestamp, nonce, ...body)).toBe(false);
  expect(await isSignedByWechat(signature, '', timestamp, nonce, ...body)).toBe(false);
});

test.each([
  ['JSON message, padded by 19', JSON_APP, JSON_POST],
  ['JSON answer', JSON_APP, JSON_REPLY],
  ['XML message, padded by 22', XML_APP, XML_POST],
  ['XML answer', XML_APP, XML_REPLY],
])('the envelope of the %s opens and closes to the same bytes', async (_, appId, { encrypted, random, message }) => {
  expect(await envelope([KEY], appId).open(encrypted)).toBe(message);
  expect(await envelope([KEY], appId).seal(message, random)).toBe(encrypted);
  expect(await envelope([KEY], 'wx0000000000000000').open(encrypted)).toBeNull();
  expect(await envelope([`B${KEY.slice(1)}`], appId).open(encrypted)).toBeNull();
  expect(await envelope([`B${KEY.slice(1)}`, KEY], appId).open(encrypted)).toBe(message);
});

test('both printed messages come through the door, and their fields are read', async () => {
  const about = { signature: undefined, timestamp: '1714112445', nonce: '415670741' };
  const json = wechatDoor({ appId: JSON_APP, token: TOKEN, mode: 'secure', aesKeys: [KEY] });
  const fromJson = await json.open(
    { ...about, msgSignature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3' },
    JSON.stringify({ ToUserName: 'gh_97417a04a28d', Encrypt: JSON_POST.encrypted }),
  );
  const xml = wechatDoor({ appId: XML_APP, token: TOKEN, mode: 'secure', aesKeys: [KEY] });
  const fromXml = await xml.open(
    {
      ...about,
      timestamp: '1715943329',
      nonce: '1590219412',
      msgSignature: '6c12a4205838198b8fa631b3220723bb07f1015c',
    },
    `<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName><Encrypt><![CDATA[${XML_POST.encrypted}]]></Encrypt></xml>`,
  );
  for (const [result, created] of [
    [fromJson, '1714112445'],
    [fromXml, '1715943329'],
  ] as const) {
    if (!('opened' in result)) throw new Error('refused');
    expect(Object.fromEntries(result.opened.fields)).toEqual({
      ToUserName: 'gh_97417a04a28d',
      FromUserName: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY',
      CreateTime: created,
      MsgType: 'event',
      Event: 'debug_demo',
      debug_str: 'hello world',
    });
  }
});

test('every length of padding, 1 to 32, opens; none that is wrong does', async () => {
  const one = envelope([KEY], XML_APP);
  for (let length = 0; length < 70; length += 1) {
    const message = 'x'.repeat(length);
    const sealed = await one.seal(message, '0123456789abcdef');
    expect(await one.open(sealed)).toBe(message);
    const last = sealed.length - 6;
    for (const at of [0, 24, last]) {
      const flipped = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      const opened = await one.open(flipped);
      // The first bytes are random: only the signature covers them.
      if (at !== 0) expect(opened).not.toBe(message);
    }
    expect(await one.open(sealed.slice(0, -4))).toBeNull();
  }
});

test('XML is read strictly: no document types, attributes, comments, doubled fields or tails; 64-bit numbers stay text', () => {
  const fields = (text: string) => {
    const read = readFields(text);
    return read && Object.fromEntries(read.fields);
  };
  expect(fields('<xml><A><![CDATA[a]]]]><![CDATA[>b]]></A><B>&lt;&#x4f60;&amp;</B><C></C></xml>')).toEqual({
    A: 'a]]>b',
    B: '<你&',
    C: '',
  });
  expect(fields('<xml><P><Count>1</Count><Item><X>y</X></Item></P><A>1</A></xml>')).toEqual({ A: '1' });
  expect(fields('\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<A>1</A>\n</xml>\n')).toEqual({ A: '1' });
  expect(fields('{"MsgId":23456789012345678901,"A":"b","C":{"D":1}}')).toEqual({
    MsgId: '23456789012345678901',
    A: 'b',
  });
  for (const wrong of [
    '<!DOCTYPE xml [<!ENTITY e "x">]><xml><A>&e;</A></xml>',
    '<xml><A>&e;</A></xml>',
    '<xml><A x="1">a</A></xml>',
    '<xml><!-- c --><A>a</A></xml>',
    '<xml><A>1</A><A>2</A></xml>',
    '<xml><A>1</B></xml>',
    '<xml><A>1</A>',
    '<xml><A>1</A></xml><xml></xml>',
    '<xml>words<A>1</A></xml>',
    '<a><b>1</b></a>',
    `<xml>${'<A>'.repeat(40)}${'</A>'.repeat(40)}</xml>`,
    '[1]',
    '{"a":',
    '',
    'words',
  ])
    expect([wrong, fields(wrong)]).toEqual([wrong, null]);
});
