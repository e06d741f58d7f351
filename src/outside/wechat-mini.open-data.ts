/** What a phone sends encrypted under the session key: opened, and only if it is for our mini program and fresh (facts/channels.md 3.2). */
import { z } from 'zod';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const watermarked = z.looseObject({ watermark: z.object({ appid: z.string(), timestamp: z.number() }) });

export interface SealedData {
  readonly encryptedData: string;
  readonly iv: string;
  readonly sessionKey: string;
}

/** `oldest`: what was sealed before then is refused; null: our clock shows another day than WeChat's. Null for anything that is not wholly right. */
export async function openData(
  { encryptedData, iv, sessionKey }: SealedData,
  appId: string,
  oldest: Date | null,
): Promise<Readonly<Record<string, unknown>> | null> {
  const [cipher, nonce, secret] = [encryptedData, iv, sessionKey].map(bytesOf);
  if (!cipher || nonce?.length !== 16 || secret?.length !== 16) return null;
  try {
    const key = await crypto.subtle.importKey('raw', secret, 'AES-CBC', false, ['decrypt']);
    const plain = await crypto.subtle.decrypt({ name: 'AES-CBC', iv: nonce }, key, cipher);
    const { data } = watermarked.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain)));
    if (data?.watermark.appid !== appId) return null;
    return oldest && data.watermark.timestamp * 1_000 < oldest.getTime() ? null : data;
  } catch {
    return null;
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> | null =>
  base64 !== '' && BASE64.test(base64) ? Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)) : null;
