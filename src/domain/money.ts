/** Money as integer minor units with its currency; the only place that knows how many decimals a currency has. */

/** Decimals of each currency a bill can be in (ISO 4217 gives TWD two; bills and gateways in Taiwan use none). */
export const DECIMALS = { CNY: 2, TWD: 0 } as const;

export type Currency = keyof typeof DECIMALS;

export interface Money {
  /** Fen for CNY, whole dollars for TWD. */
  readonly minor: bigint;
  readonly currency: Currency;
}

export const money = (minor: bigint | number, currency: Currency): Money => ({ minor: BigInt(minor), currency });

/** Adds amounts of one currency; throws on a mixture, which is a bug and never input. */
export function sum(currency: Currency, amounts: readonly Money[]): Money {
  let minor = 0n;
  for (const amount of amounts) {
    if (amount.currency !== currency) throw new Error(`cannot add ${amount.currency} to ${currency}`);
    minor += amount.minor;
  }
  return { minor, currency };
}

/** `"177.42"`, `"-6.14"`, `"1371"`: the decimal string of the public contract. */
export function amountOf({ minor, currency }: Money): string {
  const decimals = DECIMALS[currency];
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return minor < 0n ? `-${text}` : text;
}

/** Reads the contract's decimal string exactly; null when it has too many decimals or is not a number. */
export function parseAmount(text: string, currency: Currency): Money | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const decimals = DECIMALS[currency];
  const fraction = match[3] ?? '';
  if (fraction.length > decimals && /[1-9]/.test(fraction.slice(decimals))) return null;
  const minor = BigInt(`${match[2]}${fraction.slice(0, decimals).padEnd(decimals, '0')}`);
  return { minor: match[1] ? -minor : minor, currency };
}
