import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { LineItemIdentifier } from '../../shared/billing/claim.ts';
import { codesInText } from '../../shared/claims/documented-diagnoses.ts';
import {
  type ClaimChoices,
  noChoices,
  type StaffMember,
  type TreatmentFacts,
} from '../../shared/claims/treatment-facts.ts';
import { isPresentOn } from '../../shared/conditions/condition.ts';
import type { Facility } from '../../shared/facilities/contract.ts';
import { isCoveredOn } from '../../shared/payers/coverage.ts';
import { classOfProduct } from '../../shared/products/product-class.ts';
import { coveragesOfPatients } from '../payers/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import {
  selectApplications,
  selectAreas,
  selectChoiceRows,
  selectItems,
  selectListed,
  selectTreatmentRows,
  selectWoundRows,
  type TreatmentRow,
} from './facts-store.ts';
import { sameWoundsOf } from '../wounds/same-wound-actions.ts';
import { readStaff } from './staff-store.ts';
import { heldBackOf } from './twice-recorded.ts';
import { usesElsewhere } from './uses-elsewhere.ts';

type Around = Awaited<ReturnType<typeof readAround>>;

/**
 * All that the claims of some treatments are made of, in a handful of queries however many they are.
 * By patient, then day, so that what goes on one claim stands together.
 */
export async function readFacts(
  db: ReadonlyDb,
  ids: readonly string[],
  facilityOf: (id: string) => Facility | undefined,
): Promise<readonly TreatmentFacts[]> {
  const rows = await selectTreatmentRows(db, ids);
  const around = await readAround(db, rows);
  const held = await heldBackOf(
    db,
    rows.map(({ id }) => id),
  );
  const elsewhere = await usesElsewhere(db, rows);
  return rows.map((row) => ({
    ...ofChart(row, around),
    facility: row.facilityId === null ? null : (facilityOf(row.facilityId) ?? null),
    performer: around.staff.get(row.performedBy ?? row.recordedBy) ?? null,
    signer: around.staff.get(row.signedBy ?? '') ?? null,
    cosigner: around.staff.get(row.cosignedBy ?? '') ?? null,
    orderer: around.staff.get(row.orderedBy) ?? null,
    item: itemOf(around.items.get(row.productId ?? '')?.[0]),
    choices: choicesOf(around.choices.get(row.id), around.staff),
    twins: held.get(row.id) ?? [],
    usesElsewhere: elsewhere(row).map((each) => useOf(each, null)),
  }));
}

const present = (ids: readonly (string | null)[]): readonly string[] => [
  ...new Set(ids.filter((id) => id !== null)),
];

async function readAround(db: ReadonlyDb, rows: readonly TreatmentRow[]) {
  const woundIds = present(rows.map(({ woundId }) => woundId));
  const patientIds = present(rows.map(({ patientId }) => patientId));
  const choices = await selectChoiceRows(
    db,
    rows.map(({ id }) => id),
  );
  const wounds = await selectWoundRows(db, woundIds);
  const sameWounds = await sameWoundsOf(db, wounds);
  return {
    wounds: new Map(wounds.map((wound) => [wound.id, wound])),
    sameWounds,
    areas: Map.groupBy(await selectAreas(db, woundIds), ({ woundId }) => woundId),
    applications: await selectApplications(db, [...new Set([...sameWounds.values()].flat())]),
    coverages: Map.groupBy(await coveragesOfPatients(db, patientIds), ({ patientId }) => patientId),
    listed: Map.groupBy(await selectListed(db, patientIds), ({ patientId }) => patientId),
    choices: new Map(choices.map((each) => [each.treatmentRecordId, each])),
    items: Map.groupBy(
      await selectItems(db, present(rows.map(({ productId }) => productId))),
      ({ productId }) => productId,
    ),
    staff: await readStaff(db),
  };
}

