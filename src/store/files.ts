/** Sealed papers on our own tables: what an object store behind HTTP would keep. */
import type { Files } from '../outside/files.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

export const tablesFiles = (db: Database): Files<Write> => ({
  put: async (id, sealed) => [
    (on) =>
      on
        .insertInto('document_files')
        .values({ document_id: id, sealed: Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength) }),
  ],
  async get(id) {
    const row = await db.selectFrom('document_files').select('sealed').where('document_id', '=', id).executeTakeFirst();
    return row?.sealed ?? null;
  },
  remove: async (ids) =>
    ids.length === 0 ? [] : [(on) => on.deleteFrom('document_files').where('document_id', 'in', [...ids])],
});
