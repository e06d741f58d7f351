/** Port: WeChat's mini program as its server sees it: who signs in, their phone, messages to them. */
import type { Result } from '../domain/result.ts';

export interface SignedIn {
  readonly openId: string;
  /** Only where the mini program belongs to an account of WeChat's open platform. */
  readonly unionId: string | null;
  /** Opens what the phone sends encrypted; never leaves the house. */
  readonly sessionKey: string;
}

export interface MiniProgram {
  readonly appId: string;
  /**
   * Who stands behind a code of wx.login: five minutes, one use. `sign_in_refused`: the code is wrong, over or used, or WeChat
   * blocks this person; `too_many_requests`, `unavailable`.
   */
  signIn(code: string): Promise<Result<SignedIn>>;
  /** The phone behind a code of the button getPhoneNumber, as digits with a `+` only abroad. The same refusals. */
  phone(code: string, openId: string): Promise<Result<string>>;
  /** The same from what a phone sends encrypted under the session key; it has to be for this mini program and from just now. */
  openPhone(
    sealed: { readonly encryptedData: string; readonly iv: string; readonly sessionKey: string },
    now: Date,
  ): Promise<Result<string>>;
  /** One subscribe message; it uses up one consent. */
  notify(notice: SubscribeMessage, now: Date): Promise<MiniSent>;
  /** A message in the customer-service conversation. */
  say(openId: string, text: string, now: Date): Promise<MiniSent>;
  /** What keeps calls from working, in an operator's words; null: nothing that is known here. */
  trouble(): string | null;
}

export interface SubscribeMessage {
  readonly openId: string;
  readonly templateId: string;
  readonly page: string | null;
  readonly lang: 'zh_CN' | 'zh_TW' | 'en_US';
  readonly data: Readonly<Record<string, string>>;
}

export type MiniSent =
  | { readonly sent: true }
  /** Passing, and certainly not delivered. */
  | { readonly failed: 'later'; readonly reason: string }
  /** Until the person writes again. */
  | { readonly failed: 'waits'; readonly reason: string }
  /** WeChat says that no consent is left. */
  | { readonly failed: 'no-consent'; readonly reason: string }
  /** Never, or nobody knows whether it arrived. */
  | { readonly failed: 'permanent'; readonly reason: string };
