/** The named points at which a process is killed: one between every two steps of a payment, in the order of the path. */
import type { Dice } from './chance.ts';
import type { Method } from './companies.ts';

export const OUTCOMES = ['paid', 'duplicate', 'late', 'never', 'declined', 'wrong-amount', 'abandoned'] as const;
/** What the payer does at the gateway's page; `abandoned`: never presses anything. */
export type Outcome = (typeof OUTCOMES)[number];

const TOLD: readonly Outcome[] = ['paid', 'duplicate', 'late', 'declined', 'wrong-amount'];
const PRESSED: readonly Outcome[] = [...TOLD, 'never'];
const SILENT: readonly Outcome[] = ['never', 'abandoned'];
const PAID: readonly Outcome[] = ['paid', 'duplicate', 'late', 'never'];
const SANDBOX: readonly Method[] = ['sandbox'];
const NOTIFIES: readonly Method[] = ['sandbox', 'wechat-pay'];
const REAL: readonly Method[] = ['wechat-pay', 'line-pay'];

interface Point {
  /** Outcomes in which the path comes by here. */
  readonly when: readonly Outcome[];
  /** Reached only when a new bill makes the payer open a second payment that replaces the first. */
  readonly replaces?: true;
  /** Reached only when what was paid is given back. */
  readonly refunds?: true;
  /** Only at these companies; without it at all. */
  readonly at?: readonly Method[];
}

/**
 * Points of `src/services` are called by the product itself; those of requests, notices and turns are watched from outside
 * (watch.ts), those of companies from theirs. `….flying`: the statement or COMMIT has been sent and its answer has not come.
 */
export const POINTS = {
  'rest.asked': { when: OUTCOMES },
  'replace.closing': { when: SILENT, replaces: true },
  'replace.closed': { when: SILENT, replaces: true },
  'payment.planned': { when: OUTCOMES },
  'payment.flying': { when: OUTCOMES },
  'once.committed': { when: OUTCOMES },
  'gateway.opening': { when: OUTCOMES },
  'gateway.opened': { when: OUTCOMES },
  'rest.answering': { when: OUTCOMES },
  'rest.answered': { when: OUTCOMES },
  'page.showing': { when: PRESSED, at: SANDBOX },
  'page.pressed': { when: PRESSED, at: SANDBOX },
  'page.answering': { when: PRESSED, at: SANDBOX },
  'page.answered': { when: PRESSED, at: SANDBOX },
  'notice.sending': { when: TOLD, at: SANDBOX },
  'notice.arrived': { when: TOLD, at: NOTIFIES },
  'settle.begin': { when: OUTCOMES },
  'settle.locked': { when: OUTCOMES },
  'settle.written': { when: OUTCOMES },
  'settle.flying': { when: OUTCOMES },
  'settle.committed': { when: OUTCOMES },
  'notice.answering': { when: TOLD, at: NOTIFIES },
  'notice.answered': { when: TOLD, at: SANDBOX },
  'turn.planned': { when: OUTCOMES },
  'turn.flying': { when: OUTCOMES },
  'turn.committed': { when: OUTCOMES },
  'ask.taken': { when: SILENT },
  'ask.answered': { when: SILENT },
  'ask.judged': { when: SILENT },
  'return.arrived': { when: TOLD, at: ['line-pay'] },
  'return.answering': { when: TOLD, at: ['line-pay'] },
  'company.heard': { when: OUTCOMES, at: REAL },
  'company.did': { when: OUTCOMES, at: REAL },
  'refund.taken': { when: PAID, refunds: true },
  'refund.answered': { when: PAID, refunds: true },
  'refund.begin': { when: PAID, refunds: true },
  'refund.locked': { when: PAID, refunds: true },
  'refund.written': { when: PAID, refunds: true },
  'refund.committed': { when: PAID, refunds: true },
  'refund.judged': { when: PAID, refunds: true },
  'company.refunding': { when: PAID, refunds: true, at: REAL },
  'company.refunded': { when: PAID, refunds: true, at: REAL },
} as const satisfies Record<string, Point>;

/** Only when the unit of work is taken apart: one write of a plan is committed, the next one is not. */
export const BETWEEN_WRITES = 'apart.between-writes';

export type PointName = keyof typeof POINTS | typeof BETWEEN_WRITES;

/** Kill at the n-th time the process comes by. */
export interface Armed {
  readonly point: PointName;
  readonly hit: number;
}

export interface Run {
  readonly outcome: Outcome;
  readonly armed: Armed;
  /** For the process that comes after the killed one: killed while it cleans up. */
  readonly again: Armed | null;
  /** Has a conversation, so a receipt must arrive there. */
  readonly talks: boolean;
  /** Sends the opening request twice at once, with one key. */
  readonly twice: boolean;
  /** A new bill comes before the first payment is proved, and the payer opens a payment of all that is due. */
  readonly newBill: boolean;
  /** What was paid is given back in the end. */
  readonly refunds: boolean;
  /** After a payment that came to nothing, another one is opened and paid. */
  readonly paysLater: boolean;
}

const NAMES = Object.keys(POINTS) as (keyof typeof POINTS)[];

/** The points on the way at a company. */
export const pointsOf = (method: Method): readonly (keyof typeof POINTS)[] =>
  NAMES.filter((name) => {
    const { at }: Point = POINTS[name];
    return !at || at.includes(method);
  });

/** Deals runs; every point comes once before any comes again. */
export function dealer(chance: Dice, apart: boolean, method: Method): () => Run {
  const names = pointsOf(method);
  let deck: PointName[] = [];
  const hit = (of: PointName) => (of === BETWEEN_WRITES ? 1 + chance.below(9) : chance.often(0.8) ? 1 : 2);
  return () => {
    if (deck.length === 0) deck = chance.shuffled(names);
    const point = (apart && chance.often(0.6) ? BETWEEN_WRITES : deck.pop()) ?? 'rest.asked';
    const second = apart ? BETWEEN_WRITES : chance.oneOf(names);
    const { when, replaces, refunds }: Point = point === BETWEEN_WRITES ? { when: OUTCOMES } : POINTS[point];
    return {
      outcome: chance.oneOf(when),
      armed: { point, hit: hit(point) },
      again: chance.often(0.25) ? { point: second, hit: hit(second) } : null,
      talks: point.startsWith('turn.') || chance.often(0.8),
      twice: chance.often(0.2),
      newBill: replaces === true || chance.often(0.15),
      refunds: refunds === true || chance.often(0.25),
      paysLater: chance.often(0.5),
    };
  };
}
