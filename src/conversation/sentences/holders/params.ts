/** What sentences about name changes and transfers need. */

export type HoldersParams = Record<never, never>;
