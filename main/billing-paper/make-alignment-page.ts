import type { z } from 'zod';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { billingPaperOperations } from '../../shared/billing-paper/contract.ts';
import type { JobContext } from '../platform/context.ts';
import { shiftOfPrinter } from './actions.ts';
import { keepPaper } from './keep-paper.ts';
import { paperPurposes } from './store.ts';

type Make = (typeof billingPaperOperations)['claims1500.alignmentPage'];
type Made = Result<z.input<Make['output']>, FailuresOf<Make>>;

/** Makes the page and keeps it for a day. */
export async function makeAlignmentPage(
  { printOffsetId }: z.output<Make['input']>,
  job: JobContext,
): Promise<Made> {
  const shift = await job.read((db) => shiftOfPrinter(db, printOffsetId));
  if (shift === undefined) return fail('UnknownPrinter', 'There is no such printer here.');
  // Loaded when it is needed: the maker of PDFs is large.
  const { alignmentPdf } = await import('./alignment-pdf.ts');
  const made = await alignmentPdf(shift, job.now);
  const kept = { purpose: paperPurposes.alignmentPage, label: 'Alignment page' };
  return ok(await keepPaper(job, made, kept));
}
