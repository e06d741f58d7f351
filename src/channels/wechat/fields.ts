/** The fields of a WeChat message, from its flat XML or its JSON; a number stays the text it was, since a MsgId has 64 bits. */

export type Format = 'xml' | 'json';

export interface Fields {
  readonly format: Format;
  /** What has parts of its own (a list of pictures, say) is left out. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Null for what is neither: no document types, no attributes, no comments, no field twice, nothing after the end. */
export function readFields(text: string): Fields | null {
  const first = /\S/.exec(text.replace(/^\uFEFF/, ''))?.[0];
  const fields = first === '<' ? readXml(text.replace(/^\uFEFF/, '')) : first === '{' ? readJson(text) : null;
  return fields && { format: first === '<' ? 'xml' : 'json', fields };
}

function readJson(text: string): ReadonlyMap<string, string> | null {
  const asWritten = (_: string, value: unknown, { source }: { source?: string } = {}): unknown =>
    typeof value === 'number' ? (source ?? String(value)) : value;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text, asWritten);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  return new Map(Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

const DECLARATION = /\s*(?:<\?xml [^?<>]{0,100}\?>\s*)?/y;
const OPENING = /<([A-Za-z_][\w.-]{0,63})>/y;
const CLOSING = /<\/([A-Za-z_][\w.-]{0,63})>/y;
const CDATA = /<!\[CDATA\[([\s\S]*?)\]\]>/y;
const WORDS = /[^<]+/y;
const DEEPEST = 6;

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function readXml(text: string): ReadonlyMap<string, string> | null {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };

  take(DECLARATION);
  if (take(OPENING)?.[1] !== 'xml') return null;
  const fields = new Map<string, string>();
  const seen = new Set<string>();
  const open: { name: string; value: string; parts: boolean }[] = [{ name: 'xml', value: '', parts: true }];
  for (;;) {
    const inside = open.at(-1);
    if (!inside) return text.slice(at).trim() === '' ? fields : null;
    const cdata = take(CDATA);
    if (cdata) {
      inside.value += cdata[1];
      continue;
    }
    const words = take(WORDS);
    if (words) {
      const plain = unescaped(words[0]);
      if (plain === null) return null;
      inside.value += plain;
      continue;
    }
    const closing = take(CLOSING);
    if (closing) {
      if (closing[1] !== inside.name) return null;
      // Between parts there is only white space.
      if (inside.parts && inside.value.trim() !== '') return null;
      if (open.length === 2 && !inside.parts) fields.set(inside.name, inside.value);
      open.pop();
      continue;
    }
    const opening = take(OPENING)?.[1];
    if (opening === undefined || open.length >= DEEPEST) return null;
    if (open.length === 1) {
      if (seen.has(opening)) return null;
      seen.add(opening);
    }
    inside.parts = true;
    open.push({ name: opening, value: '', parts: false });
  }
}

/** Null when there is an entity that we don't know, or `]]>` where none may stand. */
function unescaped(text: string): string | null {
  let known = !text.includes(']]>');
  const plain = text.replace(/&([^;&]{0,12})(;?)/g, (_, name: string, end: string) => {
    const code = /^#(?:(\d{1,7})|x([0-9a-fA-F]{1,6}))$/.exec(name);
    const point = code ? Number.parseInt(code[1] ?? code[2] ?? '', code[1] ? 10 : 16) : null;
    const character = point === null ? NAMED[name] : point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
    if (end === '' || character === undefined) known = false;
    return character ?? '';
  });
  return known ? plain : null;
}

/** `<xml>` with every text as CDATA; a `]]>` within is cut in two. Numbers stand bare. */
export function writeXml(fields: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(fields).map(([name, value]) => {
    if (typeof value === 'number') return `<${name}>${value}</${name}>`;
    return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
  });
  return `<xml>${lines.join('')}</xml>`;
}

export const writeFields = (format: Format, fields: Readonly<Record<string, string | number>>): string =>
  format === 'xml' ? writeXml(fields) : JSON.stringify(fields);
