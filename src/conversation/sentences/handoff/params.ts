/** What sentences about being with a person need. */

export type HandoffParams = Record<never, never>;
