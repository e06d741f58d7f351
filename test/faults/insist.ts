/** How people and clients behave when no answer comes: the same again, under the same key where there is one. */
import type { ProblemCode } from '../../src/domain/result.ts';
import { type Deed, type Effect, type Heard, heardOf, TRIES, whyOf } from './deeds.ts';
import type { Resident } from './homes.ts';
import { Killed } from './line.ts';
import type { World } from './world.ts';

export type Insisting = ReturnType<typeof createInsisting>;

export function createInsisting(world: World, deeds: Deed[]) {
  /** Tries until there is an answer; a service that died is started again before the next try. */
  const insist = async <T>(
    act: string,
    effect: Effect,
    once: (attempt: number) => Promise<Heard<T>>,
    more: {
      readonly numberOf?: (value: T) => string | null;
      /** Nothing tells a second try from the first: whoever tries again looks first, and a refusal then says nothing about the first. */
      readonly keyless?: boolean;
    } = {},
  ): Promise<Deed & { readonly value: T | null }> => {
    const answers: string[] = [];
    let failed = 0;
    let deed: Deed | null = null;
    let value: T | null = null;
    for (let attempt = 0; attempt < TRIES && !deed; attempt += 1) {
      let heard: Heard<T>;
      try {
        heard = await once(attempt);
      } catch (error) {
        heard = { kind: 'failed', why: error instanceof Killed ? 'reset' : whyOf(error) };
      }
      await world.revive();
      // A person is slower than a statement that is still on its way; a client that has a key need not be.
      if (heard.kind === 'failed' && more.keyless) await world.landed();
      if (heard.kind === 'done') {
        ({ value } = heard);
        answers.push(spelled(value));
        deed = { act, effect, result: 'done', code: null, caseNumber: more.numberOf?.(value) ?? null, answers };
      } else if (heard.kind === 'refused') {
        const unsure = failed > 0 && more.keyless === true;
        deed = { act, effect, result: unsure ? 'unanswered' : 'refused', code: heard.code, caseNumber: null, answers };
      } else failed += 1;
    }
    deed ??= { act, effect, result: 'unanswered', code: null, caseNumber: null, answers };
    const did = { ...deed, value };
    deeds.push(did);
    return did;
  };

  return {
    insist,

    /** A key for one request and all its tries. */
    keys: () => {
      const key = world.id();
      return (attempt: number) => (world.newKeys ? `${key}-${attempt}` : key);
    },

    post: async (who: Resident, path: string, key: string, body?: object): Promise<Heard<unknown>> => {
      const answer = await world.request('POST', path, { as: who, key, ...(body && { body }) });
      if (answer.status < 300) return { kind: 'done', value: answer.body };
      const { code } = answer.body as { code: ProblemCode };
      return heardOf({ ok: false, problem: { code } });
    },

    /** Ways of one and the same deed at once: done if any of them was. */
    asOne: async (ways: readonly (() => Promise<Deed>)[]): Promise<void> => {
      const same = await Promise.all(ways.map((way) => way()));
      if (same.length < 2) return;
      for (const one of same) deeds.splice(deeds.indexOf(one), 1);
      const [first] = [...same].sort((a, b) => rank(a) - rank(b));
      if (first) deeds.push({ ...first, answers: same.flatMap(({ answers }) => answers) });
    },
  };
}

/** The same JSON value is the same text, in whatever order it names its fields. */
const spelled = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

const rank = ({ result }: Deed): number => ['done', 'unanswered', 'refused'].indexOf(result);
