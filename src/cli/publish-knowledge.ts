/** Compiles the folder with a database's own values and publishes it; at start only what was never published before. */

import { articleReader } from '../conversation/article-reader.ts';
import type { IsoDate } from '../domain/billing.ts';
import { dayOf } from '../domain/calendar.ts';
import { LOCALES } from '../domain/names.ts';
import type { Compiled } from '../knowledge/compile/compile.ts';
import { hashOf, type Published, publish } from '../knowledge/publish.ts';
import type { Embeddings } from '../outside/embeddings.ts';
import type { PublishedBooks } from '../services/published-values.ts';
import { revisions, revisionWithHash } from '../store/knowledge.ts';
import { localesWithVectors } from '../store/knowledge-vectors.ts';
import { settingsInForce } from '../store/settings.ts';
import type { Database } from '../store/tables.ts';
import { tablesUtilitySystem } from '../store/utility-system.ts';
import { TARIFFS } from './demo-town/tariffs.ts';
import { compileFolder, type Folder, readFolder } from './knowledge-folder.ts';

/** The database's settings and tariffs; what the articles of this repository name of the demo's tariffs counts as known. */
export async function booksOf(db: Database, today: IsoDate): Promise<PublishedBooks> {
  const [settings, own] = await Promise.all([settingsInForce(db, today), tablesUtilitySystem(db).tariffs()]);
  const missing = TARIFFS.filter(({ tariffId }) => !own.some((tariff) => tariff.tariffId === tariffId));
  return { settings, tariffs: [...own, ...missing] };
}

export interface Attempted {
  readonly compiled: Compiled;
  /** null: errors stand in the way. */
  readonly published: Published | null;
}

export async function publishFolder(
  db: Database,
  folder: Folder,
  now: Date,
  note: string,
  embeddings: Embeddings | null = null,
): Promise<Attempted> {
  const today = dayOf(now);
  const books = await booksOf(db, today);
  const compiled = compileFolder(folder, books, today);
  if (!compiled.revision) return { compiled, published: null };
  const published = await publish(db, {
    compiled: compiled.revision,
    golden: folder.golden,
    reader: articleReader(books),
    today,
    now,
    note,
    embeddings,
  });
  return { compiled, published };
}

/** At start: a folder that was never published is; one that was, and was rolled back from, stays as it is. Says in a few words what was done. */
export async function publishAtStart(db: Database, now: Date): Promise<string> {
  const today = dayOf(now);
  const folder = readFolder();
  const books = await booksOf(db, today);
  const compiled = compileFolder(folder, books, today);
  if (!compiled.revision) {
    const errors = compiled.faults.filter(({ level }) => level === 'error');
    const [first] = errors;
    return `Knowledge NOT published: ${errors.length} errors, the first in ${first?.file}:${first?.line}: ${first?.text} (npm run knowledge -- check).`;
  }
  const known = await revisionWithHash(db, hashOf(compiled.revision));
  if (known !== null) return 'Knowledge: nothing new.';
  const published = await publish(db, {
    compiled: compiled.revision,
    golden: folder.golden,
    reader: articleReader(books),
    today,
    now,
    note: 'at start',
  });
  const counts = Object.entries(compiled.counts).map(([locale, count]) => `${count} ${locale}`);
  switch (published.kind) {
    case 'published':
      return `Knowledge: ${counts.join(', ')} published as revision ${published.revision}.`;
    case 'worse':
      return `Knowledge NOT published: ${published.worse.length} golden questions would be answered worse (npm run knowledge -- publish).`;
    default:
      return 'Knowledge: published by somebody else meanwhile.';
  }
}

/** A start waits for no foreign server: vectors are made by the editors' tool, and this says where they are still lacking. */
export async function vectorsAtStart(db: Database, embeddingModel: string): Promise<string> {
  const inForce = (await revisions(db, 1_000)).find(({ current }) => current);
  if (!inForce) return '';
  const has = await localesWithVectors(db, inForce.revision, embeddingModel);
  const lacking = LOCALES.filter((locale) => !has.includes(locale));
  return lacking.length === 0
    ? `Vectors by ${embeddingModel}: all there.`
    : `Vectors by ${embeddingModel}: none yet for ${lacking.join(', ')}; words alone find articles there (npm run knowledge -- publish).`;
}
