import type { ChangeTransaction, Decision } from '../decision.ts';
import { syncEntity } from '../entities.ts';
import { rowId } from '../row-key.ts';
import { keyColumns } from './read-standing.ts';
import { quoted, rowsFrom, type SqlRunner } from './sql.ts';

type Reference = {
  readonly child: string;
  readonly column: string;
  readonly parentColumn: string;
};

/**
 * The place of the first deletion that would take rows with it, or a name out of rows, of which its author
 * said nothing: somebody else added them meanwhile. Null where there is none.
 */
export async function deletionOfUnseen(
  run: SqlRunner,
  { changes }: ChangeTransaction,
  { effects }: Decision,
): Promise<number | null> {
  const deletions = effects.filter(({ op }) => op === 'delete');
  if (deletions.length === 0) return null;
  const told = new Set(changes.map(({ line }) => rowId(line.k, line.r)));
  const references = new Map<string, readonly Reference[]>();
  for (const { entity, rowKey, change } of deletions) {
    const known = references.get(entity) ?? (await readReferences(run, entity));
    references.set(entity, known);
    for (const reference of known) {
      const children = await readChildren(run, reference, { entity, rowKey });
      if (children.some((each) => !told.has(rowId(reference.child, each)))) return change;
    }
  }
  return null;
}

/** The columns of travelling tables that a deletion there reaches. */
async function readReferences(run: SqlRunner, parent: string): Promise<readonly Reference[]> {
  const rows = await rowsFrom<Reference>(
    run,
    `SELECT c.relname::TEXT AS child, own.attname::TEXT AS column, theirs.attname::TEXT AS "parentColumn"
     FROM pg_constraint f
     JOIN pg_class c ON c.oid = f.conrelid
     JOIN pg_attribute own ON own.attrelid = f.conrelid AND own.attnum = f.conkey[1]
     JOIN pg_attribute theirs ON theirs.attrelid = f.confrelid AND theirs.attnum = f.confkey[1]
     WHERE f.confrelid = to_regclass(quote_ident($1)) AND f.contype = 'f'
       AND f.confdeltype IN ('c', 'n') AND cardinality(f.conkey) = 1`,
    [parent],
  );
  return rows.filter(({ child }) => syncEntity(child) !== undefined);
}

async function readChildren(
  run: SqlRunner,
  { child, column, parentColumn }: Reference,
  parent: { readonly entity: string; readonly rowKey: string },
): Promise<readonly string[]> {
  const keys = syncEntity(child)?.keys ?? [];
  const rows = await rowsFrom<{ key: string }>(
    run,
    `SELECT jsonb_build_array(${keys.map((name) => `t.${quoted(name)}`).join()})::TEXT AS key
     FROM json_populate_record(NULL::${quoted(parent.entity)}, $1::TEXT::JSON) w
     JOIN ${quoted(child)} t ON t.${quoted(column)} = w.${quoted(parentColumn)}`,
    [JSON.stringify(keyColumns(parent.entity, parent.rowKey))],
  );
  return rows.map(({ key }) => key);
}
