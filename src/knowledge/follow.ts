/** Which revision is in force, looked at every few seconds by the service's clock, and only when somebody asks the articles. */
import type { Clock } from '../outside/clock.ts';
import { revisionInForce } from '../store/knowledge.ts';
import type { Database } from '../store/tables.ts';
import { type Library, readRevision } from './library.ts';

/** Editors see their change in the chat within 5 seconds; a look costs one round trip. */
const LOOK_AGAIN_MS = 3_000;

export interface Follow {
  /** The library in force; null: nothing was published yet, or nothing this release can read. */
  readonly look: () => Promise<Library | null>;
  /** The one looked at last, without a round trip once there is one. */
  readonly held: () => Promise<Library | null>;
}

/** `embeddingModel`: whose vectors are read with a revision, or as soon as they are there; null: none are. */
export function followRevisions(db: Database, clock: Clock, embeddingModel: string | null = null): Follow {
  let library: Library | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const look = async () => {
    const now = clock.now().getTime();
    if (now >= lookedAt && now - lookedAt < LOOK_AGAIN_MS && library) return library;
    const found = await revisionInForce(db, library, embeddingModel);
    lookedAt = now;
    if (found?.content) library = readRevision(found.content) ?? library;
    else if (!found) library = null;
    if (found && library?.revision === found.revision && Object.keys(found.vectors).length > 0)
      library = library.withVectors(found.vectors);
    return library;
  };
  return { look, held: async () => library ?? look() };
}
