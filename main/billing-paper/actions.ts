import type { PrintShift } from '../../shared/billing-paper/print-offset.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import {
  cms1500Files,
  type ClaimFile,
  type PaperClaims,
  type RefusedClaim,
} from './claim-files.ts';
import { NO_SHIFT } from './form-points.ts';
import { selectOffset } from './store.ts';

/** How a printer is off, none without one; undefined for a printer that is not there. */
export async function shiftOfPrinter(
  db: ReadonlyDb,
  printOffsetId: string | null,
): Promise<PrintShift | undefined> {
  if (printOffsetId === null) return NO_SHIFT;
  const found = await selectOffset(db, printOffsetId);
  return found && { rightUm: found.rightUm, downUm: found.downUm };
}

/** Any number of claims as CMS-1500 forms, in PDFs of bounded size; what cannot be printed is refused. */
export function printedClaims(
  print: PaperClaims,
  refuse: (claim: RefusedClaim) => void,
): AsyncGenerator<ClaimFile> {
  return cms1500Files(print, refuse);
}
