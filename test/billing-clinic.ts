import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import type { Reply } from '../main/platform/core.ts';
import type { Schema } from '../main/platform/schema.ts';
import { operations } from '../shared/operations.ts';
import { noText, openClinic } from './clinic.ts';
import { TEST_PIN, type TestCore, valueOf } from './core.ts';
import { hasEnded, type JobMoment, jobMoment } from './job-moment.ts';

export const MARCH = { fromOn: '2026-03-01', toOn: '2026-03-31' };

export const exportOutput = operations['billing.export'].output;

type Clinic = Awaited<ReturnType<typeof openClinic>>;
type Treatment = Parameters<Clinic['client']['treatments.record']>[0];
type Recorded = { readonly id: string; readonly version: number };

export type BillingClinic = Awaited<ReturnType<typeof openBillingClinic>>;

/** A clinic whose treatments are recorded and exported by the administrator of `app`. */
export async function openBillingClinic(app: TestCore) {
  const clinic = await openClinic(app);
  const replyOf = async (jobId: string): Promise<Reply> =>
    valueOf(await app.client['jobs.get']({ jobId })).result as unknown as Reply;

  const moment = (isThere: (event: JobMoment) => boolean) => jobMoment(app.core, isThere);

  async function exportReply(range = MARCH): Promise<Reply> {
    const ended = moment(hasEnded);
    const { jobId } = valueOf(await app.client['billing.export'](range));
    await ended;
    return replyOf(jobId);
  }

  return {
    ...clinic,
    ...documentingOf(clinic),
    replyOf,
    moment,
    exportReply,
    /** Exports and answers what a success holds. */
    exported: async (range = MARCH) => exportOutput.parse(valueOf(await exportReply(range))),
    fileOf: async (digest: string): Promise<Uint8Array> =>
      valueOf(await app.core.getBytes(app.administrator, digest)),
    /** The rows of an exported file, by their headers. */
    async rowsOf(digest: string): Promise<readonly Readonly<Record<string, string>>[]> {
      const bytes = valueOf(await app.core.getBytes(app.administrator, digest));
      return parse(Buffer.from(bytes), { bom: true, columns: true, record_delimiter: '\r\n' });
    },
  };
}

/** Recording, signing, amending and voiding as the clinic's nurse. */
function documentingOf({ client, treatment }: Clinic) {
  const large = { overuseReason: 'a large wound' };
  const recordUnsigned = async (fields: Partial<Treatment> = {}) =>
    valueOf(await client['treatments.record']({ ...treatment, ...large, ...fields }));
  async function sign({ id, version }: Recorded) {
    const records = [{ kind: 'treatment' as const, id, seen: version }];
    valueOf(await client['signing.sign']({ records, pin: TEST_PIN }));
  }
  return {
    recordUnsigned,
    sign,
    /** Records and signs: only what is signed is billed. */
    async record(fields: Partial<Treatment> = {}) {
      const recorded = await recordUnsigned(fields);
      await sign(recorded);
      return recorded;
    },
    /** Corrects what is signed: an amendment that changes these fields. */
    amend(treatmentRecordId: string, fields: Partial<Treatment>) {
      const { patientId: _, ...typed } = treatment;
      return client['treatments.amend']({
        treatmentRecordId,
        kind: 'correction',
        reason: 'counted again',
        note: null,
        content: { ...noText, ...typed, ...large, ...fieldsOf(fields) },
        supersedes: null,
        pin: TEST_PIN,
      });
    },
    void: ({ id, version }: Recorded) =>
      client['treatments.void']({
        treatmentRecordId: id,
        seen: version,
        reason: 'wrong patient',
        pin: TEST_PIN,
      }),
  };
}

function fieldsOf({ patientId: _, ...fields }: Partial<Treatment>) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const filled = [
  'recordSignatures',
  'correctedTreatments',
  'recordAmendments',
  'billingBatchRecords',
  'billingBatches',
  'storedFiles',
  'treatmentRecords',
  'orders',
  'patients',
] as const satisfies readonly (keyof Schema)[];

/** Empties what a test of billing filled; throws when something unexpected happened in it. */
export async function emptyClinic(app: TestCore): Promise<void> {
  if (app.incidents.length > 0) throw new AggregateError(app.incidents);
  await app.database.transact(async (tx) => {
    // Nothing else may delete what is signed.
    await sql`SET LOCAL caretrail.applying = 'on'`.execute(tx);
    for (const table of filled) await tx.deleteFrom(table).execute();
  });
}
