import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fail, ok } from '../../shared/base/result.ts';
import type { ColumnMapping } from '../../shared/imports/catalogue-columns.ts';
import {
  type CataloguePreview,
  MOST_LINES_LISTED,
  type PreviewedLine,
} from '../../shared/imports/catalogue-contract.ts';
import { plainText } from '../../shared/imports/catalogue-cell.ts';
import {
  type CataloguePlan,
  planCatalogue,
  type PlannedLine,
  type ReadLine,
  type RefusedLine,
} from '../../shared/imports/catalogue-plan.ts';
import type { ImportReport, SourceFile } from '../../shared/imports/contract.ts';
import { counted, MAX_REFUSED_ROWS_LISTED } from '../../shared/imports/import-report.ts';
import type { ChunkContext, JobContext } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { ownersOf, productPages, writeListed } from '../products/catalogue-actions.ts';
import { columnsOf, type ProductList, readLines, readProductList } from './product-list.ts';

type Lines = { readonly lines: readonly ReadLine[]; readonly refused: readonly RefusedLine[] };

/** What the lines would do to the catalogue as it is now. */
async function planOf(db: ReadonlyDb, { lines, refused }: Lines): Promise<CataloguePlan> {
  const pages = await productPages(db, [...new Set(lines.map(({ row }) => row.sku))]);
  const owners = await ownersOf(
    db,
    lines.flatMap(({ row }) => row.identifiers),
  );
  const ownerByName = new Map(
    owners.map((owner) => [`${owner.issuer} ${owner.deviceIdentifier}`, owner]),
  );
  const plan = planCatalogue(lines, {
    bySku: new Map(pages.map((page) => [page.sku, page])),
    ownerOf: ({ issuer, deviceIdentifier }) => ownerByName.get(`${issuer} ${deviceIdentifier}`),
  });
  const all = [...refused, ...plan.refused].toSorted((one, other) => one.line - other.line);
  return { ...plan, refused: all };
}

/** The same for two plans that write the same to the same catalogue, and for no others. */
function digestOf({ added, changed, refused }: CataloguePlan): string {
  const said = [added, changed, refused.map(({ line }) => line)];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

type Chosen = { readonly file: SourceFile; readonly mapping: ColumnMapping | null };

const SAMPLES = 3;
const LONGEST_SAMPLE = 60;

function columnsIn({ headers, rows }: ProductList, mapping: ColumnMapping) {
  return headers.map((header, at) => ({
    header,
    field: mapping[at] ?? null,
    samples: rows
      .slice(0, 100)
      .map(({ cells }) => plainText(cells[at] ?? '').slice(0, LONGEST_SAMPLE))
      .filter((text) => text !== '')
      .slice(0, SAMPLES),
  }));
}

function listed(lines: readonly PlannedLine[]): { count: number; lines: PreviewedLine[] } {
  return {
    count: lines.length,
    lines: lines.slice(0, MOST_LINES_LISTED).map(({ line, product, changes }) => ({
      line,
      sku: product.sku,
      name: product.name,
      changes: [...changes],
    })),
  };
}

/** Says what a product list would do; nothing is written. */
export async function previewCatalogue({ file, mapping }: Chosen, job: JobContext) {
  const list = await readProductList(job.files, file);
  if (!list.ok) return list;
  const columns = columnsOf(list.value, mapping);
  if (!columns.ok) return columns;
  const hasSku = columns.value.includes('sku');
  const lines = hasSku ? await readLines(list.value, columns.value) : { lines: [], refused: [] };
  const plan = await job.read((db) => planOf(db, lines));
  return ok<CataloguePreview>({
    columns: columnsIn(list.value, columns.value),
    hasSku,
    added: listed(plan.added),
    changed: listed(plan.changed),
    unchanged: listed(plan.unchanged),
    refused: {
      count: plan.refused.length,
      lines: plan.refused.slice(0, MOST_LINES_LISTED),
    },
    digest: digestOf(plan),
  });
}

const doneCursor = z.object({
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.array(z.object({ line: z.int(), reason: z.string() })),
});
type Done = z.output<typeof doneCursor>;

/**
 * Writes what a preview showed, all of it in one transaction, and only if it would still do exactly that.
 * A job that is resumed after it has written tells what it wrote.
 */
export async function importCatalogue(
  { file, mapping, digest }: Chosen & { readonly digest: string },
  job: JobContext,
) {
  const written = doneCursor.safeParse(job.cursor);
  if (written.success) return ok(reportOf(file, written.data));
  const list = await readProductList(job.files, file);
  if (!list.ok) return list;
  const columns = columnsOf(list.value, mapping);
  if (!columns.ok) return columns;
  const lines = await readLines(list.value, columns.value);
  const done: { now: Done | null } = { now: null };
  await job.chunk(async (context) => {
    done.now = await writeAsShown(context, lines, digest);
    const total = lines.lines.length;
    return { cursor: done.now, done: done.now ? total : 0, total, label: 'Products' };
  });
  return done.now === null
    ? fail(
        'ChangedMeanwhile',
        'The catalogue has changed since it was compared with the file. Nothing was imported; compare again.',
      )
    : ok(reportOf(file, done.now));
}

/** What was written; null where it would no longer be what was shown. */
async function writeAsShown(
  { tx }: ChunkContext,
  lines: Lines,
  digest: string,
): Promise<Done | null> {
  const plan = await planOf(tx, lines);
  if (digestOf(plan) !== digest) return null;
  await writeListed(tx, [...plan.added, ...plan.changed]);
  return {
    added: plan.added.length,
    changed: plan.changed.length,
    unchanged: plan.unchanged.length,
    refused: plan.refused.map(({ line, reason }) => ({ line, reason })),
  };
}

function reportOf({ name }: SourceFile, done: Done): ImportReport {
  const { added, changed, unchanged, refused } = done;
  const file = name.replace(/^.*[\\/]/, '');
  const imported = added + changed;
  const tally = { imported, unchanged, skipped: 0, refused: refused.length };
  return {
    files: [{ file, read: imported + unchanged + refused.length, ...tally }],
    refusedRows: refused.slice(0, MAX_REFUSED_ROWS_LISTED).map((each) => ({ file, ...each })),
    notes: [`${counted(added, 'product')} added, ${changed} changed.`],
  };
}
