import { foldText, type Patient } from '../../shared/patients/patient.ts';

type Named = Pick<Patient, 'id' | 'firstName' | 'lastName'>;

function isBeginning(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

/**
 * The ids of those whom a hurried reader could take for one another: same last name, and one first
 * name the beginning of the other (Ann and Anna), or names swapped.
 */
export function idsOfSimilarNames(patients: readonly Named[]): ReadonlySet<string> {
  const folded = patients.map(({ id, firstName, lastName }) => ({
    id,
    first: foldText(firstName),
    last: foldText(lastName),
  }));
  const similar = new Set<string>();
  for (const [index, one] of folded.entries()) {
    for (const other of folded.slice(index + 1)) {
      const isSame = one.last === other.last && isBeginning(one.first, other.first);
      const isSwapped = one.last === other.first && one.first === other.last;
      if (isSame || isSwapped) similar.add(one.id).add(other.id);
    }
  }
  return similar;
}
