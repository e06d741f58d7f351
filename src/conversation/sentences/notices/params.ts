/** What sentences about what is told by itself need. */

export type NoticesParams = Record<never, never>;
