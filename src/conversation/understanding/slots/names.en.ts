/** Names in English wishes to change them: capitalised words, and what stands before and after them. */
import { AFTER, BEFORE } from './names.en.said.ts';
import type { Candidate, Role } from './names.zh.ts';

const ABBREVIATED = /^(?:[A-Z]|Co|Ltd|Inc|Corp|Bros|Jr|Sr|Mr|Mrs|Ms|Dr|Prof|St|Pty|LLC|No|[A-Z]\.[A-Z])\.$/;
/** A Chinese name in an English sentence is one too. */
const WORD = /[\p{Lu}][\p{L}\p{M}'’.-]*|\d+[A-Z]\w*|\p{Script=Han}{2,12}/u;
const JOIN = /^(?:&|of|the|de|da|del|della|di|van|von|der|bin|al|el|la|y|s\/o|d\/o|a\/l|a\/p|bte|binte)$/;
const TITLE = /^(?:mr|mrs|ms|miss|mx|dr|sir|madam|prof)\.?$/i;
/** Words that are capitalised for another reason than being a name. */
const NO_NAME =
  /^(?:i|i'm|i’m|i'd|i'll|i've|my|mine|me|we|we're|our|you|your|he|she|they|it|it's|its|the|this|that|these|there|there's|a|an|please|pls|hi|hey|hello|dear|thanks|thank|old|new|previous|former|current|change|changed|update|rename|transfer|transferring|switch|move|put|take|make|replace|correct|amend|fix|name|names|account|acct|accounts|title|owner|tenant|holder|company|business|legal|can|could|would|will|should|how|what|when|who|why|where|is|are|was|do|does|did|need|want|just|got|on|in|at|for|from|to|and|or|but|so|because|since|also|ok|okay|yes|no|not|as|if|with|by|bill|invoice|electricity|electric|power|meter|vat|tax|ev|id|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|sold|bought|married|divorced|typo|spelling|both|same|everything|hand|kindly|reason|re|wrong|right|use|add|set|let|registered|outgoing|incoming|phone|mobile|email|call|tel|number|said|says|now|then|hold|our|us|all|after|before|last|first|surname|forename|marriage|deed|attn|formerly|previously|currently|seller|buyer|vendor|purchaser|henceforth|reassign|reissue|well|btw|maybe|sorry|yesterday|today|tomorrow|monday's|someone|nobody|chinese|english|taiwanese|japanese|korean|mandarin|boss)$/i;
const STREET = /\b(?:Street|Road|Rd|Lane|Avenue|Ave|Drive|Terrace|Crescent|Boulevard|Blvd|Mews)\.?$/;

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Runs of words that could be a name: capitalised, joined by & and of; a full stop ends one, unless it abbreviates. */
function runs(text: string): Token[] {
  const tokens = [...text.matchAll(/\S+/g)].map(
    (match): Token => ({ text: match[0], start: match.index, end: match.index + match[0].length }),
  );
  const all: Token[] = [];
  let open: Token[] = [];
  const close = () => {
    while (open.length > 0 && JOIN.test(open.at(-1)?.text ?? '')) open.pop();
    const [first] = open;
    const last = open.at(-1);
    if (first !== undefined && last !== undefined)
      all.push({ text: text.slice(first.start, last.end), start: first.start, end: last.end });
    open = [];
  };
  for (const token of tokens) {
    const lead = /^["“'‘(]+/.exec(token.text)?.[0].length ?? 0;
    const trail = /(?:['’]s)?["”'’,;:!?)…]*(?:['’]s)?[,;:!?)]*$/.exec(token.text)?.[0].length ?? 0;
    let word = token.text.slice(lead, token.text.length - trail);
    let stops = trail > 0;
    if (word.endsWith('.') && !ABBREVIATED.test(word)) {
      word = word.replace(/\.+$/, '');
      stops = true;
    }
    const start = token.start + lead;
    const at: Token = { text: word, start, end: start + word.length };
    if (lead > 0) close();
    if (TITLE.test(word)) {
      close();
      continue;
    }
    if (JOIN.test(word) && open.length > 0) open.push(at);
    else if (
      new RegExp(`^(?:${WORD.source})$`, 'u').test(word) &&
      (!NO_NAME.test(word) ||
        (open.length > 0 && !stops && /^(?:Company|Power|Electric|May|June|April|March|August|New|Old)$/.test(word)))
    )
      open.push(at);
    else close();
    // What ends with a colon introduces a name.
    if (token.text.endsWith(':')) open = [];
    if (stops) close();
  }
  close();
  return all.filter(({ text: name }) => name.length >= 2 && !/^[A-Z]\.?$/.test(name));
}

const TITLES_BEFORE = /(?:\b(?:mr|mrs|ms|miss|mx|dr|sir|madam|prof)\.? *)+$/i;

/** Every name of an English text. */
export function englishNames(text: string): Candidate[] {
  const quoted = [...text.matchAll(/["“](?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? )?([^"”]{2,40})["”]/g)].map(
    (match): Token => ({
      text: match[1] ?? '',
      start: match.index + match[0].length - 1 - (match[1]?.length ?? 0),
      end: match.index + match[0].length - 1,
    }),
  );
  const named = runs(text).filter(({ start }) => !quoted.some((one) => start >= one.start && start < one.end));
  return [...quoted, ...named]
    .filter(
      ({ text: name, start }) =>
        !STREET.test(name) &&
        !/^\p{Script=Han}{1,2}(?:先生|女士|小姐|太太)$/u.test(name) &&
        !/\b(?:at|on) $|\d $/.test(text.slice(Math.max(0, start - 4), start)) &&
        // The Hendersons are a family, and no holder.
        (name.includes(' ') || !/\bthe $/i.test(text.slice(0, start))),
    )
    .map(({ text: name, start, end }) => {
      const before = (
        text
          .slice(Math.max(0, start - 90), start)
          .replace(/["“'‘(]+$/, '')
          .replace(TITLES_BEFORE, '')
          .split(/[.!?;] /)
          .at(-1) ?? ''
      )
        .trim()
        .toLowerCase();
      const after = text.slice(end, end + 50).replace(/^["”]/, '');
      const told = [
        ...BEFORE.filter(([pattern]) => pattern.test(before)),
        ...AFTER.filter(([pattern]) => pattern.test(after)),
      ].sort((a, b) => b[2] - a[2])[0];
      return { name, role: told?.[1] ?? null, weight: told?.[2] ?? 0, start };
    })
    .sort((a, b) => a.start - b.start);
}

/** Written in small letters throughout: from jane doe to jane smith. */
const SMALL: readonly (readonly [RegExp, readonly Role[]])[] = [
  [
    /\bfrom ([a-z]+(?: [a-z'-]+){1,2}?) (?:in)?to ([a-z]+(?: [a-z'-]+){1,2}?)(?=[,.!?]|$| (?:please|pls|thanks|because|since|i ))/,
    ['old', 'new'],
  ],
  [
    /\bname (?:(?:should|needs to|must) be|to|is now) ([a-z]+(?: [a-z'-]+){1,2}?)(?=[,.!?]|$| (?:please|pls|thanks|instead))/,
    ['new'],
  ],
];
const NOT_SMALL =
  /\b(?:my|the|a|an|his|her|our|new|me|it|name|account|address|owner|tenant|mine|someone|this|that|month|year|week|monday|friday)\b/;

export function smallNames(text: string): Candidate[] {
  for (const [pattern, roles] of SMALL) {
    const match = pattern.exec(text.toLowerCase());
    if (match === null || match.slice(1).some((name) => NOT_SMALL.test(name ?? ''))) continue;
    return roles.map((role, place) => {
      const name = match[place + 1] ?? '';
      const start = text.toLowerCase().indexOf(name, match.index);
      return { name: text.slice(start, start + name.length), role, weight: 80, start };
    });
  }
  return [];
}
