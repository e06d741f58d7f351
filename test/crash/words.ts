/** What the harness and the process under test say to each other. */
import type { Armed } from './points.ts';

/** How the unit of work is wired: `whole` as in the product; `apart`: each write by itself, no transaction. */
export type Wiring = 'whole' | 'apart';

export type Order =
  /** Start serving; everything is loaded already. */
  | { readonly do: 'go'; readonly now: number; readonly armed: Armed | null }
  | { readonly do: 'arm'; readonly id: number; readonly armed: Armed | null }
  /** A clerk gives all of a payment back, unless it is on its way already; a second one agrees where that is needed. */
  | { readonly do: 'refund'; readonly id: number; readonly paymentId: string }
  /** Set the clock and do one round of upkeep. */
  | { readonly do: 'step'; readonly id: number; readonly now: number };

export type Report =
  | { readonly say: 'loaded' }
  | { readonly say: 'up' }
  | { readonly say: 'done'; readonly id: number }
  /** A line of the log that tells of trouble. */
  | { readonly say: 'trouble'; readonly line: string };
