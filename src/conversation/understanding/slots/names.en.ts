/** Names in English wishes to change them: capitalised words, and what stands before and after them. */
import { AFTER, BEFORE } from './names.en.said.ts';
import type { Role } from './names.zh.said.ts';
import type { Candidate } from './names.zh.ts';
import { withoutStop } from './titles.en.ts';

const ABBREVIATED = /^(?:[A-Z]|Co|Ltd|Inc|Corp|Bros|Jr|Sr|Mr|Mrs|Ms|Dr|Prof|St|Pty|LLC|No|[A-Z]\.[A-Z])\.$/;
/** A Chinese name in an English sentence is one too. */
const WORD = /[\p{Lu}][\p{L}\p{M}'’.-]*|\d+[A-Z]\w*|\p{Script=Han}{2,12}/u;
const JOIN = /^(?:&|of|the|de|da|del|della|di|van|von|der|bin|al|el|la|y|s\/o|d\/o|a\/l|a\/p|bte|binte)$/;
const LEGAL = /^(?:Ltd|Limited|Inc|LLC|LLP|Corp|PLC)\b/;
/** Behind an and: what only a company's name ends with. */
const COMPANY =
  /^(?: [A-Z][\p{L}'’-]*){1,3}(?: (?:Co|Ltd|Limited|Inc|LLC|LLP|Corp|Company|Group)\b| (?:Trading|Services|Partners|Studio|Associates)\b)|^ (?:Sons|Co|Company|Partners|Associates)\b/u;
const TITLE = /^(?:mr|mrs|ms|miss|mx|dr|sir|madam|prof)\.?$/i;
/** Words that are capitalised for another reason than being a name. */
export const NO_NAME =
  /^(?:i|i'm|i’m|i'd|i'll|i've|my|mine|me|we|we're|our|you|your|he|she|they|it|it's|its|the|this|that|these|there|there's|a|an|please|pls|hi|hey|hello|dear|thanks|thank|old|new|previous|former|current|change|changed|update|rename|transfer|transferring|switch|move|put|take|make|replace|correct|amend|fix|name|names|account|acct|accounts|title|owner|tenant|holder|company|business|legal|can|could|would|will|should|how|what|when|who|why|where|is|are|was|do|does|did|need|want|just|got|on|in|at|for|from|to|and|or|but|so|because|since|also|ok|okay|yes|no|not|as|if|with|by|bill|invoice|electricity|electric|power|meter|vat|tax|ev|id|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|sold|bought|married|divorced|typo|spelling|both|same|everything|hand|kindly|reason|re|wrong|right|use|add|set|let|registered|outgoing|incoming|phone|mobile|email|call|tel|number|said|says|now|then|hold|our|us|all|after|before|last|first|surname|forename|marriage|deed|attn|formerly|previously|currently|seller|buyer|vendor|purchaser|henceforth|reassign|reissue|well|btw|maybe|sorry|yesterday|today|tomorrow|monday's|remove|removing|delete|drop|her|his|him|their|them|shows|ownership|letters?|heir|correction|someone|nobody|chinese|english|taiwanese|japanese|korean|mandarin|boss)$/i;
const KIN =
  /^(?:Father|Mother|Dad|Mum|Mom|Papa|Mama|Grandma|Grandpa|Grandfather|Grandmother|Son|Daughter|Wife|Husband|Brother|Sister|Aunt|Auntie|Uncle|Nephew|Niece|Cousin|Landlord|Landlady|Spouse|Flat|Apartment|Unit)$/;
/** Capitalised words that end one's own name or a company's as well as they begin a sentence. */
const WITHIN =
  /^(?:Company|Power|Electric|Energy|May|June|April|March|August|New|Old|First|English|Chinese|Japanese|Korean|Taiwanese|Right|Hand)$/;
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
    // Father Lu Guoqiang: what somebody is to who speaks.
    while (KIN.test(open[0]?.text ?? '')) open.shift();
    const [first] = open;
    const last = open.at(-1);
    if (first !== undefined && last !== undefined)
      all.push({ text: text.slice(first.start, last.end), start: first.start, end: last.end });
    open = [];
  };
  for (const [place, token] of tokens.entries()) {
    const next = tokens[place + 1]?.text ?? '';
    const lead = /^["“'‘(]+/.exec(token.text)?.[0].length ?? 0;
    const trail = /(?:['’]s)?["”'’,;:!?)…]*(?:(?<=["”'’)])\.)?(?:['’]s)?[,;:!?)]*$/.exec(token.text)?.[0].length ?? 0;
    let word = token.text.slice(lead, token.text.length - trail);
    let stops = trail > 0 && !(/^Co\.?,$/.test(token.text) && LEGAL.test(next));
    if (word.endsWith('.') && !ABBREVIATED.test(word)) {
      word = word.replace(/\.+$/, '');
      stops = true;
    }
    const start = token.start + lead;
    const at: Token = { text: word, start, end: start + word.length };
    // Anand (Shanghai) Co Ltd, Import and Export Co: the name goes on.
    if (open.length > 0 && /^\p{Lu}/u.test(next) && /^\(\p{Lu}\p{L}+\)$/u.test(token.text)) {
      open.push({ ...token });
      continue;
    }
    if (open.length > 0 && word === 'and' && COMPANY.test(text.slice(token.end, token.end + 60))) {
      open.push(at);
      continue;
    }
    if (lead > 0) close();
    if (TITLE.test(word)) {
      close();
      continue;
    }
    if (JOIN.test(word) && open.length > 0) open.push(at);
    else if (
      new RegExp(`^(?:${WORD.source})$`, 'u').test(word) &&
      (!NO_NAME.test(word) ||
        (word === 'The' && place > 0 && !/[.!?:]$/.test(tokens[place - 1]?.text ?? '') && /^\p{Lu}/u.test(next)) ||
        (open.length > 0 && WITHIN.test(word) && !stops))
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

/** A sentence that begins with its verb. */
const OPENS = /^[A-Z][a-z]+(?:ing)? (?:the|a|an|my|our|this|that|it|over|up|out|in|me)\b/;
const TITLES_BEFORE = /(?:\b(?:mr|mrs|ms|miss|mx|dr|sir|madam|prof)\.? *)+$/i;

/** What the words around a name tell of it: the plainest of them. */
export function toldOf(before: string, after: string): readonly [RegExp, Role, number] | undefined {
  return [
    ...BEFORE.filter(([pattern]) => pattern.test(before)),
    ...AFTER.filter(([pattern]) => pattern.test(after)),
  ].sort((a, b) => b[2] - a[2])[0];
}

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
      ({ text: name, start, end }) =>
        !STREET.test(name) &&
        !/^\p{Script=Han}{1,2}(?:先生|女士|小姐|太太)$/u.test(name) &&
        !/\b(?:at|on) $|\b\w*\d\w* $/.test(text.slice(Math.max(0, start - 8), start)) &&
        // Hi from Toronto; Taking over a shop.
        (name.includes(' ') ||
          !/(?:\b(?:hi|hello|hey|greetings|writing|year) (?:from|in)|\b(?:gone|go|moved|went|moving|going|relocated|relocating|back|emigrated) to|\bin) $/i.test(
            text.slice(0, start),
          )) &&
        !(/(?:^|[.!?;:] )$/.test(text.slice(0, start)) && OPENS.test(text.slice(start))) &&
        // Our Kaohsiung flat.
        !/^ (?:flat|house|home|apartment|condo|shop|office|branch|studio|place|villa)\b/.test(text.slice(end)) &&
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
        .replace(/ ?=$/, ':')
        .toLowerCase();
      const after = text.slice(end, end + 50).replace(/^["”)]+/, '');
      const told = toldOf(before, after);
      return { name: withoutStop(name, text.slice(end)), role: told?.[1] ?? null, weight: told?.[2] ?? 0, start };
    })
    .sort((a, b) => a.start - b.start);
}
