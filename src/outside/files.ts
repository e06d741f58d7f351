/** Port: where papers lie. Whoever keeps them gets sealed bytes and an id, never a name or a content. */

/**
 * `Effect` is what has to be committed together with the row that names the id: a write where the bytes lie in our own
 * database; an object store does its part at once and answers with no effects.
 */
export interface Files<Effect> {
  put(id: string, sealed: Uint8Array): Promise<readonly Effect[]>;
  /** null when there is no such file, or it was removed. */
  get(id: string): Promise<Uint8Array | null>;
  /** Removing what is gone already is no error: a round of upkeep may be repeated. */
  remove(ids: readonly string[]): Promise<readonly Effect[]>;
}
