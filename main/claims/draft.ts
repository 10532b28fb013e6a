import { fail, ok } from '../../shared/base/result.ts';
import { totalCentsOf } from '../../shared/billing/claim.ts';
import { contentOf } from '../../shared/claims/claim-content.ts';
import type { ClaimDraft } from '../../shared/claims/claim-shapes.ts';
import { documentedDiagnoses } from '../../shared/claims/documented-diagnoses.ts';
import { listFacilities } from '../facilities/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { assembleFrom, openAssembly } from './assemble.ts';
import { selectChoiceRows } from './facts-store.ts';
import { selectSameDay } from './choice-store.ts';
import { readStaff } from './staff-store.ts';

export const unknownTreatment = fail(
  'UnknownTreatment',
  'There is no such treatment that can be billed: it may have been voided.',
);

const unchosen = {
  coverageId: null,
  facilityId: null,
  renderingUserId: null,
  supervisingUserId: null,
  referringUserId: null,
  priorAuthorization: null,
  version: 0,
};

/** The claim that a treatment would go out on today, with the others of that day that would share it. */
export async function readDraft(db: ReadonlyDb, treatmentRecordId: string, now: Date) {
  const ids = await selectSameDay(db, treatmentRecordId);
  if (!ids.includes(treatmentRecordId)) return unknownTreatment;
  const assembly = await openAssembly(db, await todayAtSite(db, now));
  const all = await assembleFrom(db, ids, assembly);
  const own = all.find(({ treatments }) =>
    treatments.some((facts) => facts.treatmentRecordId === treatmentRecordId),
  );
  const facts = own?.treatments.find((each) => each.treatmentRecordId === treatmentRecordId);
  if (!own || !facts) return unknownTreatment;
  const [chosen] = await selectChoiceRows(db, [treatmentRecordId]);
  const staff = [...(await readStaff(db)).values()];
  const draft: ClaimDraft = {
    treatmentRecordId,
    patientId: facts.patient.id,
    treatmentRecordIds: own.treatments.map((each) => each.treatmentRecordId),
    claim: own.claim === null ? null : contentOf(own.claim),
    totalCents: own.claim === null ? 0 : totalCentsOf(own.claim),
    problems: [...own.problems],
    advice: [...own.advice],
    chosen: { ...unchosen, ...chosen, diagnoses: listOf(facts.choices.diagnoses) },
    documented: [...documentedDiagnoses(facts)],
    coverages: facts.coverages.map(({ id, payerName, memberId }) => ({
      id,
      label: `${payerName} – ${memberId}`,
    })),
    facilities: (await listFacilities(db)).map(({ id, name }) => ({ id, label: name })),
    providers: staff
      .filter(({ npi }) => npi !== null)
      .map(({ userId, last, first }) => ({ id: userId, label: `${last}, ${first}` })),
  };
  return ok(draft);
}

const listOf = (codes: readonly string[] | null): string[] | null =>
  codes === null ? null : [...codes];
