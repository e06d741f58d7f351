/** The shape of a rule. */
import type { ServiceId } from '../../../domain/names.ts';

export interface Rule {
  readonly service: ServiceId;
  /** All of these must be found in one clause … */
  readonly when: readonly RegExp[];
  /** … and this must not. */
  readonly not?: RegExp;
  /** `sentence`: the words may be spread over the commas of one sentence. `message`: only if it is all that was said. */
  readonly within?: 'clause' | 'sentence' | 'message';
  /** What a resident would write. */
  readonly say: string;
}

export const re = (source: string): RegExp => new RegExp(source);
