/** WeChat Pay's signatures and sealed resources, made with node:crypto: a second opinion on the service's WebCrypto. */
import { createCipheriv, createPrivateKey, createPublicKey, createSign, createVerify } from 'node:crypto';
import { MERCHANT_PUBLIC_KEY, PLATFORM_PRIVATE_KEY } from './keys.ts';

const merchant = createPublicKey({ key: Buffer.from(MERCHANT_PUBLIC_KEY, 'base64'), format: 'der', type: 'spki' });
const platform = createPrivateKey({ key: Buffer.from(PLATFORM_PRIVATE_KEY, 'base64'), format: 'der', type: 'pkcs8' });

/** SPKI, base64. */
export const PLATFORM_PUBLIC_KEY = createPublicKey(platform).export({ format: 'der', type: 'spki' }).toString('base64');

export const signedByPlatform = (text: string): string =>
  createSign('RSA-SHA256').update(text, 'utf8').sign(platform, 'base64');

/** With a key nobody knows the other half of. */
export const signedBy = (pkcs8: string, text: string): string =>
  createSign('RSA-SHA256')
    .update(text, 'utf8')
    .sign(createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' }), 'base64');

export const merchantSigned = (text: string, signature: string): boolean =>
  createVerify('RSA-SHA256').update(text, 'utf8').verify(merchant, signature, 'base64');

export function sealed(apiV3Key: string, nonce: string, associated: string, plain: string) {
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'utf8'), Buffer.from(nonce, 'utf8'));
  cipher.setAAD(Buffer.from(associated, 'utf8'));
  const bytes = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: bytes.toString('base64'),
    associated_data: associated,
    nonce,
  };
}
