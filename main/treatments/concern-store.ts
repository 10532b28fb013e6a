import type { TreatmentConcern } from '../../shared/safety/concern.ts';
import type { Tx } from '../platform/database.ts';

type Concerns = {
  readonly concerns: readonly TreatmentConcern[];
  readonly newId: () => string;
};

/** Writes down what spoke against a record that was just made. */
export async function insertConcerns(
  tx: Tx,
  treatmentRecordId: string,
  { concerns, newId }: Concerns,
): Promise<void> {
  if (concerns.length === 0) return;
  await tx
    .insertInto('treatmentConcerns')
    .values(concerns.map((each) => ({ id: newId(), treatmentRecordId, ...each })))
    .execute();
}

/** Writes what speaks against a corrected record in place of what did before. */
export async function replaceConcerns(
  tx: Tx,
  treatmentRecordId: string,
  { concerns, newId }: Concerns,
): Promise<void> {
  await tx
    .deleteFrom('treatmentConcerns')
    .where('treatmentRecordId', '=', treatmentRecordId)
    .execute();
  await insertConcerns(tx, treatmentRecordId, { concerns, newId });
}
