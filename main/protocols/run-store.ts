import { type Insertable, type RawBuilder, sql } from 'kysely';
import { CHECKPOINT_WINDOW_DAYS, type SizePoint } from '../../shared/assessments/area-reduction.ts';
import type { Act } from '../../shared/protocols/course.ts';
import type { DeviationKind } from '../../shared/protocols/deviation.ts';
import { productKindsOf } from '../../shared/protocols/product-kind.ts';
import type { ProductClass } from '../../shared/products/product-class.ts';
import type { WoundPlace } from '../../shared/wounds/body-site.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

/** Which runs: a condition on `run`, a row of protocol_runs. */
export type Which = RawBuilder<unknown>;

export const runningNow: Which = sql`run.stopped_on IS NULL AND run.episode_ended_on IS NULL`;

export function runById(id: string): Which {
  return sql`run.id = ${id}`;
}

export function runsOfWound(woundId: string): Which {
  return sql`run.wound_id = ${woundId}`;
}

export function runsOfProtocol(protocolId: string): Which {
  return sql`run.protocol_id = ${protocolId}`;
}

export type RunRow = {
  readonly id: string;
  readonly patientId: string;
  readonly woundId: string;
  readonly protocolId: string;
  readonly protocolVersion: number;
  readonly startedOn: string;
  readonly startedByName: string;
  readonly endedOn: string | null;
  readonly stopReason: string | null;
  readonly stoppedByName: string | null;
};

/** Runs by the day they began, the newest first. */
export async function selectRuns(db: ReadonlyDb, which: Which): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    SELECT run.id, run.patient_id, run.wound_id, run.protocol_id, run.protocol_version, run.started_on,
      starter.display_name AS started_by_name, coalesce(run.stopped_on, run.episode_ended_on) AS ended_on,
      run.stop_reason, stopper.display_name AS stopped_by_name
    FROM protocol_runs AS run
    JOIN users AS starter ON starter.id = run.started_by
    LEFT JOIN users AS stopper ON stopper.id = run.stopped_by
    WHERE ${which}
    ORDER BY run.started_on DESC, run.created_at DESC, run.id DESC`.execute(db);
  return rows;
}

export type EntryRow = {
  readonly id: string;
  readonly runId: string;
  readonly kind: 'deviation' | 'review';
  readonly stepId: string;
  readonly dueOn: string;
  readonly on: string;
  readonly words: string;
  readonly deviation: DeviationKind | null;
  readonly productId: string | null;
  readonly productName: string | null;
  readonly recordedByName: string;
};

/** What was said about due days of runs, the oldest first. */
export async function selectEntries(db: ReadonlyDb, which: Which): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    SELECT entry.id, entry.protocol_run_id AS run_id, entry.kind, entry.step_id, entry.due_on,
      entry.entered_on AS "on", entry.words, entry.deviation, entry.product_id, entry.product_name,
      users.display_name AS recorded_by_name
    FROM protocol_run_entries AS entry
    JOIN protocol_runs AS run ON run.id = entry.protocol_run_id
    JOIN users ON users.id = entry.recorded_by
    WHERE ${which}
    ORDER BY entry.recorded_at, entry.id`.execute(db);
  return rows;
}

export type RunAct = { readonly runId: string; readonly act: Act };
export type RunSize = { readonly runId: string; readonly size: SizePoint };

type TreatmentRow = {
  readonly runId: string;
  readonly on: string;
  readonly productId: string;
  readonly productClass: ProductClass | null;
  readonly hcpcsCode: string | null;
};

/**
 * Treatments of the runs' wounds since they began, voided ones left out, as the newest corrections say.
 * OFFSET 0 keeps the database from joining all treatments at once: it asks the wound's index for each run.
 */
