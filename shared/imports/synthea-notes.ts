import { counted } from './import-report.ts';
import type { OutcomeCounts } from './row-outcome.ts';
import type { SupplyUse } from './synthea-supplies.ts';

/** What the report of a Synthea import tells besides its numbers by file. */
export type SyntheaFacts = {
  readonly uses: readonly SupplyUse[];
  readonly products: OutcomeCounts;
  readonly newUsers: number;
  readonly endedAllergies: number;
  /** Files that this import knows, may do without, and was not given. */
  readonly filesMissing: readonly string[];
  readonly filesNotUsed: readonly string[];
};

export function syntheaNotes(facts: SyntheaFacts): readonly string[] {
  const { uses, products, newUsers, endedAllergies } = facts;
  const notes = [
    `Of ${counted(uses.length, 'treatment')} ${without(uses, 'diagnosis')} have no diagnosis (their encounter gives no reason) and ${without(uses, 'procedurePerformed')} no procedure.`,
    `supplies.csv names ${counted(products.imported + products.unchanged + products.different, 'product')}: ${products.imported} added to the catalogue, ${products.unchanged} unchanged, ${products.different} different here and kept.`,
    'Rows of encounters.csv and procedures.csv count as skipped: they are looked up for supplies and are no records of their own.',
  ];
  if (newUsers > 0)
    notes.push(
      `${counted(newUsers, 'new user')} from providers.csv cannot sign in until an administrator enables them.`,
    );
  if (endedAllergies > 0)
    notes.push(`${counted(endedAllergies, 'row')} of allergies.csv: ended (STOP) and left out.`);
  for (const file of facts.filesMissing) notes.push(`${file} was not given.`);
  if (facts.filesNotUsed.length > 0)
    notes.push(`Not used by this release: ${facts.filesNotUsed.join(', ')}.`);
  return notes;
}

function without(uses: readonly SupplyUse[], field: 'diagnosis' | 'procedurePerformed'): number {
  return uses.filter(({ treatment }) => treatment[field] === null).length;
}
