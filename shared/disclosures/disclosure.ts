import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { line, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';

/** Who gets a chart. */
export const recipientKinds = ['patient', 'provider', 'payer', 'attorney', 'other'] as const;
export type RecipientKind = (typeof recipientKinds)[number];

export const recipientKindWords: Readonly<Record<RecipientKind, string>> = {
  patient: 'The patient, or who acts for them',
  provider: 'Another provider',
  payer: 'A payer or its auditor',
  attorney: 'An attorney or a court',
  other: 'Somebody else',
};

/** What makes it lawful. */
export const disclosureBases = [
  'patientRequest',
  'treatment',
  'payment',
  'authorization',
  'legalProcess',
  'other',
] as const;
export type DisclosureBasis = (typeof disclosureBases)[number];

export const disclosureBasisWords: Readonly<Record<DisclosureBasis, string>> = {
  patientRequest: 'The patient asked for it',
  treatment: 'Treatment by another provider',
  payment: 'Payment, such as an audit of a claim',
  authorization: 'The patient’s written authorization',
  legalProcess: 'A court order, subpoena or law',
  other: 'Another basis',
};

/** These say nothing by themselves: which paper it is has to be said. */
const NAMES_A_PAPER: readonly DisclosureBasis[] = ['authorization', 'legalProcess', 'other'];

/** What of a chart can be given out; who the patient is always goes with it. */
export const chartParts = [
  'allergies',
  'conditions',
  'insurance',
  'wounds',
  'treatments',
  'orders',
  'photos',
  'documents',
  'protocols',
] as const;
export type ChartPart = (typeof chartParts)[number];

export const chartPartWords: Readonly<Record<ChartPart, string>> = {
  allergies: 'Allergies and intolerances',
  conditions: 'Problem list',
  insurance: 'Insurance',
  wounds: 'Wounds and assessments',
  treatments: 'Treatments',
  orders: 'Orders',
  photos: 'Photos',
  documents: 'Documents',
  protocols: 'Protocols and deviations',
};

/** What of it a FHIR file holds; photos and documents stand in one by their digests alone. */
export const fhirParts = [
  'allergies',
  'conditions',
  'insurance',
  'wounds',
  'treatments',
  'orders',
] as const satisfies readonly ChartPart[];

export const disclosureKinds = ['chart', 'packet', 'fhir'] as const;

/** What whoever gives something out answers first. */
export const disclosureFields = {
  recipientName: line(200),
  recipientKind: z.enum(recipientKinds),
  recipientAddress: optionalLine(300),
  purpose: line(300),
  basis: z.enum(disclosureBases),
  /** Which authorization, order or law; asked for where the basis names a paper. */
  basisNote: optionalLine(500),
};
export type AskedDisclosure = z.output<z.ZodObject<typeof disclosureFields>>;

/** These answers alone, of whatever they came with. */
export function answersIn(asked: AskedDisclosure): AskedDisclosure {
  const { recipientName, recipientKind, recipientAddress, purpose, basis, basisNote } = asked;
  return { recipientName, recipientKind, recipientAddress, purpose, basis, basisNote };
}

/** Something of a chart that was given out. Never changed afterwards. */
export const disclosure = z.object({
  id: uuid(),
  patientId: uuid(),
  kind: z.enum(disclosureKinds),
  /** Of a packet, the application that it defends; else null. */
  treatmentRecordId: uuid().nullable(),
  recipientName: z.string(),
  recipientKind: z.enum(recipientKinds),
  recipientAddress: z.string().nullable(),
  purpose: z.string(),
  basis: z.enum(disclosureBases),
  basisNote: z.string().nullable(),
  parts: z.array(z.enum(chartParts)),
  fromOn: civilDate.nullable(),
  toOn: civilDate.nullable(),
  /** SHA-256 of the two files; null of a FHIR file. */
  pdfDigest: z.string().nullable(),
  zipDigest: z.string().nullable(),
  /** SHA-256 of a FHIR file, which may hold other charts as well; null of any other. */
  fhirDigest: z.string().nullable(),
  pageCount: z.int(),
  /** Files in the ZIP, and those that the chart names and the store had not. */
  fileCount: z.int(),
  missingCount: z.int(),
  disclosedByName: z.string(),
  disclosedAt: z.iso.datetime(),
  /** True while the ZIP is still on this computer. */
  isKept: z.boolean(),
});
export type Disclosure = z.output<typeof disclosure>;

/** Why this cannot be given out so, with the field to look at; null when it can. */
export function disclosureProblem({
  basis,
  basisNote,
}: Pick<AskedDisclosure, 'basis' | 'basisNote'>): { field: 'basisNote'; words: string } | null {
  if (basisNote !== null || !NAMES_A_PAPER.includes(basis)) return null;
  return { field: 'basisNote', words: 'Say which authorization, order or law it is.' };
}

type Days = { readonly fromOn: string | null; readonly toOn: string | null };

/** True on the days from the first to the last, both included; null leaves that end open. */
export function isInDays(on: string, { fromOn, toOn }: Days): boolean {
  return (fromOn === null || fromOn <= on) && (toOn === null || on <= toOn);
}

/** Such as `1 Mar 2026`; the same in every file that is given out. */
export function dayInWords(on: string): string {
  const [year = '', month = '', day = ''] = on.split('-');
  const names = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  return `${Number(day)} ${names[Number(month) - 1] ?? month} ${year}`;
}

/** Which days a file is about. */
export function daysInWords({ fromOn, toOn }: Days): string {
  if (fromOn === null && toOn === null) return 'All days';
  if (fromOn === null) return `Until ${dayInWords(toOn ?? '')}`;
  if (toOn === null) return `From ${dayInWords(fromOn)}`;
  return `${dayInWords(fromOn)} to ${dayInWords(toOn)}`;
}
