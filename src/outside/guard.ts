/** What stands in front of a model's server, whatever it is asked: a budget for the day, and a rest after failures. */
import type { ModelLimits } from '../domain/settings.ts';
import type { Clock } from './clock.ts';
import type { ModelCall, ModelFailure } from './language-model.ts';

/** Tokens of one day (UTC), counted by this process alone (on Workers: this isolate); may be shared by several guards. */
export interface DayBudget {
  day: string;
  tokens: number;
  /** The most that calls may cost that are out now. */
  held: number;
}

export const dayBudget = (): DayBudget => ({ day: '', tokens: 0, held: 0 });

const utf8 = new TextEncoder();

/** The most that texts may cost: no token is shorter than a byte. */
export const mostOfTexts = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + utf8.encode(text).length, 0);

/** The most that a call may cost: all that is sent, and the longest answer. */
export const mostOfCall = ({
  system,
  turns,
  schema,
  maxTokens,
}: Pick<ModelCall<unknown>, 'system' | 'turns' | 'schema' | 'maxTokens'>): number =>
  mostOfTexts([system, JSON.stringify(schema), ...turns.map(({ text }) => text)]) + maxTokens;

export interface GuardLimits {
  readonly clock: Clock;
  readonly limits: () => Promise<ModelLimits>;
  readonly spent: DayBudget;
}

interface Counted {
  readonly ok: boolean;
  readonly tokens: number;
}

/** Not asked, or it could not even be tried. */
export interface NotAsked {
  readonly ok: false;
  readonly why: ModelFailure;
  readonly tokens: number;
  readonly tookMs: number;
}

/**
 * What a call may cost at most is held until it has answered, so that calls at once pass the budget by one of them and no more.
 * After `failures` in a row nothing is asked for `restSeconds`; then one call tries, and the others rest until it has answered.
 */
export function createGuard({ clock, limits, spent }: GuardLimits) {
  let failed = 0;
  let restsUntil = 0;
  let trying = false;

  return async <A extends Counted>(most: number, ask: () => Promise<A>): Promise<A | NotAsked> => {
    const { tokensPerDay, failures, restSeconds } = await limits();
    const now = clock.now();
    const day = now.toISOString().slice(0, 10);
    if (spent.day !== day) Object.assign(spent, { day, tokens: 0 });
    const not = (why: ModelFailure): NotAsked => ({ ok: false, why, tokens: 0, tookMs: 0 });
    if (spent.tokens + spent.held >= tokensPerDay) return not('spent');
    if (failed >= failures && (trying || now.getTime() < restsUntil)) return not('resting');
    trying = failed >= failures;
    spent.held += most;
    try {
      const answer = await ask();
      spent.tokens += answer.tokens;
      failed = answer.ok ? 0 : failed + 1;
      return answer;
    } catch {
      // Its code could not be loaded; the next try loads again.
      failed += 1;
      return not('broken');
    } finally {
      spent.held -= most;
      trying = false;
      if (failed >= failures) restsUntil = clock.now().getTime() + restSeconds * 1_000;
    }
  };
}

/** Failures of the model or of the way to it are told; a budget that is spent, and a rest, are none. */
export const isFailure = (why: ModelFailure): boolean => why !== 'resting' && why !== 'spent';
