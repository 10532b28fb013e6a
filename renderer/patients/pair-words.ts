import type { ComparedPatient } from '../../shared/patients/duplicates-contract.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import { formatCivilDate } from '../ui/format.ts';
import { addressOf, listName, sexNames } from './patient-words.ts';

/** A chart by its name and number. */
export function chartName(patient: Pick<Patient, 'firstName' | 'lastName' | 'mrn'>): string {
  return `${listName(patient)}, MRN ${patient.mrn ?? 'not recorded'}`;
}

/** The reasons as one sentence. */
export function reasonsInWords(reasons: readonly string[]): string {
  const words = reasons.join('; ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

export type ComparedLine = {
  readonly key: string;
  readonly label: string;
  /** Of the one that was registered first, then of the other; empty where it is not recorded. */
  readonly values: readonly [string, string];
  readonly isSame: boolean;
};

const LINES: readonly (readonly [string, string, (patient: ComparedPatient) => string])[] = [
  ['name', 'Name', listName],
  ['birthOn', 'Birth date', ({ birthOn }) => formatCivilDate(birthOn)],
  ['sex', 'Sex', ({ sex }) => sexNames[sex]],
  ['mrn', 'MRN', ({ mrn }) => mrn ?? ''],
  ['phone', 'Phone', ({ phone }) => phone ?? ''],
  ['address', 'Address', addressOf],
  [
    'deceased',
    'Deceased',
    ({ deceasedOn }) => (deceasedOn === null ? '' : formatCivilDate(deceasedOn)),
  ],
  [
    'lastTreatedOn',
    'Last treated',
    ({ lastTreatedOn }) => (lastTreatedOn === null ? 'Not yet' : formatCivilDate(lastTreatedOn)),
  ],
  ['registeredAt', 'Registered', ({ registeredAt }) => formatCivilDate(registeredAt.slice(0, 10))],
];

/** Two registrations line by line; what neither of them says is left out. */
export function comparedLines(
  one: ComparedPatient,
  other: ComparedPatient,
): readonly ComparedLine[] {
  return LINES.map(([key, label, wordsOf]): ComparedLine => {
    const values = [wordsOf(one), wordsOf(other)] as const;
    return { key, label, values, isSame: values[0] === values[1] };
  }).filter(({ values }) => values.some((value) => value !== ''));
}
