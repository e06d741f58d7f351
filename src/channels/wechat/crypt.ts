/** Secure mode's envelope: AES-256-CBC with padding to 32 bytes, which WebCrypto takes only with its own block put on or cut off (facts/channels.md 2.2). */

const BLOCK = 16;
const PAD = 32;
/** Random bytes, then the length of the message. */
const HEAD = 20;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const utf8 = new TextEncoder();

export interface Envelope {
  /** The message inside; null for anything that is not wholly right, without saying what was wrong. */
  open(encrypted: string): Promise<string | null>;
  /** `random`: 16 ASCII characters that nobody can guess. */
  seal(message: string, random: string): Promise<string>;
}

/** `keys`: EncodingAESKeys of 43 characters, the one in force first; older ones still open what was sent just before a change. */
export function envelope(keys: readonly string[], appId: string): Envelope {
  const imported = keys.map((key) => {
    const bytes = bytesOf(`${key}=`);
    const aes = crypto.subtle.importKey('raw', bytes, 'AES-CBC', false, ['encrypt', 'decrypt']);
    return aes.then((loaded) => ({ aes: loaded, iv: bytes.slice(0, BLOCK) }));
  });
  return {
    async open(encrypted) {
      if (!BASE64.test(encrypted)) return null;
      const bytes = bytesOf(encrypted);
      if (bytes.length < PAD || bytes.length % PAD !== 0) return null;
      for (const key of imported) {
        const message = messageIn(await decrypted(bytes, await key), appId);
        if (message !== null) return message;
      }
      return null;
    },

    async seal(message, random) {
      const [key] = imported;
      if (!key) throw new Error('no EncodingAESKey is set');
      const { aes, iv } = await key;
      const body = utf8.encode(message);
      const tail = utf8.encode(appId);
      const length = HEAD + body.length + tail.length;
      const pad = PAD - (length % PAD);
      const plain = new Uint8Array(length + pad).fill(pad);
      plain.set(utf8.encode(random).slice(0, 16));
      new DataView(plain.buffer).setUint32(16, body.length);
      plain.set(body, HEAD);
      plain.set(tail, HEAD + body.length);
      // WebCrypto adds a block of its own padding, since ours fills the last one.
      const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, aes, plain));
      return base64Of(cipher.slice(0, -BLOCK));
    },
  };
}

async function decrypted(
  bytes: Uint8Array<ArrayBuffer>,
  { aes, iv }: { aes: CryptoKey; iv: Uint8Array<ArrayBuffer> },
): Promise<Uint8Array> {
  // WebCrypto takes off padding of 16 and throws at more: it gets a whole block of its own to take off.
  const last = bytes.slice(-BLOCK);
  const extra = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv: last }, aes, new Uint8Array(0)));
  const longer = new Uint8Array(bytes.length + BLOCK);
  longer.set(bytes);
  longer.set(extra, bytes.length);
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, aes, longer));
}

/** Random ‖ length ‖ message ‖ appid ‖ padding: every part is checked before anything of it is used. */
function messageIn(plain: Uint8Array, appId: string): string | null {
  const pad = plain.at(-1) ?? 0;
  if (pad < 1 || pad > PAD || plain.length - pad < HEAD) return null;
  if (!plain.subarray(plain.length - pad).every((byte) => byte === pad)) return null;
  const content = plain.subarray(0, plain.length - pad);
  const length = new DataView(content.buffer, content.byteOffset).getUint32(16);
  if (length > content.length - HEAD) return null;
  try {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    if (strict.decode(content.subarray(HEAD + length)) !== appId) return null;
    return strict.decode(content.subarray(HEAD, HEAD + length));
  } catch {
    return null;
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

const base64Of = (bytes: Uint8Array): string => btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(''));
