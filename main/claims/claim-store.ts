import { sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { Claim } from '../../shared/billing/claim.ts';
import { claimStateOf, isLive } from '../../shared/billing/claim-state.ts';
import { claimContent } from '../../shared/claims/claim-content.ts';
import type { ClaimBatch, ClaimDetail, ClaimInBatch } from '../../shared/claims/claim-shapes.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { claimStanding } from './standing-store.ts';

const kinds = ['acknowledged', 'rejected', 'replaced', 'voided', 'withdrawn'] as const;
export type EventKind = (typeof kinds)[number];

/** What happened to `claim`, in its order. */
export const eventKinds = sql<EventKind[]>`coalesce((
  SELECT jsonb_agg(event.kind ORDER BY event.recorded_at, event.id)
  FROM claim_events AS event WHERE event.claim_id = claim.id), '[]'::jsonb)`;

const standing = (...among: readonly EventKind[]) => sql<number>`(
  SELECT count(*)::int FROM claims AS counted WHERE counted.batch_id = batch.id
    AND ${claimStanding(sql`counted.id`)} IN (${sql.join(among)}))`;

function batches(db: ReadonlyDb) {
  return db
    .selectFrom('billingBatches as batch')
    .innerJoin('users as maker', 'maker.id', 'batch.exportedBy')
    .innerJoin('payers as payer', 'payer.id', 'batch.payerId')
    .where('batch.kind', '=', 'claims')
    .where('batch.sealedAt', 'is not', null)
    .select((eb) => [
      'batch.id',
      'batch.fromOn',
      'batch.toOn',
      'payer.id as payerId',
      'payer.name as payerName',
      eb.ref('batch.interchangeNumber').$notNull().as('interchangeNumber'),
      'batch.claimCount',
      'batch.recordCount',
      'batch.totalCents',
      eb.ref('batch.fileDigest').$notNull().as('fileDigest'),
      'maker.displayName as madeByName',
      'batch.exportedAt as madeAt',
      standing('acknowledged').as('acknowledged'),
      standing('rejected').as('rejected'),
      standing('replaced', 'voided', 'withdrawn').as('ended'),
    ])
    .orderBy('batch.exportedAt', 'desc')
    .orderBy('batch.id', 'desc');
}

export function selectClaimBatches(db: ReadonlyDb, limit: number): Promise<ClaimBatch[]> {
  return batches(db).limit(limit).execute();
}

export function selectClaimBatch(db: ReadonlyDb, id: string): Promise<ClaimBatch | undefined> {
  return batches(db).where('batch.id', '=', id).executeTakeFirst();
}

function claims(db: ReadonlyDb) {
  return db
    .selectFrom('claims as claim')
    .innerJoin('billingBatches as batch', 'batch.id', 'claim.batchId')
    .innerJoin('patients as patient', 'patient.id', 'claim.patientId')
    .where('batch.sealedAt', 'is not', null)
    .select([
      'claim.id',
      'claim.batchId',
      'claim.position',
      'claim.controlNumber',
      'claim.frequency',
      'claim.originalClaimId',
      'claim.patientId',
      'patient.lastName',
      'patient.firstName',
      'claim.servedOn',
      'claim.totalCents',
      eventKinds.as('eventKinds'),
    ]);
}

type Head = Awaited<ReturnType<ReturnType<typeof claims>['executeTakeFirstOrThrow']>>;

function headOf({ lastName, firstName, eventKinds: happened, position: _, ...head }: Head) {
  return {
    ...head,
    patientName: `${lastName}, ${firstName}`,
    state: claimStateOf(happened.map((kind) => ({ kind }))),
  };
}

/** Claims of a sealed batch in the order of its file, from behind a place on. */
export async function selectClaims(
  db: ReadonlyDb,
  batchId: string,
  page: { readonly after: number; readonly limit: number },
): Promise<ClaimInBatch[]> {
  const rows = await claims(db)
    .where('claim.batchId', '=', batchId)
    .where('claim.position', '>', page.after)
    .orderBy('claim.position')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({ ...headOf(row), position: row.position }));
}

