/** What sentences about one person's channels need. */
import type { ServiceId } from '../../../domain/names.ts';

type None = Record<never, never>;
/** A channel's name in contract and records: `web`, `line`, `wechat` … */
interface OfChannel {
  readonly channel: string;
}

export interface LinksParams {
  'link.channel': OfChannel;
  'link.standing-title': None;
  'link.here': None;
  'link.since': { since: Date };
  'link.open-there': { service: ServiceId };
  'ask.link': None;
  'ask.linkCode': None;
  'option.link-code': None;
  'option.link-typed': None;
  /** Masked. */
  'option.link-phone': { phone: string };
  'option.link-part': OfChannel;
  'option.link-task': OfChannel;
  'link.code': { code: string; minutes: number };
  'link.wrong-code': None;
  'link.too-many': { retryAt: Date | null };
  'link.same': None;
  'link.full': None;
  /** `holders` masked: whose accounts are bound there. */
  'link.ask-join': OfChannel & { holders: readonly string[] };
  'link.done': OfChannel;
  'link.told': OfChannel;
  /** `keeps`: where what was done together stays. */
  'link.ask-part': OfChannel & { keeps: string };
  'link.part-done': OfChannel;
  'link.parted': OfChannel;
  /** Before what could not be delivered on `channel`. */
  'link.instead': OfChannel;
  'link.gone': None;
  'link.open-page': None;
}
