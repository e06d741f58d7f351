/** Idempotency keys: what a client asked once is done once and answered the same, whatever the network did. */
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';
import { lostRace } from '../store/commit.ts';
import { completeAnswer, keepAnswer, storedAnswer } from '../store/idempotency.ts';
import type { Deps, Planned } from './deps.ts';

/** Plans that lost a race against another request are made again on what holds then. */
const TRIES = 3;

export interface OnceAnswer<T> {
  readonly value: T;
  /** true: nothing was done now, this is what an earlier request got. */
  readonly repeated: boolean;
}

export type Once = ReturnType<typeof createOnce>;

export function createOnce(deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'tokens' | 'faultPoint'>) {
  /**
   * Plans and commits. With a key, the answer is stored in the same commit: the same key and body get it again, another body is
   * refused. `toBody` makes what is stored, plain JSON; refusals are not stored, a corrected world may answer better. `tries`: of
   * what must not be refused because others were faster.
   */
  return async function once<T, B>(
    viewer: Viewer,
    request: { key: string | null; body: unknown; status: number; tries?: number },
    plan: () => Promise<Result<Planned<T>>>,
    toBody: (value: T) => B,
  ): Promise<Result<OnceAnswer<B>>> {
    const hashes = request.key ? await deps.tokens.hashes('request', JSON.stringify(request.body)) : [];
    const [requestHash = ''] = hashes;
    const earlier = async (): Promise<Result<OnceAnswer<B>> | null> => {
      const stored = request.key ? await storedAnswer(deps.db, viewer.residentId, request.key) : null;
      if (!stored) return null;
      return hashes.includes(stored.requestHash)
        ? ok({ value: stored.body as B, repeated: true })
        : refuse('idempotency_key_reused');
    };
    for (let attempt = 1; ; attempt += 1) {
      const answered = await earlier();
      if (answered) return answered;
      const planned = await plan();
      // What is refused may have been done meanwhile, by this very request on its other way here.
      if (!planned.ok) return (await earlier()) ?? planned;
      const body = toBody(planned.value.value);
      const kept = request.key
        ? [keepAnswer(viewer.residentId, request.key, { requestHash, status: request.status, body }, deps.clock.now())]
        : [];
      try {
        await deps.unit.commit([...planned.value.writes, ...kept]);
        deps.faultPoint('once.committed');
        return ok({ value: body, repeated: false });
      } catch (error) {
        if (!lostRace(error)) throw error;
        if (attempt >= (request.tries ?? TRIES)) return refuse('conflict');
      }
    }
  };
}

export type Whole = ReturnType<typeof createWhole>;

/** For answers that hold what only a call outside tells, made after the commit: the first whole one is what every repeat gets. */
export function createWhole({ db }: Pick<Deps, 'db'>) {
  return async function whole<B extends object, A>(
    viewer: Viewer,
    key: string | null,
    part: B,
    more: () => Promise<Result<A>>,
  ): Promise<Result<B & A>> {
    const told = await more();
    if (!told.ok) return told;
    const answer = { ...part, ...told.value };
    return ok(key === null ? answer : await completeAnswer(db, viewer.residentId, key, { part, whole: answer }));
  };
}
