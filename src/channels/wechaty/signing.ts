/** How the wechaty gateway signs its calls and how our door checks them: time, nonce and raw body under a key of their own (contract.md section 8). */

/** Seconds that the two clocks may differ. */
const MOST_SECONDS_APART = 300;
/** Longer than any call is of any age to be taken. */
export const NONCE_KEPT_MINUTES = 15;

export const SIGNING_HEADERS = {
  timestamp: 'x-wattline-timestamp',
  nonce: 'x-wattline-nonce',
  signature: 'x-wattline-signature',
} as const;

export interface Signed {
  /** Seconds since 1970, as text. */
  readonly timestamp: string;
  readonly nonce: string;
  /** Base64 of HMAC-SHA256. */
  readonly signature: string;
}

const utf8 = new TextEncoder();
const algorithm = { name: 'HMAC', hash: 'SHA-256' };
/** 32 bytes in canonical base64: one padding sign, and the two bits before it are zero. */
const SHA256_IN_BASE64 = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const TIMESTAMP = /^\d{1,12}$/;
/** Visible ASCII, so that no line break of its own can stand in for the ones that are signed. */
const NONCE = /^[\x21-\x7e]{1,200}$/;

const keyOf = (key: string, use: 'sign' | 'verify') =>
  crypto.subtle.importKey('raw', utf8.encode(key), algorithm, false, [use]);

/** Timestamp, line break, nonce, line break, the body's bytes. */
function covered(timestamp: string, nonce: string, rawBody: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = utf8.encode(`${timestamp}\n${nonce}\n`);
  const all = new Uint8Array(head.length + rawBody.length);
  all.set(head);
  all.set(rawBody, head.length);
  return all;
}

export async function signCall(
  key: string,
  { now, nonce, rawBody }: { readonly now: Date; readonly nonce: string; readonly rawBody: Uint8Array },
): Promise<Signed> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signed = await crypto.subtle.sign(algorithm, await keyOf(key, 'sign'), covered(timestamp, nonce, rawBody));
  return { timestamp, nonce, signature: btoa(String.fromCharCode(...new Uint8Array(signed))) };
}

/**
 * True when these headers were made with this key over this very body. The comparison is WebCrypto's own, which takes the same time
 * wherever the first difference is. Whether the call is old or repeated is another question.
 */
export async function isSignedByGateway(
  key: string,
  { timestamp, nonce, signature }: Partial<Signed>,
  rawBody: Uint8Array,
): Promise<boolean> {
  if (key === '' || !TIMESTAMP.test(timestamp ?? '') || !NONCE.test(nonce ?? '')) return false;
  if (timestamp === undefined || nonce === undefined || signature === undefined) return false;
  if (!SHA256_IN_BASE64.test(signature)) return false;
  const bytes = Uint8Array.from(atob(signature), (character) => character.charCodeAt(0));
  return crypto.subtle.verify(algorithm, await keyOf(key, 'verify'), bytes, covered(timestamp, nonce, rawBody));
}

export const isTimely = (timestamp: string, now: Date): boolean =>
  Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= MOST_SECONDS_APART;
