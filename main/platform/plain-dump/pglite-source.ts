import type { PGlite } from '@electric-sql/pglite';
import type { DumpSource } from './dumped-tables.ts';

/** A dump's source over a PGlite of its own. */
export function pgliteSource(pglite: PGlite): DumpSource {
  return {
    query: (sql) => pglite.query(sql),
    async copyOut(select) {
      const { blob } = await pglite.query(`COPY (${select}) TO '/dev/blob'`);
      return blob ? new Uint8Array(await blob.arrayBuffer()) : new Uint8Array();
    },
  };
}
