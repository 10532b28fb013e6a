import type { Trace, TracedPatient, TracedTreatment } from './trace.ts';

/** A person of a recall with all of their records that it is about, newest first. */
export type CallEntry = {
  readonly patient: TracedPatient;
  readonly treatments: readonly TracedTreatment[];
  /** True where a record that stands names a recalled pack; else somebody has to look first. */
  readonly isToCall: boolean;
};

function byName(one: CallEntry, other: CallEntry): number {
  const nameOf = ({ patient }: CallEntry) =>
    `${patient.lastName}\n${patient.firstName}\n${patient.birthOn}`;
  return nameOf(one).localeCompare(nameOf(other), 'en', { sensitivity: 'base' });
}

/** True for a record that says now that a recalled pack was used, and was not voided. */
export function isStanding({ standing, voidedAt }: TracedTreatment): boolean {
  return standing === 'recalled' && voidedAt === null;
}

/** The people of a trace by name, those to call first; none for whoever may not read charts. */
export function callListOf(traced: Pick<Trace, 'patients' | 'treatments'>): readonly CallEntry[] {
  const treatments = Map.groupBy(traced.treatments ?? [], ({ patientId }) => patientId);
  return (traced.patients ?? [])
    .map((patient) => {
      const own = treatments.get(patient.id) ?? [];
      return { patient, treatments: own, isToCall: own.some(isStanding) };
    })
    .toSorted((one, other) =>
      one.isToCall === other.isToCall ? byName(one, other) : one.isToCall ? -1 : 1,
    );
}

/** Why a record stands on the list, in a few words. */
export function standingInWords(
  treatment: Pick<TracedTreatment, 'standing' | 'voidedAt' | 'saidBefore'>,
): string {
  if (treatment.voidedAt !== null) return 'Voided';
  if (treatment.standing === 'correctedSince') return 'Corrected since';
  return treatment.standing === 'unsaid' ? 'Pack not said' : 'Recalled';
}

/** Whether a record was signed: `Signed`, `Not signed`, `Imported`, `Voided`. */
export function stateInWords(
  treatment: Pick<TracedTreatment, 'voidedAt' | 'isImported' | 'signedAt'>,
): string {
  if (treatment.voidedAt !== null) return 'Voided';
  if (treatment.isImported) return 'Imported';
  return treatment.signedAt === null ? 'Not signed' : 'Signed';
}
