import {
  answersIn,
  type AskedDisclosure,
  type Disclosure,
  fhirParts,
} from '../../shared/disclosures/disclosure.ts';
import type { ChunkContext } from '../platform/context.ts';
import { insertDisclosures } from './store.ts';

/** Charts that went into one FHIR file, and what whoever gives them out answered. */
export type FhirGivenOut = Pick<Disclosure, 'fromOn' | 'toOn'> & {
  readonly asked: AskedDisclosure;
  readonly patientIds: readonly string[];
  /** SHA-256 of the whole file. */
  readonly digest: string;
  readonly disclosedBy: string;
};

/** Writes down of each chart that it was given out, in the transaction that lets the file be fetched. */
export function logFhirFile(
  { tx, now, newId }: ChunkContext,
  { asked, patientIds, digest, ...rest }: FhirGivenOut,
): Promise<void> {
  const charts = patientIds.map((patientId) => ({ id: newId(), patientId }));
  return insertDisclosures(tx, charts, {
    kind: 'fhir',
    treatmentRecordId: null,
    ...answersIn(asked),
    parts: [...fhirParts],
    pdfDigest: null,
    zipDigest: null,
    fhirDigest: digest,
    pageCount: 0,
    fileCount: 1,
    missingCount: 0,
    disclosedAt: now.toISOString(),
    ...rest,
  });
}
