/** What the phones' window is told of each phone, and what a person does on it. */
import type { DeliverableMessage } from '../../../test/support/line-emulator.ts';

export type PhoneName = 'line' | 'wechat';

export type Act =
  | { readonly kind: 'say'; readonly text: string }
  /** A postback; `says` is what the person appears to say. */
  | { readonly kind: 'press'; readonly data: string; readonly says: string }
  | { readonly kind: 'follow' };

export type Entry =
  | { readonly from: 'me'; readonly text: string }
  /** `by`: how it came. */
  | { readonly from: 'service'; readonly by: 'reply' | 'push'; readonly message: DeliverableMessage }
  | { readonly from: 'service'; readonly by: 'response' | 'message'; readonly text: string };

export interface Phone {
  readonly environment: Readonly<Record<string, string>>;
  connect(serviceUrl: string): void;
  act(act: Act): void;
  /** Oldest first; only grows. */
  entries(): readonly Entry[];
  /** Something was sent and nothing has come since. */
  waiting(): boolean;
  close(): Promise<void>;
}

export interface PhonesState {
  readonly phones: readonly {
    readonly name: PhoneName;
    readonly entries: readonly Entry[];
    readonly waiting: boolean;
  }[];
  /** As the service's own `/demo/hints`; null: no demo. */
  readonly hints: unknown;
}
