/** What sentences about outages: reported, known, restored need. */

export type OutagesParams = Record<never, never>;