export async function selectTreatmentActs(db: ReadonlyDb, which: Which): Promise<RunAct[]> {
  const { rows } = await sql<TreatmentRow>`
    SELECT run.id AS run_id, treatment.date_applied AS "on", treatment.product_id,
      products.product_class, products.hcpcs_code
    FROM protocol_runs AS run
    CROSS JOIN LATERAL (
      SELECT date_applied, product_id FROM current_treatments
      WHERE wound_id = run.wound_id AND date_applied >= run.started_on AND voided_at IS NULL
      OFFSET 0
    ) AS treatment
    LEFT JOIN products ON products.sku = treatment.product_id
    WHERE ${which}`.execute(db);
  return rows.map(({ runId, on, productId, ...product }) => ({
    runId,
    act: { kind: 'treatment', on, productId, productKinds: productKindsOf(product) },
  }));
}

type AssessmentRow = {
  readonly runId: string;
  readonly id: string;
  readonly assessedOn: string;
  readonly method: SizePoint['method'] | null;
  readonly areaMm2: number | null;
};

/**
 * Assessments of the runs' wounds and the sizes measured, the oldest first, voided ones left out: from as
 * long before a run on as a size may have been measured that it counts from.
 */
export async function selectAssessmentActs(
  db: ReadonlyDb,
  which: Which,
): Promise<{ acts: RunAct[]; sizes: RunSize[] }> {
  const { rows } = await sql<AssessmentRow>`
    SELECT run.id AS run_id, assessment.id, assessment.assessed_on, assessment.method,
      assessment.area_mm2
    FROM protocol_runs AS run
    CROSS JOIN LATERAL (
      SELECT id, assessed_on, method, area_mm2, created_at FROM current_assessments
      WHERE wound_id = run.wound_id AND assessed_on >= run.started_on - ${CHECKPOINT_WINDOW_DAYS}::int
        AND voided_at IS NULL
      OFFSET 0
    ) AS assessment
    WHERE ${which}
    ORDER BY assessment.assessed_on, assessment.created_at, assessment.id`.execute(db);
  return {
    acts: rows.map(({ runId, assessedOn: on }) => ({ runId, act: { kind: 'assessment', on } })),
    sizes: rows.flatMap(({ runId, method, areaMm2, ...at }) =>
      method === null || areaMm2 === null ? [] : [{ runId, size: { ...at, method, areaMm2 } }],
    ),
  };
}

export type RunPlace = {
  readonly runId: string;
  readonly patientFirstName: string;
  readonly patientLastName: string;
  readonly patientBirthOn: string;
  readonly patientMrn: string | null;
  readonly isAlive: boolean;
  readonly isVoided: boolean;
  readonly woundNumber: number;
} & WoundPlace;

/** Whose wounds the runs are on. */
export async function selectPlaces(db: ReadonlyDb, which: Which): Promise<RunPlace[]> {
  const { rows } = await sql<RunPlace>`
    SELECT run.id AS run_id, patients.first_name AS patient_first_name,
      patients.last_name AS patient_last_name, patients.birth_on AS patient_birth_on,
      patients.mrn AS patient_mrn, patients.deceased_on IS NULL AS is_alive,
      wounds.voided_at IS NOT NULL AS is_voided, wounds.wound_number, wounds.body_site,
      wounds.laterality, wounds.body_view, wounds.site_detail
    FROM protocol_runs AS run
    JOIN patients ON patients.id = run.patient_id
    JOIN wounds ON wounds.id = run.wound_id
    WHERE ${which}`.execute(db);
  return rows;
}

export async function insertRuns(
  tx: Tx,
  rows: readonly Insertable<Schema['protocolRuns']>[],
): Promise<void> {
  await tx
    .insertInto('protocolRuns')
    .values([...rows])
    .execute();
}

export async function stopRun(
  tx: Tx,
  id: string,
  stop: { readonly stoppedOn: string; readonly stoppedBy: string; readonly stopReason: string },
): Promise<void> {
  await tx.updateTable('protocolRuns').set(stop).where('id', '=', id).execute();
}

export async function insertEntry(
  tx: Tx,
  row: Insertable<Schema['protocolRunEntries']>,
): Promise<void> {
  await tx.insertInto('protocolRunEntries').values(row).execute();
}
