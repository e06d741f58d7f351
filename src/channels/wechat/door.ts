/** WeChat's three modes: a call is checked and opened, an answer closed the same way (facts/channels.md 2.1, 2.2). */
import type { FieldError, ProblemCode } from '../../domain/result.ts';
import { type Envelope, envelope } from './crypt.ts';
import { type Fields, type Format, readFields, writeFields } from './fields.ts';
import { isSignedByWechat, signatureOf } from './signature.ts';

export interface WechatAccount {
  readonly appId: string;
  readonly token: string;
  readonly mode: 'plain' | 'compatible' | 'secure';
  /** EncodingAESKeys, the one in force first; none in plain mode. */
  readonly aesKeys: readonly string[];
}

export interface Query {
  readonly signature: string | undefined;
  readonly msgSignature: string | undefined;
  readonly timestamp: string | undefined;
  readonly nonce: string | undefined;
}

export interface Opened {
  readonly fields: ReadonlyMap<string, string>;
  /** How the answer has to be written. */
  readonly answerAs: { readonly inner: Format; readonly outer: Format | null };
}

interface Refused {
  readonly refused: ProblemCode;
  readonly errors?: readonly FieldError[];
}

export const NO_ECHO: readonly FieldError[] = [{ field: 'echostr', reason: 'is missing' }];
export const NO_MESSAGE: readonly FieldError[] = [{ field: '(body)', reason: 'is no WeChat message' }];

export interface Door {
  /** The check of our address when it is set up: plain in every mode. */
  isCheck(query: Query): Promise<boolean>;
  open(query: Query, body: string): Promise<{ readonly opened: Opened } | Refused>;
  close(
    fields: Readonly<Record<string, string | number>>,
    as: Opened['answerAs'],
    about: { readonly now: Date; readonly random: string; readonly nonce: string },
  ): Promise<string>;
}

export function wechatDoor({ appId, token, mode, aesKeys }: WechatAccount): Door {
  const sealing: Envelope | null = aesKeys.length > 0 ? envelope(aesKeys, appId) : null;
  const isSigned = ({ signature, timestamp, nonce }: Query) => isSignedByWechat(signature, token, timestamp, nonce);

  const openSealed = async (query: Query, outer: Fields) => {
    const encrypted = outer.fields.get('Encrypt') ?? '';
    const signed = await isSignedByWechat(query.msgSignature, token, query.timestamp, query.nonce, encrypted);
    const inside = signed && sealing ? await sealing.open(encrypted) : null;
    // One refusal for all that can be wrong with an envelope: which one it was helps nobody but a forger.
    if (inside === null) return { refused: 'invalid_signature' } as const;
    const inner = readFields(inside);
    if (!inner) return { refused: 'invalid_input', errors: NO_MESSAGE } as const;
    return { opened: { fields: inner.fields, answerAs: { inner: inner.format, outer: outer.format } } } as const;
  };

  return {
    isCheck: isSigned,

    async open(query, body) {
      // What covers no body covers the call: checked before anything is read.
      const isCalled = await isSigned(query);
      const mayBeSealed = mode !== 'plain' && query.msgSignature !== undefined;
      if (query.signature !== undefined ? !isCalled : !mayBeSealed) return { refused: 'invalid_signature' };
      const outer = readFields(body);
      if (!outer) return { refused: 'invalid_input', errors: NO_MESSAGE };
      if (mode === 'secure' || (mode === 'compatible' && outer.fields.has('Encrypt'))) return openSealed(query, outer);
      if (!isCalled) return { refused: 'invalid_signature' };
      return { opened: { fields: outer.fields, answerAs: { inner: outer.format, outer: null } } };
    },

    async close(fields, { inner, outer }, { now, random, nonce }) {
      const message = writeFields(inner, fields);
      if (outer === null || !sealing) return message;
      const encrypted = await sealing.seal(message, random);
      const timestamp = Math.floor(now.getTime() / 1_000);
      return writeFields(outer, {
        Encrypt: encrypted,
        MsgSignature: await signatureOf(token, String(timestamp), nonce, encrypted),
        TimeStamp: timestamp,
        Nonce: nonce,
      });
    },
  };
}
