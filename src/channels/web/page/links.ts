/** Addresses: which ones may be followed, and how they are found inside a text. */
import { el } from '../../../browser/dom.ts';

/** Letters of an address; Chinese words around it are not part of it. */
const ADDRESS = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/giu;

/** The address, if it leads to http or https; a path of our own becomes a full one. */
export function followable(url: string): string | null {
  try {
    const parsed = new URL(url, window.location.origin);
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
  } catch {
    return null;
  }
}

/** Punctuation after an address belongs to the sentence, and so does a bracket that was opened before it. */
function trim(address: string): string {
  let end = address.replace(/[.,;:!?'*]+$/u, '');
  while (end.endsWith(')') && end.split('(').length < end.split(')').length)
    end = end.slice(0, -1).replace(/[.,;:!?'*]+$/u, '');
  return end;
}

export function anchor(href: string, ...children: readonly (Node | string)[]): HTMLAnchorElement {
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}

/** A text with its addresses as links; line breaks are kept by the style sheet. */
export function linked(words: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const found of words.matchAll(ADDRESS)) {
    const address = trim(found[0]);
    const href = followable(address);
    if (href === null) continue;
    parts.push(words.slice(from, found.index), anchor(href, address));
    from = found.index + address.length;
  }
  parts.push(words.slice(from));
  return parts.filter((part) => part !== '');
}
