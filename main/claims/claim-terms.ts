import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { AssemblyTerms } from '../../shared/claims/assemble-claims.ts';
import { feesByCode } from '../../shared/payers/fee.ts';
import { allRules } from '../billing-rules/actions.ts';
import { type CodeStandings, codeStandings } from '../codes/actions.ts';
import { listFacilities } from '../facilities/actions.ts';
import { billingOrganisation, feesOfAllPayers, listPayers } from '../payers/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';

/** What is wrong with a code on a day, by code, as far as they were looked up; null: nothing. */
export type CodeFaults = Map<string, (on: CivilDate) => string | null>;

/** What is known beyond the charts: who bills and pays, fees, rules, places. */
export async function readTerms(
  db: ReadonlyDb,
  today: CivilDate,
): Promise<Omit<AssemblyTerms, 'faultOfCode'>> {
  const organisation = await billingOrganisation(db);
  const payers = new Map((await listPayers(db)).map((payer) => [payer.id, payer]));
  const facilities = new Map((await listFacilities(db)).map((each) => [each.id, each]));
  const fees = await feesOfAllPayers(db);
  const byDay = new Map<string, ReadonlyMap<string, number>>();
  return {
    organisation: organisation ?? null,
    payerOf: (id) => payers.get(id),
    facilityOf: (id) => facilities.get(id),
    rules: await allRules(db),
    unitCentsOf(payerId, on) {
      const key = `${payerId}|${on}`;
      const known =
        byDay.get(key) ??
        feesByCode(
          fees.filter(
            (fee) =>
              (fee.payerId === null || fee.payerId === payerId) &&
              fee.effectiveFrom <= on &&
              (fee.effectiveTo === null || on <= fee.effectiveTo),
          ),
        );
      byDay.set(key, known);
      return (code) => known.get(code) ?? null;
    },
    today,
  };
}

/**
 * Looks codes up for every day. Only where a whole edition is here can a code be called unknown; CPT is not
 * ours to hold and is not looked up.
 */
export async function readCodeFaults(
  db: ReadonlyDb,
  codes: readonly string[],
  faults: CodeFaults,
): Promise<void> {
  const diagnoses = codes.filter(isDiagnosis);
  const procedures = codes.filter((code) => !isDiagnosis(code) && /^[A-Z]\d{4}$/.test(code));
  const ofDiagnosis = await codeStandings(db, 'icd10cm', diagnoses);
  const ofProcedure = await codeStandings(db, 'hcpcs', procedures);
  for (const code of codes) faults.set(code, () => null);
  for (const code of diagnoses) faults.set(code, (on) => faultOf(ofDiagnosis(code, on)));
  for (const code of procedures) faults.set(code, (on) => faultOf(ofProcedure(code, on)));
}

const isDiagnosis = (code: string): boolean => code.length === 3 || code.includes('.');

function faultOf({ state, isSetComplete, isHeading }: ReturnType<CodeStandings>): string | null {
  if (state === 'ended')
    return 'The code is no longer valid on the day of service. Choose another.';
  if (state === 'notYet') return 'The code is not yet valid on the day of service. Choose another.';
  if (state === 'unknown')
    return isSetComplete
      ? 'The code is in no edition that holds on the day of service. Correct it.'
      : null;
  return isHeading
    ? 'The diagnosis is a heading that no claim can carry. Choose a code below it.'
    : null;
}
