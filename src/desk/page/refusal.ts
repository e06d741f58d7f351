/** What a refusal is called in the page's language: by its code, else, in English, in the service's own words. */
import { el } from '../../browser/dom.ts';
import type { Refusal } from './api.ts';
import { locale } from './locale.ts';
import { momentWords } from './time.ts';
import { DESK_WORDS, say, type Word } from './words.ts';

const isWord = (key: string): key is Word => Object.hasOwn(DESK_WORDS, key);

export function refusalWords({ code, detail, retryAt }: Refusal): string {
  if (code === 'offline') return say('offline');
  if (retryAt !== null) return say('busy', { time: momentWords(retryAt) });
  const key = `code_${code}`;
  if (isWord(key)) return say(key);
  // The service's own words are English.
  return detail === '' || locale() !== 'en' ? say('failed') : detail;
}

/** A line that tells at once what went wrong, and what to do about it. */
export function alertLine(words: string): HTMLElement {
  return el('p', { class: 'alert', role: 'alert' }, words);
}

/** For a place that could not be filled at all. */
export function failedBlock(refusal: Refusal, again: () => void): HTMLElement {
  const retry = el('button', { type: 'button', class: 'act' }, say('tryAgain'));
  retry.addEventListener('click', again);
  return el('div', { class: 'failed' }, alertLine(refusalWords(refusal)), retry);
}
