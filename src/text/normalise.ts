/** One writing for every message: NFKC, half-width, lower case, single spaces, bounded length. */

/** Longer than any message a resident may send (contract: 5,000 characters). */
const LONGEST = 5000;

const INVISIBLE = /[\p{Cf}\p{Mn}\p{Cc}\p{Cs}\ufffd]/gu;
const SPACES = /[\s\u3164\u115f]+/gu;
/** Punctuation that NFKC leaves alone, and look-alikes of the dash, the quotes and the wave. */
const PUNCTUATION: Readonly<Record<string, string>> = {
  '、': ',',
  '，': ',',
  '｡': '。',
  '…': '。',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '—': '-',
  '–': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '−': '-',
  '─': '-',
  '〜': '~',
  '・': '·',
};
const LOOKALIKE = new RegExp(`[${Object.keys(PUNCTUATION).join('')}]`, 'g');

/** What a person wrote, as they wrote it, without what cannot be seen. */
export const asWritten = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd]/gu, ' ')
    .replace(SPACES, ' ')
    .trim();

/** The same text for machines: what two people type differently and mean alike becomes equal. */
export const normalise = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/[\r\n]+/g, '。')
    .replace(/\p{Cc}/gu, ' ')
    .normalize('NFKC')
    .slice(0, LONGEST)
    .replace(LOOKALIKE, (character) => PUNCTUATION[character] ?? character)
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .toLowerCase()
    .trim();
