/** Who may call our LINE webhook: only who knows the channel secret, for exactly these bytes. */
import { validateSignature } from '@line/bot-sdk';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSignedByLine } from '../../src/channels/line/signature.ts';
import { signedBy } from '../support/line-emulator/webhooks.ts';

const secret = '8c570fa6dd201bb328f1c1eac23a96d8';
const body = '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}';
const signature = 'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const accepted = async (tries: Promise<boolean>[]) => (await Promise.all(tries)).filter((yes) => yes).length;

describe('a webhook signed by LINE', () => {
  test("LINE's published example is accepted, as bytes and as text", async () => {
    expect(await isSignedByLine(bytesOf(body), secret, signature)).toBe(true);
    expect(await isSignedByLine(body, secret, signature)).toBe(true);
  });

  test('any bytes under any secret are accepted when signed, and the SDK agrees', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.string({ minLength: 1 }), async (bytes, key) => {
        const header = signedBy(key, bytes);
        expect(validateSignature(Buffer.from(bytes), key, header)).toBe(true);
        expect(await isSignedByLine(bytes, key, header)).toBe(true);
      }),
    );
  });
});

describe('a forger', () => {
  test('flips one bit anywhere in the body: none of them is accepted', async () => {
    const original = bytesOf(body);
    const forged = [...original].flatMap((byte, at) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => original.with(at, byte ^ (1 << bit))),
    );
    expect(forged).toHaveLength(original.length * 8);
    expect(await accepted(forged.map((bytes) => isSignedByLine(bytes, secret, signature)))).toBe(0);
  });

  test('drops or doubles a byte anywhere, or appends one: none is accepted', async () => {
    const forged = [...body].flatMap((character, at) => [
      body.slice(0, at) + body.slice(at + 1),
      body.slice(0, at) + character + body.slice(at),
    ]);
    expect(await accepted([...forged, `${body}\n`, ''].map((text) => isSignedByLine(text, secret, signature)))).toBe(0);
  });

  test('changes one character of the signature to any other: none is accepted, not even the unused last bits', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_ ';
    const forged = [...signature].flatMap((character, at) =>
      [...alphabet]
        .filter((other) => other !== character)
        .map((other) => signature.slice(0, at) + other + signature.slice(at + 1)),
    );
    expect(await accepted(forged.map((header) => isSignedByLine(body, secret, header)))).toBe(0);
  });

  test('sends no signature, another secret, hex, base64url, spaces or a list: none is accepted', async () => {
    const hex = Buffer.from(signature, 'base64').toString('hex');
    const headers = [
      undefined,
      '',
      ' ',
      hex,
      signature.slice(0, -1),
      `${signature} `,
      ` ${signature}`,
      `${signature}, ${signature}`,
    ];
    const urlSafe = signature.replaceAll('+', '-').replaceAll('/', '_');
    expect(await accepted([...headers, urlSafe].map((header) => isSignedByLine(body, secret, header)))).toBe(0);
    expect(await isSignedByLine(body, 'another secret', signature)).toBe(false);
  });

  test('finds a channel without a secret: nothing is signed with an empty one', async () => {
    expect(await isSignedByLine(body, '', signature)).toBe(false);
  });

  test('sends any header at all: the answer is no, never an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (header) => {
        expect(await isSignedByLine(body, secret, header)).toBe(false);
      }),
    );
  });
});
