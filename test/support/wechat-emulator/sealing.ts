/** WeChat's signature and envelope by node:crypto with no padding of its own: a second way to the same bytes. */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

export interface Seals {
  readonly token: string;
  readonly aesKey: string;
  readonly appId: string;
}

export const signed = (...parts: readonly string[]): string =>
  createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');

export function sealed({ aesKey, appId }: Seals, message: string, random: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const body = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const plain = Buffer.concat([Buffer.from(random), length, body, Buffer.from(appId)]);
  const pad = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  );
}

/** Throws with what is wrong. */
export function unsealed({ aesKey, appId }: Seals, encrypted: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()]);
  if (plain.length % 32 !== 0) throw new Error('the envelope is not padded to 32 bytes');
  const content = plain.subarray(0, plain.length - (plain.at(-1) ?? 0));
  const length = content.readUInt32BE(16);
  if (content.subarray(20 + length).toString() !== appId) throw new Error('the envelope names another appid');
  return content.subarray(20, 20 + length).toString();
}
