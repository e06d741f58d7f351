/** One line of text to one checked line, or to its faults; and bytes to lines. */
import { KINDS, type Kind, type Line, schemas } from './lines.ts';
import { type Fault, faultsOf, reasonOf } from './reasons.ts';

export const MAX_LINE_BYTES = 1024 * 1024;

export type ReadLine =
  | { readonly ok: true; readonly line: Line }
  /** `claims`: what the line would have defined, so that the lines that refer to it are not blamed as well. */
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly claims: string | null };

/** `text` is not blank. `number` counts from 1. */
export function readLine(text: string, number: number): ReadLine {
  const refuse = (reason: string, field = ''): ReadLine => ({
    ok: false,
    faults: [{ line: number, field, reason }],
    claims: null,
  });
  if (text.length > MAX_LINE_BYTES / 3 && Buffer.byteLength(text) > MAX_LINE_BYTES)
    return refuse('is longer than 1 MiB');
  if (text.includes('\uFFFD')) return refuse('holds characters that are not UTF-8: save the file as UTF-8');
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    const position = /at position (\d+)/.exec(String(error))?.[1];
    return refuse(`is not JSON${position ? ` (from character ${Number(position) + 1})` : ''}`);
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return refuse('must be one JSON object');
  const { kind } = given as { kind?: unknown };
  if (!isKind(kind)) return refuse(kind === undefined ? 'is missing' : `must be ${KINDS.join(', ')}`, 'kind');
  // Only an escape can bring in what PostgreSQL cannot store: JSON.parse refuses a bare NUL, and half a surrogate pair is not UTF-8.
  const unstorable = /\\u(?:0000|d[89a-f])/i.test(text) ? unstorableIn(given, '') : null;
  if (unstorable) return refuse('holds a NUL or half a character', unstorable);
  const read = schemas[kind].safeParse(given, { error: reasonOf });
  if (read.success) return { ok: true, line: read.data };
  return { ok: false, faults: faultsOf(number, read.error), claims: claimOf(kind, given as Record<string, unknown>) };
}

const isKind = (kind: unknown): kind is Kind => typeof kind === 'string' && (KINDS as readonly string[]).includes(kind);

function claimOf(kind: Kind, given: Record<string, unknown>): string | null {
  const claimed = kind === 'tariff' ? given.tariffId : kind === 'account' ? given.accountNumber : null;
  return typeof claimed === 'string' ? `${kind} ${claimed}` : null;
}

function unstorableIn(value: unknown, path: string): string | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const here = Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key;
    const found = unstorableIn(inner, here);
    if (found) return found;
  }
  return null;
}

/** Lines of UTF-8 bytes, without their ends; of a line that is far too long only as much as shows it. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const parts = decoder.decode(chunk, { stream: true }).split('\n');
    parts[0] = rest + (parts[0] ?? '');
    rest = parts.pop() ?? '';
    if (rest.length > MAX_LINE_BYTES) rest = rest.slice(0, MAX_LINE_BYTES + 1);
    yield* parts;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
