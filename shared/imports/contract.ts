import { z } from 'zod';
import { job, noDetails } from '../base/contract.ts';
import { line } from '../base/text.ts';

/** A file that the byte port has stored: its name in the source folder and its SHA-256. */
export const sourceFile = z.object({
  name: line(200),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SourceFile = z.output<typeof sourceFile>;

/** What became of the rows of one file. `read` = imported + unchanged + skipped + refused. */
export const fileTally = z.object({
  file: z.string(),
  read: z.int(),
  imported: z.int(),
  /** Already there from an earlier import, to the letter. */
  unchanged: z.int(),
  /** Left out on purpose, with the reason in the report's notes. */
  skipped: z.int(),
  refused: z.int(),
});
export type FileTally = z.output<typeof fileTally>;

/** A row that could not go in. `line` counts from 1, the header included; no field's content is told. */
export const refusedRow = z.object({ file: z.string(), line: z.int(), reason: z.string() });
export type RefusedRow = z.output<typeof refusedRow>;

export const importReport = z.object({
  files: z.array(fileTally),
  refusedRows: z.array(refusedRow),
  /** Plain sentences with numbers: how many treatments have no diagnosis, and the like. */
  notes: z.array(z.string()),
});
export type ImportReport = z.output<typeof importReport>;

const failures = {
  MissingFile: noDetails,
  UnreadableFile: noDetails,
} as const;

export const importOperations = {
  'imports.synthea': job({
    summary:
      "Import patients, providers, organizations, allergies and supplies in Synthea's CSV layout",
    permission: 'imports.run',
    input: z.strictObject({ files: z.array(sourceFile).min(1).max(50) }),
    output: importReport,
    failures,
  }),
  'imports.hcpcs': job({
    summary: 'Import products from a HCPCS list (code, long_description, billing_unit)',
    permission: 'imports.run',
    input: z.strictObject({ file: sourceFile }),
    output: importReport,
    failures,
  }),
} as const;