function ofChart(row: TreatmentRow, around: Around) {
  const { servedOn, woundId } = row;
  const wound = around.wounds.get(woundId ?? '');
  const areas = around.areas.get(woundId ?? '') ?? [];
  const measured = areas.findLast(({ on }) => on <= servedOn);
  return {
    treatmentRecordId: row.id,
    servedOn,
    patient: { ...row, id: row.patientId },
    use: useOf(row, applicationNumberOf(row, around)),
    productId: row.productId,
    wound: wound
      ? {
          id: wound.id,
          bodySite: wound.bodySite,
          side: wound.laterality,
          areaMm2: measured?.areaMm2 ?? null,
        }
      : null,
    ownDiagnoses: [...codesInText(row.diagnosis), ...codesInText(wound?.diagnosisCode ?? null)],
    listedDiagnoses: (around.listed.get(row.patientId) ?? []).flatMap((condition) =>
      condition.diagnosisCode !== null && isPresentOn(condition, servedOn)
        ? [condition.diagnosisCode]
        : [],
    ),
    coverages: (around.coverages.get(row.patientId) ?? []).filter((each) =>
      isCoveredOn(each, servedOn),
    ),
  };
}

function useOf(row: TreatmentRow, applicationNumber: number | null) {
  return {
    treatmentRecordId: row.id,
    woundId: row.woundId,
    productName: row.productName,
    hcpcsCode: row.hcpcsCode,
    billingUnit: row.billingUnit ?? ('each' as const),
    productClass: classOfProduct(row),
    isBiologic: row.isBiologic ?? false,
    pieces: row.quantityUsed,
    pieceMm2: row.packageMm2,
    appliedMm2: row.appliedMm2,
    discardedMm2: row.discardedMm2,
    lotNumber: row.lotNumber,
    applicationNumber,
  };
}

/**
 * Which day with a skin substitute this is in the wound's episode of care, from 1, over all charts of the
 * person; null for others.
 */
function applicationNumberOf(row: TreatmentRow, around: Around): number | null {
  if (row.woundId === null || classOfProduct(row) !== 'skinSubstitute') return null;
  const { applications, sameWounds } = around;
  const ids = sameWounds.get(row.woundId) ?? [];
  const isHere = ({ woundId }: { readonly woundId: string | null }) => woundId === row.woundId;
  const isSame = ({ woundId }: { readonly woundId: string | null }) =>
    woundId !== null && ids.includes(woundId);
  const episode = applications.episodes.find(
    (each) =>
      isHere(each) &&
      each.startedOn <= row.servedOn &&
      (each.endedOn === null || row.servedOn <= each.endedOn),
  );
  if (!episode) return null;
  const days = applications.treatments.filter(
    (each) =>
      isSame(each) &&
      episode.startedOn <= each.on &&
      each.on <= row.servedOn &&
      classOfProduct(each) === 'skinSubstitute',
  );
  return new Set<CivilDate>(days.map(({ on }) => on)).size;
}

const qualifiers = { gs1: 'UK', hibc: 'HI', iccbba: 'HI' } as const;

function itemOf(
  found:
    | { readonly issuer: keyof typeof qualifiers; readonly deviceIdentifier: string }
    | undefined,
): LineItemIdentifier | null {
  if (!found) return null;
  const { issuer, deviceIdentifier } = found;
  return { qualifier: qualifiers[issuer], identifier: deviceIdentifier, quantity: 1, unit: 'UN' };
}

type ChoiceRow = Awaited<ReturnType<typeof selectChoiceRows>>[number];

function choicesOf(
  row: ChoiceRow | undefined,
  staff: ReadonlyMap<string, StaffMember>,
): ClaimChoices {
  if (!row) return noChoices;
  return {
    coverageId: row.coverageId,
    facilityId: row.facilityId,
    rendering: staff.get(row.renderingUserId ?? '') ?? null,
    supervising: staff.get(row.supervisingUserId ?? '') ?? null,
    referring: staff.get(row.referringUserId ?? '') ?? null,
    priorAuthorization: row.priorAuthorization,
    diagnoses: isTexts(row.diagnoses) ? row.diagnoses : null,
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
