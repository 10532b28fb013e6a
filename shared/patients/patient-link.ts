import { z } from 'zod';
import { uuid } from '../base/uuid.ts';

/** What somebody said of two registrations, and that still counts. */
export const patientSaying = z.object({
  id: uuid(),
  reason: z.string(),
  saidByName: z.string(),
  saidAt: z.iso.datetime({ offset: true }),
});
export type PatientSaying = z.output<typeof patientSaying>;

/** What a row of `patient_links` says, as far as it decides what counts. */
export type LinkFact = {
  readonly id: string;
  readonly patientId: string;
  readonly otherPatientId: string;
  readonly isSame: boolean;
  readonly preferredPatientId: string | null;
  readonly linkedAt: string;
};

/** What counts of two registrations: a link rather than "not the same", because it only shows more. */
export function pairState(live: readonly Pick<LinkFact, 'isSame'>[]): 'linked' | 'two' | 'open' {
  if (live.some(({ isSame }) => isSame)) return 'linked';
  return live.length > 0 ? 'two' : 'open';
}

/** The chart for new records among linked ones, by the latest word on it; null where nobody has said. */
export function preferredChart(live: readonly LinkFact[]): string | null {
  const said = live
    .filter(({ isSame, preferredPatientId }) => isSame && preferredPatientId !== null)
    .toSorted((one, other) => compare(one.linkedAt, other.linkedAt) || compare(one.id, other.id));
  return said.at(-1)?.preferredPatientId ?? null;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
