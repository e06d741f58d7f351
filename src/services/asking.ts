/** Asking gateways about what is due: side by side, so that one that says nothing costs its patience once and not once for each. */
import type { PaymentMethod } from '../domain/payments.ts';
import type { Clock } from '../outside/clock.ts';
import { isGatewaySilent } from '../outside/payment-gateway.ts';

/** A Worker may wait on six lines at once, and those to the database are among them. */
const AT_ONCE = 3;

/** A round that runs so long begins nothing new: who still waits in it is another round's. */
const ROUND_MS = 30_000;

/** What came of asking; `unasked`: this round's time was up, or its gateway had just let another one wait in vain. It has heard nothing of this one. */
export type Heard<A> = { readonly answer: A } | { readonly error: unknown } | 'unasked';

export interface Asking<T, A> {
  readonly clock: Clock;
  readonly methodOf: (one: T) => PaymentMethod;
  readonly ask: (one: T) => Promise<A>;
  /** Called as it comes, for one at a time: a booking holds a connection and may need a second one. */
  readonly take: (one: T, heard: Heard<A>) => Promise<void>;
}

/**
 * Asks about each of them, a few at a time and the first ones first; a gateway that does not answer is asked no more in this round.
 * What `take` throws keeps none of the others from being asked, and is thrown in the end.
 */
export async function askEach<T, A>(all: readonly T[], { clock, methodOf, ask, take }: Asking<T, A>): Promise<void> {
  const began = clock.now().getTime();
  const silent = new Set<PaymentMethod>();
  const hear = async (one: T): Promise<Heard<A>> => {
    if (silent.has(methodOf(one)) || clock.now().getTime() - began >= ROUND_MS) return 'unasked';
    try {
      return { answer: await ask(one) };
    } catch (error) {
      if (isGatewaySilent(error)) silent.add(methodOf(one));
      return { error };
    }
  };
  const failures: unknown[] = [];
  let taken: Promise<unknown> = Promise.resolve();
  const left = all.values();
  const askSome = async () => {
    for (const one of left) {
      const heard = await hear(one);
      taken = taken.then(() => take(one, heard)).catch((error: unknown) => failures.push(error));
      await taken;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askSome));
  if (failures.length > 0) throw failures[0];
}
