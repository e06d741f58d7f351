/** Rows as a person may read them: what was sealed is opened, sums are decimal, and what only the house needs is left out. */
import { amountOf, type Currency, money } from '../../domain/money.ts';
import type { Tokens } from '../tokens.ts';

/** How a conversation marks what it sealed (conversation/secrets.ts). */
const MARK = 'sealed:';

/** Of our own seals one opens; a text that only looks like one stays as it is. */
async function opened(sealed: string, tokens: Pick<Tokens, 'unseal'>): Promise<unknown> {
  const text = await tokens.unseal(sealed).catch(() => null);
  if (text === null) return sealed;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export async function legible(value: unknown, tokens: Pick<Tokens, 'unseal'>): Promise<Record<string, unknown>> {
  return (await each(value, tokens)) as Record<string, unknown>;
}

async function each(value: unknown, tokens: Pick<Tokens, 'unseal'>): Promise<unknown> {
  if (typeof value === 'string') return value.startsWith(MARK) ? opened(value.slice(MARK.length), tokens) : value;
  if (Array.isArray(value)) return Promise.all(value.map((one) => each(one, tokens)));
  if (typeof value !== 'object' || value === null) return value;
  const read: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) {
    if (name === 'sealed' && typeof one === 'string') read.sealed = await opened(one, tokens);
    else if (name === 'amount_minor' && 'currency' in value)
      read.amount = amountOf(money(one as number, value.currency as Currency));
    else if (name !== 'salt') read[name] = await each(one, tokens);
  }
  return read;
}
