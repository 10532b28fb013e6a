import { civilDateAt } from '../../shared/base/civil-date.ts';
import type { Actor } from '../../shared/base/permission.ts';
import { ok } from '../../shared/base/result.ts';
import { callListOf } from '../../shared/recalls/call-list.ts';
import type { AskedPacks } from '../../shared/recalls/trace.ts';
import type { JobContext } from '../platform/context.ts';
import { siteTimeZone } from '../site/actions.ts';
import { describeUses } from './describe-uses.ts';
import { selectTracedPatients } from './described-store.ts';
import { deleteOldExports, insertExport } from './export-store.ts';
import { callColumns, usedColumns } from './list-columns.ts';
import { sheetCsv } from './sheet-csv.ts';
import { findTrace, unknownProduct } from './trace-packs.ts';
import { usedOn } from './used-on.ts';

type ExportJob = JobContext & { readonly actor: Actor };

const DAY_MS = 24 * 3_600_000;
/** Whoever wanted the file has fetched it by then; it can be written again at any time. */
const KEPT_DAYS = 3;
/** Between as many the bedside gets its turn. */
const RECORDS_PER_READ = 500;

/** Writes the whole call list of a recall, however long it is. */
export async function exportCalls(
  asked: AskedPacks & { readonly includesUnsaid: boolean },
  job: ExportJob,
) {
  const found = await job.read((db) => findTrace(db, asked));
  if (found === null) return unknownProduct;
  const treatments = [];
  for (let from = 0; from < found.uses.length; from += RECORDS_PER_READ) {
    const some = found.uses.slice(from, from + RECORDS_PER_READ);
    treatments.push(...(await job.read((db) => describeUses(db, some))));
  }
  const ids = [...new Set(treatments.map(({ patientId }) => patientId))];
  const patients = [...(await job.read((db) => selectTracedPatients(db, ids)))];
  const rows = callListOf({ patients, treatments }).flatMap((entry) =>
    entry.treatments.map((treatment) => ({ entry, treatment })),
  );
  const bytes = sheetCsv(callColumns, rows);
  return written(job, { name: 'recall-call-list', bytes, rowCount: rows.length, patientIds: ids });
}

/** Writes everything that was ever used on a patient. */
export async function exportUsed(patientId: string, job: ExportJob) {
  const found = await job.read((db) => usedOn(db, patientId));
  if (!found.ok) return found;
  const { patient, used } = found.value;
  const bytes = sheetCsv(
    usedColumns,
    used.map((use) => ({ patient, use })),
  );
  const list = { name: 'products-used', bytes, rowCount: used.length, patientIds: [patientId] };
  return written(job, list);
}

type WrittenList = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly rowCount: number;
  readonly patientIds: readonly string[];
};

/** Keeps the file beside the records; its name says what it is and the day, and nothing of anybody. */
async function written(job: ExportJob, { name, bytes, rowCount, patientIds }: WrittenList) {
  const timeZone = await job.read(siteTimeZone);
  const release = job.files.holdDeletions();
  try {
    const digest = await job.files.put(bytes);
    let exportedOn = '';
    await job.chunk(async ({ tx, now, newId }) => {
      exportedOn = civilDateAt(now, timeZone);
      await deleteOldExports(tx, new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString());
      await insertExport(tx, {
        id: newId(),
        digest,
        byteLength: bytes.byteLength,
        patientIds,
        exportedBy: job.actor.userId,
        exportedAt: now.toISOString(),
      });
      return { cursor: null, done: rowCount, total: rowCount, label: 'List' };
    });
    return ok({ digest, fileName: `caretrail-${name}-${exportedOn}.csv`, rowCount });
  } finally {
    release();
  }
}
