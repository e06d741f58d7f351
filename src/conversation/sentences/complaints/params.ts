/** What sentences about complaints, progress and chasing need. */

export type ComplaintsParams = Record<never, never>;
