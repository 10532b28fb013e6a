import type { Actor } from '../../shared/base/permission.ts';
import type { ReadonlyDb } from './database.ts';

/** Says whether these charts are closed to somebody who may read charts. The platform knows no slice. */
export type ChartGate = (
  db: ReadonlyDb,
  asked: { readonly actor: Actor; readonly patientIds: readonly string[]; readonly now: Date },
) => Promise<boolean>;

/** Every chart is open to whoever may read charts. */
export const noChartGate: ChartGate = async () => false;
