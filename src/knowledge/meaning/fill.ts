/** Gives a published revision its vectors: what an earlier one has by the same model is kept, the rest is asked for in batches. */
import { createHash } from 'node:crypto';
import { LOCALES, type Locale } from '../../domain/names.ts';
import type { Embeddings } from '../../outside/embeddings.ts';
import type { ModelFailure } from '../../outside/language-model.ts';
import { localesWithVectors, newestVectors, storeVectors } from '../../store/knowledge-vectors.ts';
import type { Database } from '../../store/tables.ts';
import type { Articles } from '../article.ts';
import { meaningsOf } from './passages.ts';
import { HASH_BYTES, packVectors, quantise, unpackVectors } from './vectors.ts';

export interface Filled {
  /** Texts that were asked for. */
  readonly embedded: number;
  /** Languages that have no vectors yet: words alone decide there. */
  readonly missing: readonly Locale[];
  /** What stood in the way; null: nothing. */
  readonly why: ModelFailure | null;
}

/** As many as the strictest known server takes at once (Qwen's text-embedding-v3 and -v4: 10). */
const BATCH = 10;
/** Nobody waits for this in a chat. */
const WITHIN_MS = 20_000;

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest().subarray(0, HASH_BYTES);

/** What texts mean, by their hash in hex; all vectors of one length. */
interface Known {
  readonly vectors: Map<string, Int8Array>;
  /** Whether the server itself has said in this run how long they are. */
  confirmed: boolean;
}

/** Where the model's name once meant another length, only what is as long as the newest counts. */
async function knownBy(db: Database, model: string): Promise<Known> {
  const stored = (await newestVectors(db, model)).toSorted((a, b) => b.revision - a.revision);
  const vectors = stored
    .filter(({ dimensions }) => dimensions === stored[0]?.dimensions)
    .flatMap((one) =>
      unpackVectors(one).map(({ hash, vector }) => [Buffer.from(hash).toString('hex'), vector] as const),
    );
  return { vectors: new Map(vectors), confirmed: false };
}

/** The first failure ends it. A language is stored whole or not at all: half of the articles would always win over the others. */
export async function fillVectors(
  db: Database,
  {
    revision,
    articles,
    embeddings,
  }: { readonly revision: number; readonly articles: Articles; readonly embeddings: Embeddings },
): Promise<Filled> {
  const { model } = embeddings;
  const has = await localesWithVectors(db, revision, model);
  const wanted = LOCALES.filter((locale) => !has.includes(locale)).flatMap((locale) => {
    const meanings = meaningsOf(locale, articles.shelves[locale]).map(({ passage, text }) => {
      const hash = hashOf(text);
      return { passage, text, hash, key: hash.toString('hex') };
    });
    return meanings.length > 0 ? [{ locale, meanings }] : [];
  });
  if (wanted.length === 0) return { embedded: 0, missing: [], why: null };
  const known = await knownBy(db, model);
  let embedded = 0;
  for (const [at, { locale, meanings }] of wanted.entries()) {
    const learnt = await learn(known, meanings, embeddings);
    embedded += learnt.embedded;
    if (learnt.why !== null) return { embedded, missing: wanted.slice(at).map((one) => one.locale), why: learnt.why };
    const list = meanings.flatMap(({ passage, hash, key }) => {
      const vector = known.vectors.get(key);
      return vector ? [{ passage, hash, vector }] : [];
    });
    await storeVectors(db, { revision, locale, model }, packVectors(list, list[0]?.vector.length ?? 0));
  }
  return { embedded, missing: [], why: null };
}

async function learn(
  known: Known,
  meanings: readonly { readonly text: string; readonly key: string }[],
  embeddings: Embeddings,
): Promise<{ readonly embedded: number; readonly why: ModelFailure | null }> {
  const texts = new Map(meanings.map(({ text, key }) => [key, text]));
  let embedded = 0;
  for (;;) {
    const batch = [...texts].filter(([key]) => !known.vectors.has(key)).slice(0, BATCH);
    if (batch.length === 0) return { embedded, why: null };
    const answer = await embeddings.embed({
      texts: batch.map(([, text]) => text),
      key: `publish ${batch[0]?.[0]}`,
      withinMs: WITHIN_MS,
    });
    if (!answer.ok) return { embedded, why: answer.why };
    const length = answer.vectors[0]?.length;
    const [standing] = known.vectors.values();
    if (standing && standing.length !== length) {
      if (known.confirmed) return { embedded, why: 'shape' };
      // The same name means another model now: nothing that it said before can be compared with this.
      known.vectors.clear();
    }
    known.confirmed = true;
    embedded += batch.length;
    answer.vectors.forEach((vector, at) => {
      known.vectors.set(batch[at]?.[0] ?? '', quantise(vector));
    });
  }
}
