/** What every room of the desk is given. */
import type { Api } from './api.ts';
import type { Drafts } from './drafts.ts';
import type { Route } from './route.ts';
import type { Colleague, Me } from './shapes.ts';
import type { Waiting } from './waiting.ts';

export interface Desk {
  readonly api: Api;
  readonly me: Me;
  readonly drafts: Drafts;
  /** null: this person does not see who waits. */
  readonly waiting: Waiting | null;
  /** Who works here; read once, when somebody needs it. */
  staff(): Promise<readonly Colleague[]>;
  /** Tells a screen reader, politely. */
  announce(words: string): void;
  /** What stands in the title before the house's name. */
  title(where: string): void;
}

export interface RoomView {
  readonly node: HTMLElement;
  /** Called at every change of the address within the room. */
  open(route: Route): void;
  close(): void;
}
