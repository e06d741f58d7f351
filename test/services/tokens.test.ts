/** Tokens: one kind never passes for another, a changed letter never passes at all, and time ends them. */
import { expect, test } from 'vitest';
import { createTokens, type TokenKind } from '../../src/services/tokens.ts';

const tokens = createTokens('a secret that only this test knows, long enough');
const now = new Date('2026-12-05T02:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const KINDS: readonly TokenKind[] = ['session', 'pay', 'print', 'desk'];

test('a token is read as its own kind, until its time is over', async () => {
  for (const kind of KINDS) {
    const token = await tokens.issue(kind, 'somebody', now, later(60));
    for (const other of KINDS)
      expect([kind, other, await tokens.read(other, token, now)]).toEqual([
        kind,
        other,
        kind === other ? 'somebody' : null,
      ]);
    expect(await tokens.read(kind, token, later(59))).toBe('somebody');
    expect(await tokens.read(kind, token, later(61))).toBeNull();
    expect(await createTokens('another secret, just as long as the first').read(kind, token, now)).toBeNull();
  }
});

test('no letter of a token can be another, the last one included', async () => {
  const token = await tokens.issue('session', 'somebody', now, later(60));
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (let at = 0; at < token.length; at += 1) {
    const tried = at === token.length - 1 ? [...letters] : [...'AQgw_'];
    for (const letter of tried) {
      if (letter === token[at]) continue;
      expect([
        at,
        letter,
        await tokens.read('session', token.slice(0, at) + letter + token.slice(at + 1), now),
      ]).toEqual([at, letter, null]);
    }
  }
  for (const wrong of ['', '.', '..', `${token}=`, ` ${token}`, token.slice(0, -1)])
    expect(await tokens.read('session', wrong, now)).toBeNull();
});

test('hashes keep purposes apart; what is sealed comes back, and twice the same text looks different', async () => {
  expect(await tokens.hash('code a', '123456')).toMatch(/^[0-9a-f]{64}$/);
  expect(await tokens.hash('code a', '123456')).not.toBe(await tokens.hash('code b', '123456'));
  const [one, two] = [await tokens.seal('验证码 123456'), await tokens.seal('验证码 123456')];
  expect(one).not.toBe(two);
  expect(one).not.toContain('123456');
  expect(await tokens.unseal(one)).toBe('验证码 123456');
  await expect(tokens.unseal(`${one.slice(0, -3)}AAA`)).rejects.toThrow();
});

test('a new secret: what the old one signed, sealed and hashed is still read and found, and nothing new is made by it', async () => {
  const before = createTokens('the secret of last year, which was long enough');
  const after = createTokens('the secret of this year, which is long enough', [
    'the secret of two years ago, long enough too',
    'the secret of last year, which was long enough',
  ]);
  const alone = createTokens('the secret of this year, which is long enough');
  const until = later(60);
  const paper = new Uint8Array([1, 2, 3]);
  expect(await after.read('session', await before.issue('session', 'somebody', now, until), now)).toBe('somebody');
  expect(await after.read('pay', await before.issue('session', 'somebody', now, until), now)).toBeNull();
  expect(await after.unseal(await before.seal('13900000001'))).toBe('13900000001');
  expect(await after.unsealBytes('a paper', await before.sealBytes('a paper', paper))).toEqual(paper);
  await expect(after.unsealBytes('another', await before.sealBytes('a paper', paper))).rejects.toThrow();
  await expect(alone.unseal(await before.seal('13900000001'))).rejects.toThrow();
  expect(await after.hashes('reporter', 'r')).toContain(await before.hash('reporter', 'r'));
  expect(await after.idNumberHashes(' 11010119900101001x')).toContain(await before.hashIdNumber('11010119900101001X'));

  expect(await alone.read('session', await after.issue('session', 'somebody', now, until), now)).toBe('somebody');
  expect(await alone.unseal(await after.seal('13900000001'))).toBe('13900000001');
  expect(await alone.unsealBytes('a paper', await after.sealBytes('a paper', paper))).toEqual(paper);
  expect((await after.hashes('reporter', 'r'))[0]).toBe(await alone.hash('reporter', 'r'));
  expect(await after.hash('reporter', 'r')).toBe(await alone.hash('reporter', 'r'));
  expect(await after.hashIdNumber('1')).toBe(await alone.hashIdNumber('1'));
});

test('a token tells when it was made, to the second', async () => {
  const token = await tokens.issue('session', 'somebody', later(0.9), later(60));
  expect(await tokens.readIssued('session', token, later(1))).toEqual({ subject: 'somebody', at: now });
});
