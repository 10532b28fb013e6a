import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { billingPaperOperations } from '../../shared/billing-paper/contract.ts';
import { foldText } from '../../shared/patients/patient.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { makeAlignmentPage } from './make-alignment-page.ts';
import { makeStatement } from './make-statement.ts';
import { deleteOffset, insertOffset, selectOffset, selectOffsets, updateOffset } from './store.ts';

const nameTaken = fail('NameTaken', 'Another printer has this name. Correct that one instead.');

async function isNameTaken(tx: Tx, name: string, exceptId: string | null): Promise<boolean> {
  const all = await selectOffsets(tx);
  return all.some((each) => each.id !== exceptId && foldText(each.printerName) === foldText(name));
}

async function offsetAsSeen(tx: Tx, id: string, seen: number) {
  const current = await selectOffset(tx, id);
  if (!current) return fail('UnknownPrinter', 'There is no such printer here.');
  if (current.version !== seen)
    return failWith('Stale', 'Somebody else changed this printer meanwhile.', current);
  return ok(current);
}

/** `fontsFolder` holds the fonts that PDFs carry (see pdf-fonts.ts). */
export function createBillingPaperHandlers(
  fontsFolder: () => string,
): Handlers<typeof billingPaperOperations, Contexts> {
  return {
    async 'printOffsets.list'(_input, { db }) {
      return ok(await selectOffsets(db));
    },
    async 'printOffsets.add'(typed, { tx, newId }) {
      if (await isNameTaken(tx, typed.printerName, null)) return nameTaken;
      return ok(await insertOffset(tx, { id: newId(), ...typed }));
    },
    async 'printOffsets.correct'({ printOffsetId, seen, ...typed }, { tx }) {
      const found = await offsetAsSeen(tx, printOffsetId, seen);
      if (!found.ok) return found;
      if (await isNameTaken(tx, typed.printerName, printOffsetId)) return nameTaken;
      return ok(await updateOffset(tx, found.value, typed));
    },
    async 'printOffsets.remove'({ printOffsetId, seen }, { tx }) {
      const found = await offsetAsSeen(tx, printOffsetId, seen);
      if (!found.ok) return found;
      await deleteOffset(tx, printOffsetId);
      return ok({ printOffsetId });
    },
    'claims1500.alignmentPage': makeAlignmentPage,
    'statements.make': (wanted, job) => makeStatement(wanted, job, fontsFolder()),
  };
}
