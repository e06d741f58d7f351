/** Times in words: when it was, in the supplier's time, and how much of a promise is left, which goes on by itself. */
import { el, icon } from '../../browser/dom.ts';
import { now } from '../../browser/page-clock.ts';
import { locale } from './locale.ts';
import { say } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Days that one counts in hours still: "30 hours left" says more than "1 day left". */
const HOURS_UNTIL = 2 * DAY;

/** Both sides of the strait have the same. */
const ZONE = 'Asia/Shanghai';
const ALARM = 'M12 7v6l3.5 2M12 21a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z';

/** English days come before their month, as elsewhere in this house. */
const tongue = (): string => (locale() === 'en' ? 'en-GB' : locale());
const written = (at: Date, how: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(tongue(), { timeZone: ZONE, hourCycle: 'h23', ...how }).format(at);

/** `2026-11-21` */
export const dayText = (at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(at);

/** What a field for date and time holds is the supplier's time. */
export const minuteText = (local: string): string | null =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) ? `${local.slice(0, 16)}:00+08:00` : null;

/** The time alone today, with its day otherwise. */
export function momentWords(at: Date): string {
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  if (dayText(at) === dayText(now())) return written(at, clock);
  const year = dayText(at).slice(0, 4) === dayText(now()).slice(0, 4) ? {} : ({ year: 'numeric' } as const);
  return written(at, { ...year, month: 'short', day: 'numeric', ...clock });
}

export const when = (iso: string): HTMLTimeElement => el('time', { datetime: iso }, momentWords(new Date(iso)));

/** The same among times of other days: today is named. */
export function whenDated(iso: string): HTMLTimeElement {
  const words = momentWords(new Date(iso));
  const today = dayText(new Date(iso)) === dayText(now());
  return el('time', { datetime: iso }, today ? say('today', { time: words }) : words);
}

function spanWords(ms: number): string {
  const unit = (value: number, name: 'minute' | 'hour' | 'day'): string =>
    new Intl.NumberFormat(locale(), { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  if (ms < MINUTE) return say('moment');
  if (ms < HOUR) return unit(Math.floor(ms / MINUTE), 'minute');
  if (ms < HOURS_UNTIL) return unit(Math.floor(ms / HOUR), 'hour');
  return unit(Math.floor(ms / DAY), 'day');
}

export const sinceWords = (iso: string): string => spanWords(Math.max(0, now().getTime() - Date.parse(iso)));

function dueWords(iso: string): string {
  const left = Date.parse(iso) - now().getTime();
  return say(left < 0 ? 'late' : 'left', { time: spanWords(Math.abs(left)) });
}

function write(node: HTMLElement): void {
  const { due, since, word } = node.dataset;
  if (due !== undefined) {
    node.textContent = dueWords(due);
    const late = Date.parse(due) < now().getTime();
    node.parentElement?.classList.toggle('late', late);
  } else if (since !== undefined) {
    const text = sinceWords(since);
    node.textContent = word === 'saidSince' || word === 'waitsSince' ? say(word, { time: text }) : text;
  }
}

/** A promise's clock: what is left or how late it is, and the time itself. Late says so in words and by a sign. */
export function dueClock(deadline: string): HTMLElement {
  const words = el('span', { class: 'span', 'data-due': deadline });
  const clock = el('span', { class: 'clock' }, icon(ALARM), words, ' ', el('span', { class: 'at' }, when(deadline)));
  write(words);
  return clock;
}

/** How long something lasts already, in one of the sentences for it. */
export function sinceClock(since: string, word: 'saidSince' | 'waitsSince'): HTMLElement {
  const node = el('span', { class: 'span', 'data-since': since, 'data-word': word });
  write(node);
  return node;
}

/** Lets every clock on the page go on. */
export function tickClocks(): void {
  for (const node of document.querySelectorAll<HTMLElement>('[data-due],[data-since]')) write(node);
}
