/** What the understanding may know of a conversation: the open question and what was already answered, nothing else. */
import type { IsoDate } from '../../domain/billing.ts';
import type { Locale, ServiceId, SlotName } from '../../domain/names.ts';

export interface Option {
  /** What the button says. */
  readonly label: string;
  /** What choosing it sets; also other words that choose it. */
  readonly value: string;
  readonly alsoSaid?: readonly string[];
}

export interface OpenQuestion {
  readonly service: ServiceId;
  /** `confirm`: a read-back waits for its yes. */
  readonly slot: SlotName | 'confirm';
  /** For a question that is answered by choosing. */
  readonly options?: readonly Option[];
  /** Whether the resident may skip it. */
  readonly optional?: boolean;
}

export interface Hearing {
  readonly locale: Locale;
  /** The conversation's day, for 上个月 and 去年12月. */
  readonly today: IsoDate;
  readonly open: OpenQuestion | null;
  /** Slots of the open service that are answered already, by name. */
  readonly filled: Readonly<Partial<Record<SlotName, string>>>;
}
