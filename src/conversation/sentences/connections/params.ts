/** What sentences about connections and other requests need. */

export type ConnectionsParams = Record<never, never>;
