/** The account's menu: three groups of services, each entry saying what a resident would type, so that a menu needs no meaning of its own. */
import { phrase } from '../../conversation/sentences/book.ts';
import { voiceOf } from '../../conversation/sentences/voice.ts';
import { WECHAT_WORDS } from '../../conversation/sentences/wechat.ts';
import type { Locale, ServiceId } from '../../domain/names.ts';

/** Three groups of five entries at most. */
const GROUPS: readonly (readonly ServiceId[])[] = [
  ['bill.query', 'payment.pay', 'bill.explain', 'payment.history', 'invoice.issue'],
  ['outage.report', 'outage.query', 'notice.choose'],
  ['progress.query', 'connection.new', 'request.file', 'complaint.file', 'handoff.request'],
];

export interface MenuEntry {
  readonly type: 'click';
  readonly name: string;
  /** What pressing it says. */
  readonly key: string;
}

export interface MenuGroup {
  readonly name: string;
  readonly sub_button: readonly MenuEntry[];
}

export function menuOf(locale: Locale): readonly MenuGroup[] {
  const names = WECHAT_WORDS[locale].menu;
  return GROUPS.map((services, place) => ({
    name: names[place] ?? '',
    sub_button: services.map((service) => {
      const words = voiceOf(locale).say(phrase('label.service', { service }));
      return { type: 'click', name: words, key: words };
    }),
  }));
}
