import type { JobContext } from '../platform/context.ts';
import { upsertStoredFile } from '../platform/stored-files.ts';
import type { MadePdf } from './form-pdf.ts';
import { deletePaperBefore, type PaperPurpose } from './store.ts';

const DAY_MS = 86_400_000;

/** Keeps a PDF for a day, and forgets those of before. */
export async function keepPaper(
  job: JobContext,
  { bytes, pageCount }: MadePdf,
  { purpose, label }: { readonly purpose: PaperPurpose; readonly label: string },
) {
  const { byteLength } = bytes;
  // Until it is committed that it is needed, nobody may take the file for one that is not.
  const release = job.files.holdDeletions();
  try {
    const digest = await job.files.put(bytes);
    await job.chunk(async ({ tx, now }) => {
      await deletePaperBefore(tx, purpose, new Date(now.getTime() - DAY_MS).toISOString());
      await upsertStoredFile(tx, {
        digest,
        byteLength,
        purpose,
        permission: 'billing.export',
        storedAt: now.toISOString(),
      });
      return { cursor: null, done: pageCount, total: pageCount, label };
    });
    return { digest, byteLength, pageCount };
  } finally {
    release();
  }
}
