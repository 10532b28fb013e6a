import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { AssemblyTerms } from '../../shared/claims/assemble-claims.ts';
import { feesByCode } from '../../shared/payers/fee.ts';
import { allRules } from '../billing-rules/actions.ts';
import { diagnosesOn, proceduresOn } from '../codes/actions.ts';
import { listFacilities } from '../facilities/actions.ts';
import { billingOrganisation, feesOfAllPayers, listPayers } from '../payers/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';

/** Faults of codes by `code|day`, as far as they were looked up; null: none. */
export type CodeFaults = Map<string, string | null>;

export const keyOf = (code: string, on: CivilDate): string => `${code}|${on}`;

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
 * Looks codes up on their days. Only where a whole edition is here can a code be called unknown; CPT is
 * not ours to hold and is not looked up.
 */
export async function readCodeFaults(
  db: ReadonlyDb,
  wanted: readonly { readonly code: string; readonly on: CivilDate }[],
  faults: CodeFaults,
): Promise<void> {
  for (const [on, codes] of Map.groupBy(wanted, (each) => each.on)) {
    const all = [...new Set(codes.map(({ code }) => code))];
    const diagnoses = all.filter(isDiagnosis);
    const procedures = all.filter((code) => /^[A-Z]\d{4}$/.test(code));
    for (const facts of await diagnosesOn(db, diagnoses, on))
      faults.set(keyOf(facts.code, on), faultOfDiagnosis(facts));
    for (const facts of await proceduresOn(db, procedures, on))
      faults.set(keyOf(facts.code, on), faultOf(facts));
    for (const code of all) if (!faults.has(keyOf(code, on))) faults.set(keyOf(code, on), null);
  }
}

const isDiagnosis = (code: string): boolean => code.length === 3 || code.includes('.');

type Facts = { readonly state: string; readonly isSetComplete: boolean };

function faultOf({ state, isSetComplete }: Facts): string | null {
  if (state === 'ended')
    return 'The code is no longer valid on the day of service. Choose another.';
  if (state === 'notYet') return 'The code is not yet valid on the day of service. Choose another.';
  return state === 'unknown' && isSetComplete
    ? 'The code is in no edition that holds on the day of service. Correct it.'
    : null;
}

function faultOfDiagnosis(facts: Facts & { readonly isBillable: boolean }): string | null {
  const fault = faultOf(facts);
  if (fault !== null || facts.state !== 'valid' || facts.isBillable) return fault;
  return 'The diagnosis is a heading that no claim can carry. Choose a code below it.';
}
