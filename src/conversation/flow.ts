/** What a flow is: its slots in the order they are asked, its read-back, its act; data and small pure functions, no sentence in it. */
import type { IsoDate } from '../domain/billing.ts';
import type { Locale, ServiceId, SlotName } from '../domain/names.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { FetchMedia } from '../outside/media.ts';
import type { Services } from '../services/index.ts';
import type { Write } from '../store/commit.ts';
import type { Consult } from './model/consult.ts';
import type { Said } from './saying.ts';
import type { Phrase } from './sentences/book.ts';
import type { Frame, Session } from './session.ts';

export type Slots = Readonly<Partial<Record<SlotName, string>>>;

/** One message's surroundings. `viewer` already includes what earlier steps of this turn bound. */
export interface Turn {
  readonly now: Date;
  readonly today: IsoDate;
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly services: Services;
  readonly knowledge: Knowledge;
  /** null: no model is configured. */
  readonly consult: Consult | null;
  /** null: this channel has no photos, or none that can be fetched. */
  readonly fetchMedia: FetchMedia | null;
  /** Where residents reach us, without a slash at the end. */
  readonly publicUrl: string;
  readonly conversationId: string;
  /** Ids of things this message makes are derived from it, so that running it again makes the same things. */
  readonly messageKey: string;
  readonly topic: Session['topic'];
  /** What was typed, as it was typed; empty for a press or an event. Only danger and need are heard in it beside the commands. */
  readonly written: string;
  /** Everything that is open, outermost first: what a person who takes over has to know. */
  readonly standing: readonly Pick<Frame, 'service' | 'slots' | 'misses'>[];
  /** A flow's sentence in the turn's language, for a text message that leaves the house. */
  render(phrase: Phrase): string;
}

export interface Question {
  readonly say: Said;
  /** For a question answered by choosing. */
  readonly options?: readonly {
    readonly label: Phrase | { readonly literal: string };
    readonly value: string;
    readonly alsoSaid?: readonly string[];
  }[];
  /** May be skipped; it is then the empty string. */
  readonly optional?: boolean;
}

/** What a step found out: go on, ask another service first, or end here with a word. */
export type Step =
  | {
      readonly kind: 'go-on';
      readonly memo?: Readonly<Record<string, string>>;
      readonly say?: readonly Said[];
      readonly writes?: readonly Write[];
      /** The viewer after this, when it changed. */
      readonly viewer?: Viewer;
      /** The emergency case that this opened: what is said next may be about it. */
      readonly danger?: string;
    }
  | {
      readonly kind: 'first';
      readonly service: ServiceId;
      readonly slots?: Slots;
      readonly say?: readonly Said[];
      readonly writes?: readonly Write[];
    }
  /** The values of these slots don't do: they are forgotten and asked again. */
  | { readonly kind: 'ask-again'; readonly slots: readonly SlotName[]; readonly say: readonly Said[] }
  | Done;

/** The end of a flow. */
export interface Done {
  readonly kind: 'done';
  readonly say: readonly Said[];
  readonly writes?: readonly Write[];
  /** The viewer after this, when it changed. */
  readonly viewer?: Viewer;
  readonly topic?: { readonly account: string | null; readonly month: string | null };
  /** The emergency case that this opened. */
  readonly danger?: string;
  /** What was done and may be wished undone: the case, payment or account it is about. */
  readonly filed?: string;
  /** What it was about where no case was filed, for questions that name nothing; null: about nothing. */
  readonly about?: Slots | null;
  /** A service was carried out and can be rated; `subject` says about what. */
  readonly served?: { readonly serviceId: string; readonly subject: string | null } | false;
  /** Ended, but not as wished (nothing due, refused): what was waiting for it does not go on either. */
  readonly failed?: boolean;
}

export const done = (say: readonly Said[], more: Omit<Done, 'kind' | 'say'> = {}): Done => ({
  kind: 'done',
  say,
  ...more,
});

export type Checked = { readonly value: string; readonly instead?: SlotName } | { readonly wrong: Said };

export interface Slot {
  readonly name: SlotName;
  /** Asked only then; a value given without being asked is used all the same. */
  readonly when?: (slots: Slots, turn: Turn) => boolean;
  /** A value that needs no question. */
  readonly prefill?: (turn: Turn, slots: Slots, frame: Frame) => string | undefined | Promise<string | undefined>;
  /** What has to happen before it can be asked, e.g. a code sent; runs again when what it was done for changes. */
  readonly before?: (turn: Turn, slots: Slots, frame: Frame) => Step | Promise<Step>;
  readonly ask: (turn: Turn, slots: Slots, frame: Frame) => Question | Promise<Question>;
  /** Takes the value as the flow wants it, passes it on to the slot it belongs to, or says why not. */
  readonly check?: (value: string, turn: Turn, slots: Slots) => Checked;
  /** Forgotten when this one changes. */
  readonly clears?: readonly SlotName[];
}

export interface ReadBack {
  /** Shown before the question. */
  readonly say: readonly Said[];
  readonly question: Phrase;
  readonly yes: Phrase;
  /** Exactly what a yes is said to, amounts included; hashed. */
  readonly values: readonly string[];
}

export interface Flow {
  readonly service: ServiceId;
  /** Raised when stored frames of it would no longer make sense. */
  readonly version: number;
  readonly slots: readonly Slot[];
  /** Reads the values back; null: there is nothing to agree to. May end the flow or ask again instead. */
  readonly readBack?: (turn: Turn, slots: Slots, frame: Frame) => Promise<ReadBack | Step>;
  /** Only here, and only after the yes to the values read back, is anything written. */
  readonly act: (turn: Turn, slots: Slots, frame: Frame) => Promise<Step>;
}
