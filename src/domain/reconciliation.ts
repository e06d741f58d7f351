/** A company's own list of a day beside our books: what each side has that the other has not, or has otherwise. */
import type { Money } from './money.ts';

/** A line of the company's list. */
export interface CompanyLine {
  readonly kind: 'payment' | 'refund';
  /** The company's number of the payment, of which a refund is a part. */
  readonly transactionId: string;
  /** Our payment's id, as the company was told it; anything at all where it was never ours. */
  readonly paymentId: string;
  readonly amount: Money;
  /** Refunds: the company's number, and ours where it keeps one. */
  readonly refundNumber: string | null;
  readonly refundId: string | null;
}

/** What our books have of a transaction or refund. */
export interface OurLine {
  readonly kind: 'payment' | 'refund';
  readonly transactionId: string;
  readonly paymentId: string | null;
  readonly amount: Money;
  readonly refundNumber: string | null;
  /** Booked on the day that is compared; else it is only there to be found. */
  readonly ofDay: boolean;
}

export type Difference =
  /** The company has it and our books have not. */
  | { readonly kind: 'not-here'; readonly line: CompanyLine }
  | { readonly kind: 'other-amount'; readonly line: CompanyLine; readonly ours: OurLine }
  /** Our books have it for this day and the company's list has not. */
  | { readonly kind: 'not-there'; readonly ours: OurLine };

/** One line names one thing: a payment by its transaction, a refund by the company's number of it. */
const nameOf = (line: Pick<CompanyLine, 'kind' | 'transactionId' | 'refundNumber'>): string =>
  `${line.kind}:${line.kind === 'payment' ? line.transactionId : line.refundNumber}`;

export function differences(theirs: readonly CompanyLine[], ours: readonly OurLine[]): Difference[] {
  const known = new Map(ours.map((line) => [nameOf(line), line]));
  const listed = new Set(theirs.map(nameOf));
  return [
    ...theirs.flatMap((line): Difference[] => {
      const own = known.get(nameOf(line));
      if (!own) return [{ kind: 'not-here', line }];
      const same = own.amount.minor === line.amount.minor && own.amount.currency === line.amount.currency;
      return same ? [] : [{ kind: 'other-amount', line, ours: own }];
    }),
    ...ours.flatMap((line): Difference[] =>
      line.ofDay && !listed.has(nameOf(line)) ? [{ kind: 'not-there', ours: line }] : [],
    ),
  ];
}
