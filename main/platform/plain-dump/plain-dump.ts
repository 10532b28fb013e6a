import type { Migration } from '../../../shared/base/migration-plan.ts';
import { CREATE_SCHEMA_MIGRATIONS } from '../migrate.ts';
import {
  type DumpedSequence,
  type DumpedTable,
  type DumpSource,
  selectSequences,
  selectTables,
} from './dumped-tables.ts';

export type DumpOptions = {
  /** Those that made the database: their text makes its tables. */
  readonly migrations: readonly Migration[];
  /** Tables whose rows stay behind, each with the reason that the file tells. */
  readonly leftOut: readonly LeftOut[];
  readonly release: string;
  readonly madeAt: Date;
  /** Resolves once there is room for more. */
  readonly write: (text: string | Uint8Array) => Promise<void>;
  /** Called after each piece; `done` and `total` are 8 KiB blocks. Throws to stop. */
  readonly onProgress: (done: number, total: number) => void;
};

export type LeftOut = { readonly table: string; readonly why: string };

export type Dumped = { readonly tables: number; readonly rows: number };

/** Blocks read at once: 4 MiB, and as much again as lies outside the rows. */
const BLOCKS_PER_PIECE = 512;

/**
 * Writes all records as SQL for `psql -f`: one transaction with the migrations' own text, then every
 * table by COPY. Loading needs PostgreSQL 15 or later, an empty schema and a superuser (or whoever may
 * set session_replication_role). The source must not change meanwhile.
 */
export async function writePlainDump(source: DumpSource, options: DumpOptions): Promise<Dumped> {
  const { write, migrations } = options;
  await source.query("SET bytea_output = 'hex'");
  await source.query("SET datestyle = 'ISO, YMD'");
  await source.query("SET timezone = 'UTC'");
  const tables = await selectTables(source);
  await write(headText(options));
  for (const { name, sql } of migrations) await write(`\n-- migrations/${name}\n${sql}\n`);
  await write(beforeRowsText(tables));
  const rows = await writeRows(source, options, tables);
  await write(endText(await selectSequences(source)));
  return { tables: tables.length, rows };
}

function headText({ release, madeAt, leftOut }: DumpOptions): string {
  return [
    `-- Caretrail ${release}: all records as of ${madeAt.toISOString()}, UNENCRYPTED.`,
    '-- Load into an empty database of PostgreSQL 15 or later, as its superuser:',
    '--   psql -v ON_ERROR_STOP=1 -f THIS_FILE -d DATABASE',
    '-- Without photos and other kept files: they are not in the database.',
    ...leftOut.map(({ table, why }) => `-- Without the rows of ${table}: ${why}`),
    String.raw`\set ON_ERROR_STOP on`,
    "SET client_encoding = 'UTF8';",
    'SET standard_conforming_strings = on;',
    "SET datestyle = 'ISO, YMD';",
    "SET timezone = 'UTC';",
    'SET statement_timeout = 0;',
    'BEGIN;',
    `${CREATE_SCHEMA_MIGRATIONS};`,
    '',
  ].join('\n');
}

// Triggers must not stamp, refuse or log what is only being carried over; nor do references need
// checking, which held where the rows come from. Rows that migrations brought come again from there.
function beforeRowsText(tables: readonly DumpedTable[]): string {
  const names = tables.map(({ name }) => name).join(', ');
  return `\nSET LOCAL session_replication_role = replica;\nTRUNCATE ${names};\n`;
}

async function writeRows(
  source: DumpSource,
  { leftOut, write, onProgress }: DumpOptions,
  tables: readonly DumpedTable[],
): Promise<number> {
  const dumped = tables.filter(({ name }) => leftOut.every(({ table }) => table !== name));
  const total = dumped.reduce((sum, { blocks }) => sum + blocks, 0);
  let [done, rows] = [0, 0];
  for (const table of dumped) {
    const columns = table.columns.join(', ');
    await write(`\nCOPY ${table.name} (${columns}) FROM stdin;\n`);
    for (let start = 0; start < table.blocks; start += BLOCKS_PER_PIECE) {
      const end = Math.min(start + BLOCKS_PER_PIECE, table.blocks);
      // By place instead of by key: it needs no index, and reads every block once.
      const piece = await source.copyOut(
        `SELECT ${columns} FROM ${table.name} WHERE ctid >= '(${start},0)' AND ctid < '(${end},0)'`,
      );
      rows += countLines(piece);
      await write(piece);
      onProgress(done + end, total);
    }
    done += table.blocks;
    await write('\\.\n');
  }
  return rows;
}

const NEWLINE = 10;

/** COPY's text form writes each row on a line of its own; a line break inside one is escaped. */
function countLines(text: Uint8Array): number {
  let lines = 0;
  for (const byte of text) if (byte === NEWLINE) lines += 1;
  return lines;
}

function endText(sequences: readonly DumpedSequence[]): string {
  const setSequences = sequences.map(
    ({ name, lastValue }) => `SELECT setval('${name.replaceAll("'", "''")}', ${lastValue});`,
  );
  return ['', ...setSequences, 'COMMIT;', 'ANALYZE;', '-- The end: everything is here.', ''].join(
    '\n',
  );
}
