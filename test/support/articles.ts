/** The small set of articles that every test database starts with, and how a test publishes others. */
import { fileURLToPath } from 'node:url';
import { type Folder, readFolder } from '../../src/cli/knowledge-folder.ts';
import { type Attempted, publishFolder } from '../../src/cli/publish-knowledge.ts';
import type { Embeddings } from '../../src/outside/embeddings.ts';
import type { Database } from '../../src/store/tables.ts';

const SMALL = fileURLToPath(new URL('../knowledge/articles', import.meta.url));

/** Before any test's today. */
const PUBLISHED = new Date('2026-11-01T08:00:00+08:00');

export const smallFolder = (): Folder => readFolder(SMALL);

/** Throws with what is wrong when the articles do not go through. */
export async function publishSmall(db: Database): Promise<void> {
  const { compiled, published } = await publishFolder(db, smallFolder(), PUBLISHED, 'small');
  if (published?.kind !== 'published') throw new Error(JSON.stringify([compiled.faults, published]));
}

/** The same folder with files changed, added or (null) taken away. */
export const changed = (folder: Folder, files: Readonly<Record<string, string | null>>): Folder => ({
  ...folder,
  files: [
    ...folder.files.filter(({ path }) => !(path in files)),
    ...Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [{ path, text }])),
  ].toSorted((a, b) => a.path.localeCompare(b.path)),
});

export const textOf = (folder: Folder, path: string): string => {
  const found = folder.files.find((file) => file.path === path);
  if (!found) throw new Error(`no file ${path}`);
  return found.text;
};

export const publishNow = (
  db: Database,
  folder: Folder,
  now: Date,
  note = '',
  embeddings: Embeddings | null = null,
): Promise<Attempted> => publishFolder(db, folder, now, note, embeddings);
