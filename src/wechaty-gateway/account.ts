/** Port: an account at WeChat, as the gateway needs it. Puppets differ; this is all that is asked of one. */
import type { CallMessage } from '../channels/wechaty/shapes.ts';

export type Heard =
  | { readonly kind: 'message'; readonly message: CallMessage }
  | { readonly kind: 'taken-back'; readonly id: string; readonly talkerId: string };

export interface Account {
  /** Tells what it hears one after the other, in the order in which it came: the next only when `heard` has returned. */
  start(on: {
    heard(what: Heard): void;
    /** Logged in or out. */
    changed(): void;
    /** A line for whoever looks after the gateway; never a resident's words. */
    tell(line: string): void;
  }): Promise<void>;
  isIn(): boolean;
  /** Resolves when WeChat has it. Throws when it may not have: nobody knows then. */
  say(talkerId: string, text: string): Promise<void>;
  /** How many texts just like this one the account remembers having said to them since; 0 where it remembers nothing. */
  saidSince(talkerId: string, text: string, since: Date): Promise<number>;
  stop(): Promise<void>;
}
