/** Port: photos and files that people send in a chat and their platform keeps for a while. */

export type Fetched =
  | { readonly bytes: Uint8Array }
  /** `away`: the platform did not answer in time; sending it again may help. */
  | { readonly why: 'too-large' | 'gone' | 'away' };

/** Never throws; reads no more than `mostBytes`. */
export type FetchMedia = (mediaId: string, mostBytes: number) => Promise<Fetched>;
