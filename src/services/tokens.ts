/** Signed tokens and keyed hashes, all derived from one secret: sessions, the desk, payment links, print links, codes, ID numbers, papers. */
import { CompactEncrypt, compactDecrypt, jwtVerify, SignJWT } from 'jose';

/** What a token may be used for; one kind never passes for another. */
export type TokenKind = 'session' | 'line-link' | 'pay' | 'print' | 'consent' | 'contract' | 'desk';

export interface Tokens {
  issue(kind: TokenKind, subject: string, now: Date, expiresAt: Date): Promise<string>;
  /** The subject, or null for anything that is not a token of this kind that is still good. */
  read(kind: TokenKind, token: string, now: Date): Promise<string | null>;
  /** The same with when it was made, to the second. */
  readIssued(kind: TokenKind, token: string, now: Date): Promise<Issued | null>;
  /** Keyed hash for values that must be compared but not kept; `purpose` keeps equal values of two purposes apart. */
  hash(purpose: string, value: string): Promise<string>;
  /** The same by every secret there is, today's first: for looking up what may have been kept by an older one. */
  hashes(purpose: string, value: string): Promise<readonly string[]>;
  /** How an ID number is kept: spaces and the case of a final x make no difference, and the number itself is never stored. */
  hashIdNumber(idNumber: string): Promise<string>;
  idNumberHashes(idNumber: string): Promise<readonly string[]>;
  /** Encrypts a text that waits in our database and is nobody's to read there. */
  seal(text: string): Promise<string>;
  unseal(sealed: string): Promise<string>;
  /** The same for a file, bound to its id: under another id it does not open. Nonce, ciphertext, tag: 28 bytes longer. */
  sealBytes(id: string, bytes: Uint8Array): Promise<Uint8Array>;
  /** Throws when a byte was changed, or the id is another. */
  unsealBytes(id: string, sealed: Uint8Array): Promise<Uint8Array>;
}

export interface Issued {
  readonly subject: string;
  readonly at: Date;
}

const NONCE_BYTES = 12;

/** An ID number as it is hashed. */
const plainIdNumber = (idNumber: string): string => idNumber.replace(/\s/g, '').toUpperCase();

/**
 * `older`: secrets that were in use before. What they signed or sealed is still read, what was kept by their hashes is still found;
 * nothing is signed, sealed or kept by them any more.
 */
export function createTokens(secret: string, older: readonly string[] = []): Tokens {
  const today = byOneSecret(secret);
  const all = [today, ...older.map(byOneSecret)];
  /** By the first that can; the reason of the last when none can. */
  const byAny = async <T>(open: (one: BySecret) => Promise<T>): Promise<T> => {
    for (const one of all.slice(0, -1)) {
      try {
        return await open(one);
      } catch {}
    }
    return open(all.at(-1) ?? today);
  };
  const readIssued: Tokens['readIssued'] = async (kind, token, now) => {
    for (const one of all) {
      const issued = await one.readIssued(kind, token, now);
      if (issued) return issued;
    }
    return null;
  };
  const hashes: Tokens['hashes'] = (purpose, value) => Promise.all(all.map((one) => one.hash(purpose, value)));
  return {
    issue: today.issue,
    read: async (kind, token, now) => (await readIssued(kind, token, now))?.subject ?? null,
    readIssued,
    hash: today.hash,
    hashes,
    hashIdNumber: (idNumber) => today.hash('id-number', plainIdNumber(idNumber)),
    idNumberHashes: (idNumber) => hashes('id-number', plainIdNumber(idNumber)),
    seal: today.seal,
    unseal: (sealed) => byAny((one) => one.unseal(sealed)),
    sealBytes: today.sealBytes,
    unsealBytes: (id, sealed) => byAny((one) => one.unsealBytes(id, sealed)),
  };
}

type BySecret = Omit<Tokens, 'read' | 'hashes' | 'hashIdNumber' | 'idNumberHashes'>;

function byOneSecret(secret: string): BySecret {
  const bytes = new TextEncoder().encode(secret);
  const derive = (purpose: string) =>
    crypto.subtle.digest('SHA-256', new TextEncoder().encode(`wattline ${purpose}\n${secret}`));
  const sealingKey = derive('seal').then((key) => new Uint8Array(key));
  const hashingKey = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signingKeys = new Map<TokenKind, Promise<Uint8Array>>();
  const signingKey = (kind: TokenKind) => {
    const key = signingKeys.get(kind) ?? derive(kind).then((k) => new Uint8Array(k));
    signingKeys.set(kind, key);
    return key;
  };
  const fileKey = derive('file').then((key) =>
    crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']),
  );
  const bound = (id: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: 'AES-GCM',
    iv,
    additionalData: new TextEncoder().encode(id),
  });
  const seconds = (at: Date) => Math.floor(at.getTime() / 1_000);
  const hash: BySecret['hash'] = async (purpose, value) => {
    const mac = await crypto.subtle.sign('HMAC', await hashingKey, new TextEncoder().encode(`${purpose}\n${value}`));
    return [...new Uint8Array(mac)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  const readIssued: BySecret['readIssued'] = async (kind, token, now) => {
    // The last character of a signature carries two bits that decoding drops: one token has one spelling.
    if (!/[AEIMQUYcgkosw048]$/.test(token)) return null;
    try {
      const { payload } = await jwtVerify(token, await signingKey(kind), {
        algorithms: ['HS256'],
        audience: kind,
        currentDate: now,
      });
      return payload.sub === undefined ? null : { subject: payload.sub, at: new Date((payload.iat ?? 0) * 1_000) };
    } catch {
      return null;
    }
  };
  return {
    issue: async (kind, subject, now, expiresAt) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(subject)
        .setAudience(kind)
        .setIssuedAt(seconds(now))
        .setExpirationTime(seconds(expiresAt))
        .sign(await signingKey(kind)),
    readIssued,
    hash,
    seal: async (text) =>
      new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(await sealingKey),
    unseal: async (sealed) => new TextDecoder().decode((await compactDecrypt(sealed, await sealingKey)).plaintext),
    async sealBytes(id, plain) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const secretBytes = await crypto.subtle.encrypt(
        bound(id, nonce),
        await fileKey,
        plain as Uint8Array<ArrayBuffer>,
      );
      const sealed = new Uint8Array(NONCE_BYTES + secretBytes.byteLength);
      sealed.set(nonce);
      sealed.set(new Uint8Array(secretBytes), NONCE_BYTES);
      return sealed;
    },
    async unsealBytes(id, sealed) {
      const nonce = sealed.slice(0, NONCE_BYTES);
      const rest = sealed.subarray(NONCE_BYTES) as Uint8Array<ArrayBuffer>;
      return new Uint8Array(await crypto.subtle.decrypt(bound(id, nonce), await fileKey, rest));
    },
  };
}
