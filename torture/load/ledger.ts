import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';

/** An order with its lines and a treatment for each, in one transaction; `units` is what all used. */
const order = z.strictObject({
  kind: z.literal('order'),
  orderId: z.string(),
  lines: z.int(),
  units: z.int(),
});
/** A record's next version, with the one before kept, in one transaction. */
const correct = z.strictObject({
  kind: z.literal('correct'),
  orderId: z.string(),
  recordId: z.string(),
  version: z.int(),
});
const remove = z.strictObject({ kind: z.literal('remove'), orderId: z.string() });
/** Rows of one COPY. */
const bulk = z.strictObject({
  kind: z.literal('import'),
  batch: z.string(),
  rows: z.int(),
  units: z.int(),
});
const index = z.strictObject({
  kind: z.literal('index'),
  name: z.string(),
  isThere: z.boolean(),
});
const maintain = z.strictObject({ kind: z.literal('maintain'), command: z.string() });
/** A migration that makes a table and fills it, in one transaction. */
const migration = z.strictObject({ kind: z.literal('migrate'), name: z.string(), rows: z.int() });
const backup = z.strictObject({ kind: z.literal('backup'), file: z.string() });
/** All pages under the next generation's key, with orders saved meanwhile. */
const reseal = z.strictObject({ kind: z.literal('reseal'), generation: z.int() });

export const act = z.discriminatedUnion('kind', [
  order,
  correct,
  remove,
  bulk,
  index,
  maintain,
  migration,
  backup,
  reseal,
]);
/** One thing that the load does to the database. */
export type Act = z.output<typeof act>;
export type ActOf<K extends Act['kind']> = Extract<Act, { kind: K }>;

const ledgerLine = z.strictObject({ at: z.enum(['begun', 'done']), act });
/** `done` is written when the database acknowledged the act: from then on it must hold. */
export type LedgerLine = z.output<typeof ledgerLine>;

export type Ledger = {
  readonly note: (line: LedgerLine) => void;
  readonly close: () => void;
};

/** What a process did, on a file outside the database; a line is there once `note` returns, also after a kill. */
export function openLedger(path: string): Ledger {
  const file = openSync(path, 'a', 0o600);
  return {
    note: (line) => void writeSync(file, `${JSON.stringify(line)}\n`),
    close: () => closeSync(file),
  };
}

/** The whole lines of a ledger; none where there is no file. */
export function readLedger(path: string): readonly LedgerLine[] {
  return existsSync(path) ? parseLedger(readFileSync(path, 'utf8')) : [];
}

/** Text after the last line break is a line that was cut off. */
export function parseLedger(text: string): readonly LedgerLine[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => ledgerLine.parse(JSON.parse(line)));
}
