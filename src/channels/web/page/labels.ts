/** The page's language: which words stand where, and how days and times are written. */

import { now } from '../../../browser/page-clock.ts';
import { kept } from '../../../browser/storage.ts';
import { PAGE_WORDS, type PageWord } from '../../../conversation/sentences/page.ts';
import { LOCALES, type Locale } from '../../../domain/names.ts';

const isLocale = (value: string | null): value is Locale => LOCALES.some((locale) => locale === value);

function preferred(): Locale {
  for (const language of navigator.languages ?? [navigator.language]) {
    if (/^zh\b/i.test(language)) return /hant|tw|hk|mo/i.test(language) ? 'zh-TW' : 'zh-CN';
    if (/^en\b/i.test(language)) return 'en';
  }
  return 'en';
}

const remembered = kept.read('locale');
let current: Locale = isLocale(remembered) ? remembered : preferred();

export const locale = (): Locale => current;
/** Whether the resident chose the language here, rather than the browser for them. */
export const localeWasChosen = (): boolean => kept.read('locale') !== null;
export const say = (word: PageWord): string => PAGE_WORDS[current][word];

const isWord = (key: string | undefined): key is PageWord => key !== undefined && key in PAGE_WORDS.en;

/** Puts a word into an element so that it follows the language from now on. */
export function label<T extends HTMLElement>(node: T, word: PageWord | null): T {
  if (word === null) delete node.dataset.word;
  else node.dataset.word = word;
  node.textContent = word === null ? '' : say(word);
  return node;
}

/** The same for an accessible name. */
export function name<T extends HTMLElement>(node: T, word: PageWord): T {
  node.dataset.wordLabel = word;
  node.setAttribute('aria-label', say(word));
  return node;
}

export function relabel(): void {
  document.documentElement.lang = current;
  document.title = say('title');
  for (const node of document.querySelectorAll<HTMLElement>('[data-word]')) {
    const word = node.dataset.word;
    if (isWord(word)) node.textContent = say(word);
  }
  for (const node of document.querySelectorAll<HTMLElement>('[data-word-label]')) {
    const word = node.dataset.wordLabel;
    if (isWord(word)) node.setAttribute('aria-label', say(word));
  }
  for (const node of document.querySelectorAll<HTMLElement>('[data-word-placeholder]')) {
    const word = node.dataset.wordPlaceholder;
    if (isWord(word)) node.setAttribute('placeholder', say(word));
  }
  for (const node of document.querySelectorAll<HTMLElement>('time[data-shows]')) writeTime(node);
}

/** Gives false for a language the page does not speak. */
export function speak(wanted: string): wanted is Locale {
  if (!isLocale(wanted)) return false;
  current = wanted;
  kept.write('locale', wanted);
  relabel();
  return true;
}

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

function day(date: Date): string {
  const today = now();
  const days = Math.round((startOfDay(today) - startOfDay(date)) / 86_400_000);
  if (days === 0) return say('today');
  if (days === 1) return say('yesterday');
  const year = date.getFullYear() === today.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(current, { month: 'long', day: 'numeric', weekday: 'short', ...year }).format(date);
}

const hour = (date: Date): string =>
  new Intl.DateTimeFormat(current, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date);

function writeTime(node: HTMLElement): void {
  const at = new Date(node.getAttribute('datetime') ?? '');
  if (Number.isNaN(at.getTime())) return;
  node.textContent = node.dataset.shows === 'day' ? day(at) : hour(at);
}

export function timeElement(at: Date, shows: 'day' | 'hour'): HTMLTimeElement {
  const node = document.createElement('time');
  node.dateTime = at.toISOString();
  node.dataset.shows = shows;
  writeTime(node);
  return node;
}

/** `2026-10` as a month in the page's language; anything else as it is. */
export function monthLabel(text: string): string {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined) return text;
  return new Intl.DateTimeFormat(current, { year: 'numeric', month: 'short' }).format(
    new Date(Number(year), Number(month) - 1, 1),
  );
}
