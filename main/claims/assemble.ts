import type { CivilDate } from '../../shared/base/civil-date.ts';
import {
  type Assembled,
  assembleClaims,
  type AssemblyTerms,
} from '../../shared/claims/assemble-claims.ts';
import type { TreatmentFacts } from '../../shared/claims/treatment-facts.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { type CodeFaults, readCodeFaults, readTerms } from './claim-terms.ts';
import { readFacts } from './read-facts.ts';

/** What stays the same from one portion of treatments to the next. */
export type Assembly = {
  readonly terms: Omit<AssemblyTerms, 'faultOfCode'>;
  readonly faults: CodeFaults;
};

export async function openAssembly(db: ReadonlyDb, today: CivilDate): Promise<Assembly> {
  return { terms: await readTerms(db, today), faults: new Map() };
}

/** The claims that some treatments come to as they stand. */
export async function assembleFrom(
  db: ReadonlyDb,
  ids: readonly string[],
  assembly: Assembly,
): Promise<readonly Assembled[]> {
  const facts = await readFacts(db, ids, assembly.terms.facilityOf);
  return assembleFacts(db, facts, assembly);
}

/** Which codes are on a claim is known once it is put together: those not looked up yet are, and it is put together again. */
async function assembleFacts(
  db: ReadonlyDb,
  facts: readonly TreatmentFacts[],
  { terms, faults }: Assembly,
): Promise<readonly Assembled[]> {
  const wanted = new Set<string>();
  const assembled = assembleClaims(facts, {
    ...terms,
    faultOfCode(code, on) {
      const faultOn = faults.get(code);
      if (faultOn === undefined) wanted.add(code);
      return faultOn?.(on) ?? null;
    },
  });
  if (wanted.size === 0) return assembled;
  await readCodeFaults(db, [...wanted], faults);
  return assembleClaims(facts, {
    ...terms,
    faultOfCode: (code, on) => faults.get(code)?.(on) ?? null,
  });
}
