/** Whether the histories of all cases still hold: asked by whoever audits the house, or brought a database back from its backup. */
import { casesAfter } from '../../store/cases.ts';
import type { Deps } from '../deps.ts';
import { brokenAt } from './chain.ts';

/** Read at once: some thousand entries. */
const BATCH = 200;

export interface CheckedChains {
  readonly right: number;
  /** `at`: the first entry that does not follow from the one before it, or that is missing. */
  readonly broken: readonly { readonly caseNumber: string; readonly at: number }[];
}

export function createChains(deps: Pick<Deps, 'db'>) {
  return {
    /** One case after the other; a case that is opened or moved meanwhile is seen as it was at one moment. */
    async check(batch = BATCH): Promise<CheckedChains> {
      const broken: { caseNumber: string; at: number }[] = [];
      let right = 0;
      let last = '';
      for (;;) {
        const found = await casesAfter(deps.db, last, batch);
        for (const { caseNumber, history, seq, hash } of found) {
          const at = await brokenAt(history, { seq, hash });
          if (at === null) right += 1;
          else broken.push({ caseNumber, at });
          last = caseNumber;
        }
        if (found.length < batch) return { right, broken };
      }
    },
  };
}

export type Chains = ReturnType<typeof createChains>;
