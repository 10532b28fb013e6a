import { z } from 'zod';
import { job, noDetails } from '../base/contract.ts';
import { catalogueFields } from './catalogue-columns.ts';
import { importReport, sourceFile } from './contract.ts';

/** Most lines of a file: they go in together, and whoever saves meanwhile waits for it (about 0.3 s). */
export const MOST_CATALOGUE_LINES = 2000;
/** Most lines of each kind that a preview lists; beyond it they are only counted. */
export const MOST_LINES_LISTED = 500;

const mapping = z.array(z.enum(catalogueFields).nullable()).max(200);

/** A column of the file as it was chosen: what it says, and a few of its cells to tell it by. */
export const catalogueColumn = z.object({
  header: z.string(),
  field: z.enum(catalogueFields).nullable(),
  samples: z.array(z.string()),
});
export type CatalogueColumn = z.output<typeof catalogueColumn>;

/** What a line would make of a product; for a new one everything is a change from nothing. */
export const previewedLine = z.object({
  line: z.int(),
  sku: z.string(),
  name: z.string(),
  changes: z.array(z.object({ label: z.string(), from: z.string(), to: z.string() })),
});
export type PreviewedLine = z.output<typeof previewedLine>;

export const refusedLine = z.object({ line: z.int(), sku: z.string(), reason: z.string() });

const ofKind = <Line extends z.ZodType>(line: Line) =>
  z.object({ count: z.int(), lines: z.array(line) });

export const cataloguePreview = z.object({
  columns: z.array(catalogueColumn),
  /** True where a column says the SKU: without it no line can be told from another. */
  hasSku: z.boolean(),
  added: ofKind(previewedLine),
  changed: ofKind(previewedLine),
  unchanged: ofKind(previewedLine),
  refused: ofKind(refusedLine),
  /** What the import must be asked for, so that it does what this shows or nothing. */
  digest: z.string(),
});
export type CataloguePreview = z.output<typeof cataloguePreview>;

const readingFailures = {
  MissingFile: noDetails,
  UnreadableFile: noDetails,
  WrongColumns: noDetails,
} as const;

export const catalogueOperations = {
  'catalogue.preview': job({
    summary: 'What a product list (CSV) would add to the catalogue and change in it',
    permission: 'products.write',
    input: z.strictObject({
      file: sourceFile,
      /** What each column says, by its place; null: what their headers tell. */
      mapping: mapping.nullable().default(null),
    }),
    output: cataloguePreview,
    failures: readingFailures,
  }),
  'catalogue.import': job({
    summary: 'Bring a previewed product list into the catalogue, all of it or nothing',
    permission: 'products.write',
    input: z.strictObject({ file: sourceFile, mapping, digest: z.string().length(64) }),
    output: importReport,
    failures: { ...readingFailures, ChangedMeanwhile: noDetails },
  }),
  'catalogue.export': job({
    summary: 'Write the catalogue as a product list (CSV) that can be imported again',
    permission: 'products.read',
    input: z.strictObject({
      /** `template`: the header alone, to be filled in. */
      content: z.enum(['products', 'template']),
    }),
    /** The file is read through the byte port. */
    output: z.object({ digest: z.string(), productCount: z.int() }),
    failures: {},
  }),
} as const;
