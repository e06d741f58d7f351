/** WeChat Pay's own keys by serial: the public key of newer merchants, the platform certificates of older ones, or both. */
import { pemBytes, publicKey } from './payment-gateway.wechat-pay-signing.ts';

export interface PlatformCertificate {
  readonly serial: string;
  readonly pem: string;
  readonly expiresAt: Date;
}

/** A stranger's notice with an invented serial must not make us ask WeChat Pay each time, whether it answered the last time or not. */
const ASK_AGAIN_MS = 10 * 60_000;
/** Sooner where it gave none: who has only certificates could believe nothing meanwhile. */
const TRY_AGAIN_MS = 60_000;
/** An asking that still runs after this was another request's, which has gone away with it (Workers). */
const LOST_MS = 15_000;

export interface WechatPayKeys {
  /** null: nobody we know signs with this serial. */
  find(serial: string): Promise<CryptoKey | null>;
}

export function wechatPayKeys(
  own: { readonly id: string; readonly pem: string } | null,
  /** Asks for the platform certificates; throws when WeChat Pay can't be reached, empty for merchants without. */
  certificates: () => Promise<readonly PlatformCertificate[]>,
  now: () => Date,
): WechatPayKeys {
  const held = new Map<string, { readonly key: CryptoKey; readonly expiresAt: Date | null }>();
  /** The asking that runs, for everybody who needs it; and how the last one left us. */
  let asking: { readonly since: number; readonly done: Promise<void> } | null = null;
  let asked: { readonly at: number; readonly quietMs: number } | null = null;

  const askNow = async (since: number): Promise<void> => {
    let quietMs = TRY_AGAIN_MS;
    try {
      for (const { serial, pem, expiresAt } of await certificates()) {
        held.set(serial, { key: await publicKey(subjectPublicKey(pemBytes(pem))), expiresAt });
      }
      quietMs = ASK_AGAIN_MS;
    } finally {
      asked = { at: now().getTime(), quietMs };
      if (asking?.since === since) asking = null;
    }
  };

  const known = (serial: string): CryptoKey | null => {
    const found = held.get(serial);
    return found && (!found.expiresAt || found.expiresAt > now()) ? found.key : null;
  };

  return {
    async find(serial) {
      if (own && serial === own.id && !held.has(serial)) {
        held.set(serial, { key: await publicKey(pemBytes(own.pem)), expiresAt: null });
      }
      const found = known(serial);
      if (found || !/^[0-9A-F]{16,64}$/.test(serial)) return found;
      const at = now().getTime();
      if (!asking || Math.abs(at - asking.since) >= LOST_MS) {
        if (asked && Math.abs(at - asked.at) < asked.quietMs) return null;
        asking = { since: at, done: askNow(at) };
      }
      await asking.done;
      return known(serial);
    },
  };
}

/** The SubjectPublicKeyInfo inside an X.509 certificate: WebCrypto reads keys and no certificates. Throws on other DER. */
export function subjectPublicKey(certificate: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const whole = element(certificate, 0, 0x30);
  const toBeSigned = element(certificate, whole.from, 0x30);
  let at = toBeSigned.from;
  // An explicit version comes first in all but the oldest certificates.
  if (certificate[at] === 0xa0) at = element(certificate, at, 0xa0).to;
  // Serial number, algorithm, issuer, validity, subject; then the key.
  for (const tag of [0x02, 0x30, 0x30, 0x30, 0x30]) at = element(certificate, at, tag).to;
  return certificate.slice(at, element(certificate, at, 0x30).to);
}

/** Where the content of a DER element begins and ends. */
function element(der: Uint8Array, at: number, tag: number): { readonly from: number; readonly to: number } {
  const first = der[at + 1];
  if (der[at] !== tag || first === undefined) throw new Error('not the certificate that was expected');
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (octets > 4) throw new Error('a certificate of this length is none');
  const length = octets === 0 ? first : der.slice(at + 2, at + 2 + octets).reduce((sum, byte) => sum * 256 + byte, 0);
  const from = at + 2 + octets;
  if (from + length > der.length) throw new Error('the certificate ends too early');
  return { from, to: from + length };
}
