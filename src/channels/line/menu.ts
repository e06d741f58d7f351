/** The rich menu: six tiles, each saying what a resident would type, so that a menu needs no meaning of its own. */
import type { messagingApi } from '@line/bot-sdk';
import { phrase } from '../../conversation/sentences/book.ts';
import { LINE_WORDS } from '../../conversation/sentences/line.ts';
import { voiceOf } from '../../conversation/sentences/voice.ts';
import type { Locale, ServiceId } from '../../domain/names.ts';

/** Pixels; LINE takes 800 to 2,500 in width and a ratio of 1.45 at least (facts/channels.md 1.11). */
export const MENU_SIZE = { width: 2500, height: 1686 } as const;
const COLUMNS = 3;
const ROWS = 2;

/** What most people come for, by row. */
export const MENU_SERVICES: readonly ServiceId[] = [
  'bill.query',
  'payment.pay',
  'outage.report',
  'progress.query',
  'outage.query',
  'handoff.request',
];

export interface Tile {
  readonly service: ServiceId;
  /** What is drawn on it, and what pressing it says. */
  readonly words: string;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export function menuTiles(locale: Locale): readonly Tile[] {
  const width = Math.floor(MENU_SIZE.width / COLUMNS);
  const height = Math.floor(MENU_SIZE.height / ROWS);
  return MENU_SERVICES.map((service, place) => ({
    service,
    words: voiceOf(locale).say(phrase('label.service', { service })),
    bounds: { x: (place % COLUMNS) * width, y: Math.floor(place / COLUMNS) * height, width, height },
  }));
}

/** Begins the name of every menu we make: ours are told from those of others by it. */
export const MENU_NAME = 'wattline';

/** `hash` tells this menu and its picture from those before it. */
export const menuRequest = (locale: Locale, hash: string): messagingApi.RichMenuRequest => ({
  size: MENU_SIZE,
  selected: true,
  name: `${MENU_NAME} ${locale} ${hash.slice(0, 12)}`,
  chatBarText: LINE_WORDS[locale].menuBar,
  areas: menuTiles(locale).map(({ words, bounds }) => ({
    bounds,
    action: { type: 'message', label: words, text: words },
  })),
});
