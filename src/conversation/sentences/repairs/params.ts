/** What is said when a conversation is mended: why a question is asked, waiting, undoing, coming back, what cannot be read. */
import type { Money } from '../../../domain/money.ts';
import type { ServiceId, SlotName } from '../../../domain/names.ts';

type None = Record<never, never>;

export interface RepairsParams {
  /** One sentence a question; `confirm`: why something is read back. */
  'why.asked': { slot: SlotName | 'confirm'; service: ServiceId };
  'repair.needed': { slot: SlotName };
  'repair.wait': None;
  /** Said before its question came. */
  'repair.kept': { slots: readonly SlotName[] };
  /** Sent where an account number is asked for. */
  'repair.is-phone': { phone: string };
  'repair.cancelled-with': { service: ServiceId; waiting: readonly ServiceId[] };
  /** What it waited for ended otherwise than wished. */
  'repair.left-with': { waiting: readonly ServiceId[] };
  'repair.cancelled-all': { services: readonly ServiceId[] };
  'repair.was-open': { service: ServiceId };
  'repair.read-again': None;
  /** Not cancelled: 继续 takes it up again. */
  'repair.put-off': { services: readonly ServiceId[] };
  /** It waited for an account that is not linked after all. */
  'repair.by-address': { service: ServiceId };
  'repair.nothing-to-go-on': None;
  /** A code that did not come, while none is asked for. */
  'repair.no-code': None;
  'swindle.beware': { hotline: string };
  /** Clicked, typed in or paid already. */
  'swindle.act-now': { hotline: string };
  'repair.offer-person': { hotline: string };
  'undo.nothing': None;
  'undo.not-here': { service: ServiceId };
  'undo.payment-pending': { amount: Money; until: Date };
  'undo.payment-paid': { amount: Money };
  'undo.payment-none': { amount: Money };
  'mood.angry': None;
  'mood.worried': None;
  'unread.sticker': None;
  'unread.image': None;
  'unread.image-papers': None;
  'unread.voice': None;
  'unread.video': None;
  'unread.file': None;
  'unread.place': None;
  'unread.place-asked': None;
  'place.what-for': None;
  'place.no-address': None;
  'place.not-here': None;
  /** It waits for the end of what is being filled in. */
  'photo.kept': { service: ServiceId };
  'photo.added': { caseNumber: string };
  'photo.too-large': { megabytes: number };
  'photo.gone': None;
  'photo.away': None;
  'photo.not-anonymous': None;
  'label.go-on': None;
  'label.drop-it': None;
}
