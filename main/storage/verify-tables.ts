import type { ReadonlyDb } from '../platform/database.ts';
import type { Check, CheckStep, Read } from './verify-check.ts';
import {
  type CheckedIndex,
  type CheckedReference,
  type CheckedRules,
  type CheckedTable,
  selectBlocks,
  selectIndexes,
  selectReferences,
  selectRules,
  selectTables,
} from './verify-catalog-store.ts';
import { orDamage } from './verify-damage.ts';
import type { Found, Looked } from './verify-found.ts';
import {
  type Blocks,
  checkIndex,
  countBrokenReferences,
  countBrokenRules,
  countDamagedPlaces,
} from './verify-rows-store.ts';

/** 8 MiB of a table: about 30,000 treatment records, a few ten milliseconds. */
const BLOCKS_PER_STEP = 1024;

/** Everything in the database that can be checked, by what PostgreSQL itself says is there. */
export async function databaseChecks(read: Read): Promise<readonly Check[]> {
  const [tables, indexes, rules, references] = await read(async (db) => [
    await selectTables(db),
    await selectIndexes(db),
    await selectRules(db),
    await selectReferences(db),
  ]);
  return [
    ...tables.map((table) => tableCheck(read, table)),
    ...indexes.map((index) => indexCheck(read, index)),
    ...rules.map((table) => rulesCheck(read, table)),
    ...references.map((reference) => referenceCheck(read, reference)),
  ];
}

function tableCheck(read: Read, table: CheckedTable): Check {
  return {
    key: `table ${table.schema}.${table.table}`,
    label: 'Tables',
    size: table.blocks,
    step: byBlocks({ read, table, looked: { tables: 1 } }, async (db, blocks) => {
      const count = await countDamagedPlaces(db, table, blocks);
      return [{ kind: 'tableDamaged', about: table.table, count }];
    }),
  };
}

/** In one piece, for PostgreSQL offers no smaller: about a second for a million rows. */
function indexCheck(read: Read, index: CheckedIndex): Check {
  const damaged = { kind: 'indexDamaged', about: `${index.name} of ${index.table}` } as const;
  return {
    key: `index ${index.name}`,
    label: 'Indexes',
    size: index.blocks,
    async step() {
      const { found } = await orDamage(
        read((db) => checkIndex(db, index)),
        damaged,
      );
      return { next: null, found, looked: { indexes: 1 } };
    },
  };
}

function rulesCheck(read: Read, table: CheckedRules): Check {
  return {
    key: `rules ${table.schema}.${table.table}`,
    label: 'Rules',
    size: table.blocks,
    step: byBlocks({ read, table, looked: {} }, async (db, blocks) => {
      const counts = await countBrokenRules(db, table, blocks);
      return table.rules.map(({ name }, at) => ({
        kind: 'ruleBroken',
        about: `${name} of ${table.table}`,
        count: counts[at] ?? 0,
      }));
    }),
  };
}

function referenceCheck(read: Read, reference: CheckedReference): Check {
  return {
    key: `reference ${reference.name} of ${reference.schema}.${reference.table}`,
    label: 'References',
    size: reference.blocks,
    step: byBlocks({ read, table: reference, looked: { references: 1 } }, async (db, blocks) => {
      const count = await countBrokenReferences(db, reference, blocks);
      const about = `${reference.table} to ${reference.toTable}`;
      return [{ kind: 'referenceBroken', about, count }];
    }),
  };
}

/** Goes through a table some pages at a time, as long as there are any; skips those that cannot be read. */
function byBlocks(
  over: { readonly read: Read; readonly table: CheckedTable; readonly looked: Partial<Looked> },
  look: (db: ReadonlyDb, blocks: Blocks) => Promise<readonly Found[]>,
): (from: number) => Promise<CheckStep> {
  const { read, table, looked } = over;
  const damaged = { kind: 'tableDamaged', about: table.table } as const;
  return async (from) => {
    const end = from + BLOCKS_PER_STEP;
    let { blocks } = table;
    const { value, found } = await orDamage(
      read(async (db) => {
        blocks = await selectBlocks(db, table.oid);
        return from < blocks ? look(db, { from, end: Math.min(end, blocks) }) : [];
      }),
      damaged,
    );
    const next = end < blocks ? end : null;
    return { next, found: [...(value ?? []), ...found], looked: next === null ? looked : {} };
  };
}