export async function selectClaim(db: ReadonlyDb, id: string): Promise<ClaimDetail | undefined> {
  const row = await claims(db)
    .innerJoin('payers as payer', 'payer.id', 'batch.payerId')
    .select(['payer.name as payerName', 'claim.content'])
    .where('claim.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { payerName, content, ...head } = row;
  const events = await db
    .selectFrom('claimEvents as event')
    .innerJoin('users', 'users.id', 'event.recordedBy')
    .where('event.claimId', '=', id)
    .select([
      'event.kind',
      'event.reasons',
      'event.payerReference',
      'users.displayName as recordedByName',
      'event.recordedAt',
    ])
    .orderBy('event.recordedAt')
    .orderBy('event.id')
    .execute();
  return {
    ...headOf(head),
    payerName,
    content: claimContent.parse(content),
    events: events.map((event) => ({ ...event, reasons: textsOf(event.reasons) })),
  };
}

export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** What went out, of sealed and unsealed batches alike, in the order of the file. */
export async function selectContents(
  db: ReadonlyDb,
  batchId: string,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly { readonly position: number; readonly claim: Claim }[]> {
  const rows = await db
    .selectFrom('claims')
    .where('batchId', '=', batchId)
    .where('position', '>', page.after)
    .select(['position', 'content'])
    .orderBy('position')
    .limit(page.limit)
    .execute();
  return rows.map(({ position, content }) => ({ position, claim: claimContent.parse(content) }));
}

/** The insurance that a claim was billed to. */
export async function coverageOfClaim(db: ReadonlyDb, claimId: string): Promise<string | null> {
  const row = await db
    .selectFrom('claims')
    .select('coverageId')
    .where('id', '=', claimId)
    .executeTakeFirst();
  return row?.coverageId ?? null;
}

export type SentClaim = {
  readonly id: string;
  readonly patientId: string;
  readonly coverageId: string | null;
  readonly madeAt: string;
  readonly isLive: boolean;
  readonly content: Claim;
};

/** The claims of some patients and days of service that went out, the oldest first. */
export async function selectSentClaims(
  db: ReadonlyDb,
  patientIds: readonly string[],
  days: { readonly fromOn: CivilDate; readonly toOn: CivilDate },
): Promise<SentClaim[]> {
  if (patientIds.length === 0) return [];
  const rows = await claims(db)
    .select(['claim.content', 'claim.coverageId', 'batch.exportedAt as madeAt'])
    .where('claim.patientId', 'in', [...patientIds])
    .where('claim.servedOn', '>=', days.fromOn)
    .where('claim.servedOn', '<=', days.toOn)
    .orderBy('claim.servedOn')
    .orderBy('claim.id')
    .execute();
  return rows.map(({ id, patientId, coverageId, madeAt, content, eventKinds: happened }) => ({
    id,
    patientId,
    coverageId,
    madeAt,
    isLive: isLive(claimStateOf(happened.map((kind) => ({ kind })))),
    content: claimContent.parse(content),
  }));
}

/** The treatments that a claim holds or held. */
export async function selectRecordIds(db: ReadonlyDb, claimId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('billingBatchRecords')
    .where('claimId', '=', claimId)
    .select('treatmentRecordId')
    .orderBy('position')
    .execute();
  return rows.map(({ treatmentRecordId }) => treatmentRecordId);
}

export type NewEvent = {
  readonly id: string;
  readonly claimId: string;
  readonly kind: EventKind;
  readonly reasons: readonly string[];
  readonly payerReference: string | null;
  readonly answerDigest: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
};

/** Adds what became of claims; what the same answer said before is not said again. Returns the ids added. */
export async function insertEvents(
  tx: Tx,
  events: readonly NewEvent[],
): Promise<readonly string[]> {
  if (events.length === 0) return [];
  const rows = await tx
    .insertInto('claimEvents')
    .values(events.map((event) => ({ ...event, reasons: JSON.stringify(event.reasons) })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('claimId')
    .execute();
  return rows.map(({ claimId }) => claimId);
}
