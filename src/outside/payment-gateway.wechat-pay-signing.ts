/** WeChat Pay v3: what is signed, verified and decrypted, line by line (facts/channels.md 4.1–4.5). */

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const utf8 = new TextEncoder();

export interface SignedRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query exactly as sent. */
  readonly path: string;
  /** Seconds. */
  readonly timestamp: string;
  readonly nonce: string;
  /** Exactly the bytes sent; empty for GET. */
  readonly body: string;
}

export const requestMessage = ({ method, path, timestamp, nonce, body }: SignedRequest): string =>
  `${method}\n${path}\n${timestamp}\n${nonce}\n${body}\n`;

/** Answers and notices alike; the body of a 204 is empty and its line stays. */
export const answerMessage = (timestamp: string, nonce: string, body: string): string =>
  `${timestamp}\n${nonce}\n${body}\n`;

/** For JSAPI and mini programs the last line is `prepay_id=…`; apps sign the bare id, which is no use here. */
export const payMessage = (appId: string, timeStamp: string, nonceStr: string, prepayPackage: string): string =>
  `${appId}\n${timeStamp}\n${nonceStr}\n${prepayPackage}\n`;

/** DER bytes of a PEM; line breaks may be real or written as `\n`. Throws on what is no base64. */
export const pemBytes = (pem: string): Uint8Array<ArrayBuffer> =>
  bytesOf(
    pem
      .replaceAll('\\n', '\n')
      .replace(/-----[A-Z ]+-----/g, '')
      .replace(/\s+/g, ''),
  );

export const privateKey = (pkcs8: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', pkcs8, RSA, false, ['sign']);

export const publicKey = (spki: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('spki', spki, RSA, false, ['verify']);

export const sign = async (key: CryptoKey, message: string): Promise<string> =>
  base64(await crypto.subtle.sign(RSA.name, key, utf8.encode(message)));

/** One signature has one spelling: base64 that decodes to the same bytes by another text is refused. */
export async function verify(key: CryptoKey, message: string, signature: string): Promise<boolean> {
  if (!/^[A-Za-z0-9+/]{342}==$/.test(signature)) return false;
  const bytes = bytesOf(signature);
  if (base64(bytes.buffer) !== signature) return false;
  return crypto.subtle.verify(RSA.name, key, bytes, utf8.encode(message));
}

export interface Sealed {
  /** Base64; the last 16 bytes are the tag. */
  readonly ciphertext: string;
  readonly nonce: string;
  readonly associated_data?: string | undefined;
}

/** AEAD_AES_256_GCM with the APIv3 key, whose 32 characters are the key itself; null when the tag does not hold. */
export async function unseal(apiV3Key: string, sealed: Sealed): Promise<string | null> {
  const raw = utf8.encode(apiV3Key);
  if (raw.length !== 32) throw new Error('the APIv3 key must have 32 bytes');
  try {
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: utf8.encode(sealed.nonce), additionalData: utf8.encode(sealed.associated_data ?? '') },
      key,
      bytesOf(sealed.ciphertext),
    );
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return null;
  }
}

function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
