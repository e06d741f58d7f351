/** Whether a webhook's bytes were signed with our channel secret (facts/channels.md 1.1); nothing is parsed before this says yes. */

/** 32 bytes in canonical base64: one padding sign, and the two bits before it are zero. */
const SHA256_IN_BASE64 = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/**
 * True only when `header` is base64(HMAC-SHA256(secret, rawBody)); a missing header or secret is simply not signed.
 * The comparison is WebCrypto's own, which takes the same time wherever the first difference is.
 */
export async function isSignedByLine(
  rawBody: Uint8Array | string,
  secret: string,
  header: string | undefined,
): Promise<boolean> {
  if (secret === '' || header === undefined || !SHA256_IN_BASE64.test(header)) return false;
  const utf8 = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  try {
    const key = await crypto.subtle.importKey('raw', utf8.encode(secret), algorithm, false, ['verify']);
    const signature = Uint8Array.from(atob(header), (character) => character.charCodeAt(0));
    const body = typeof rawBody === 'string' ? utf8.encode(rawBody) : new Uint8Array(rawBody);
    return await crypto.subtle.verify(algorithm, key, signature, body);
  } catch {
    return false;
  }
}
