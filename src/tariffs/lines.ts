/** Tier lines as a bill shows them: rounded one by one, the residual on the last, so that they add up to the charge. */
import type { Decimal, IsoDate } from '../domain/billing.ts';
import type { Money } from '../domain/money.ts';
import type { Piece } from './charge.ts';
import { add, asMoney, exact, mul, sub, trimmed, ZERO } from './exact.ts';

export interface TierLine {
  /** 1 is the lowest. */
  readonly tier: number;
  /** `all`: charged at the plain price. */
  readonly use: 'all' | 'peak' | 'valley';
  /** At most two decimals; the lines add up to the charged kWh. */
  readonly kwh: Decimal;
  readonly price: Decimal;
  readonly amount: Money;
  /** First and last day this price was charged for. */
  readonly from: IsoDate;
  readonly to: IsoDate;
}

const KWH_DECIMALS = 2;
const USES = ['all', 'peak', 'valley'] as const;

/** One line for each tier, use and price, lowest tier first (facts/domain.md 3.4 rule 4); none when nothing was used. */
export function tierLines(pieces: readonly Piece[], amount: Money): readonly TierLine[] {
  const merged = new Map<string, Piece>();
  for (const piece of pieces) {
    const key = `${piece.tier} ${piece.use} ${piece.price.n}/${piece.price.d}`;
    const known = merged.get(key);
    merged.set(key, known ? { ...known, kwh: add(known.kwh, piece.kwh), to: piece.to } : piece);
  }
  const ordered = [...merged.values()].sort(
    (a, b) => a.tier - b.tier || USES.indexOf(a.use) - USES.indexOf(b.use) || (a.from < b.from ? -1 : 1),
  );
  let leftMoney = amount.minor;
  let leftKwh = ordered.reduce((sum, piece) => add(sum, piece.kwh), ZERO);
  return ordered.map(({ tier, use, kwh, price, from, to }, at) => {
    const last = at === ordered.length - 1;
    const shownKwh = trimmed(last ? leftKwh : kwh, KWH_DECIMALS);
    const minor = last ? leftMoney : asMoney(mul(kwh, price), amount.currency).minor;
    leftMoney -= minor;
    leftKwh = sub(leftKwh, exact(shownKwh));
    return { tier, use, kwh: shownKwh, price: trimmed(price), amount: { ...amount, minor }, from, to };
  });
}
