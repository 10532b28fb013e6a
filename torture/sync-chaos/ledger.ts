import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const saved = z.strictObject({
  kind: z.string(),
  /** Where the mark stands: a table, what is done to its row, and the column. */
  table: z.string(),
  op: z.enum(['i', 'u']),
  column: z.string(),
  mark: z.string(),
  /** How many changes bear the mark; null where others may bear it too. */
  changes: z.int().nullable(),
});

/** What a device acknowledged to the person at it. */
export type Saved = z.output<typeof saved>;

export type SavedLedger = {
  readonly note: (saved: Saved) => void;
  readonly close: () => void;
};

/** A line is in the file once `note` returns, also after a kill. */
export function openSavedLedger(path: string): SavedLedger {
  const file = openSync(path, 'a', 0o600);
  return {
    note: (line) => void writeSync(file, `${JSON.stringify(line)}\n`),
    close: () => closeSync(file),
  };
}

/** How many acts were acknowledged so far. */
export function countSaved(path: string): number {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;
}

/** Text after the last line break is a line that was cut off. */
export function readSavedLedger(path: string): readonly Saved[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => saved.parse(JSON.parse(line)));
}

/** Where a device writes down what should never happen, a line of JSON each. */
export function incidentsIn(folder: string): string {
  return join(folder, 'incidents');
}

/** What should never have happened at a device, also before it was killed. */
export function readIncidents(folder: string): readonly string[] {
  const path = incidentsIn(folder);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => z.string().parse(JSON.parse(line)));
}
