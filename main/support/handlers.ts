import type { Handlers } from '../../shared/base/contract.ts';
import { ok } from '../../shared/base/result.ts';
import type { SupportBundle, supportOperations } from '../../shared/support/contract.ts';
import type { Contexts, JobContext } from '../platform/context.ts';
import type { Keeping } from '../storage/keeping.ts';
import { gatherText } from './gather.ts';
import { keepText } from './store.ts';

const KEPT_MS = 24 * 60 * 60_000;

/** `keeping` is null for records in memory, which nobody needs help with. */
export function createSupportHandlers(
  keeping: Keeping | null,
): Handlers<typeof supportOperations, Contexts> {
  return {
    async 'support.gather'(_input, job) {
      if (!keeping) throw new Error('Records in memory have no keeping');
      const text = await job.read((db) => gatherText(keeping, db, job.now));
      const isWritable = keeping.engine.writing() === 'allowed';
      return ok({ text, file: isWritable ? await kept(job, text) : null });
    },
  };
}

/** Keeps the text for as long as it takes to save it; what was read and what is saved are the same. */
async function kept(job: JobContext, text: string): Promise<SupportBundle['file']> {
  const bytes = Buffer.from(text);
  // Until it is committed that the file is needed, nobody may take it for one that is not.
  const release = job.files.holdDeletions();
  try {
    const file = { digest: await job.files.put(bytes), byteLength: bytes.byteLength };
    const fileName = `caretrail-support-${job.now.toISOString().slice(0, 10)}.txt`;
    await job.chunk(async ({ tx, now }) => {
      const before = new Date(now.getTime() - KEPT_MS).toISOString();
      await keepText(tx, file, { storedAt: now.toISOString(), before });
      return { cursor: null, done: 1, total: 1, label: 'Gathered' };
    });
    return { ...file, fileName };
  } finally {
    release();
  }
}
