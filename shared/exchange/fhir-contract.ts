import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { job, noDetails, query } from '../base/contract.ts';
import { optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { disclosureFields } from '../disclosures/disclosure.ts';
import { sourceFile } from '../imports/contract.ts';
import { patientDevice } from './patient-device.ts';

/** What became of the resources of one type. `read` = imported + unchanged + skipped + refused. */
export const fhirTally = z.object({
  /** As FHIR R4 names it, or `Unreadable` where a line did not say. */
  resourceType: z.string(),
  read: z.int(),
  imported: z.int(),
  /** Already here from an earlier import, to the letter. */
  unchanged: z.int(),
  /** Left out on purpose, with the reason in the notes. */
  skipped: z.int(),
  refused: z.int(),
});
export type FhirTally = z.output<typeof fhirTally>;

/** A resource that could not go in, or went in with something left out. No field's content is told. */
export const fhirRemark = z.object({
  file: z.string(),
  /** `line 12` of a file of lines, `entry 5` of a Bundle. */
  place: z.string(),
  resourceType: z.string(),
  reason: z.string(),
});
export type FhirRemark = z.output<typeof fhirRemark>;

export const fhirReport = z.object({
  tallies: z.array(fhirTally),
  /** The first `MOST_REMARKS` each; the tallies count all of them. */
  refused: z.array(fhirRemark),
  warnings: z.array(fhirRemark),
  warningCount: z.int(),
  /** Plain sentences with numbers. */
  notes: z.array(z.string()),
});
export type FhirReport = z.output<typeof fhirReport>;

export const MOST_REMARKS = 500;
export const MOST_FHIR_FILES = 500;

export const fhirForms = ['bundle', 'ndjson'] as const;
export type FhirForm = (typeof fhirForms)[number];

/** Everything of one chart, or what was done in some days, both included. */
const scope = z.union([
  z.strictObject({ patientId: uuid() }),
  z
    .strictObject({ fromOn: civilDate, toOn: civilDate })
    .refine(({ fromOn, toOn }) => fromOn <= toOn, 'ends before it begins'),
]);
export type FhirScope = z.output<typeof scope>;

export const fhirExported = z.object({
  /** SHA-256 of the whole file. */
  digest: z.string(),
  byteLength: z.int(),
  /** Consecutive pieces of the file by their digests, so that nobody needs to hold all of it. */
  parts: z.array(z.object({ digest: z.string(), byteLength: z.int() })),
  /** Resources by type, in the order in which they first stand in the file. */
  counts: z.array(z.object({ resourceType: z.string(), count: z.int() })),
});
export type FhirExported = z.output<typeof fhirExported>;

export const fhirOperations = {
  'exchange.importFhir': job({
    summary:
      'Import patients, people, places, allergies, conditions and devices from FHIR R4 (ndjson or Bundles)',
    permission: 'imports.run',
    input: z.strictObject({
      files: z.array(sourceFile).min(1).max(MOST_FHIR_FILES),
      /** Which system the files come from, such as its web address; needed where ids are no UUIDs. */
      source: optionalLine(200),
    }),
    output: fhirReport,
    failures: { MissingFile: noDetails },
  }),
  'exchange.exportFhir': job({
    summary:
      'Write charts as FHIR R4, one Bundle or a resource a line, and log the disclosure of each',
    asksPin: true,
    permission: 'billing.export',
    input: z.strictObject({ scope, form: z.enum(fhirForms), ...disclosureFields }),
    output: fhirExported,
    failures: {
      UnknownPatient: noDetails,
      /** The basis names a paper, and nothing says which. */
      BasisNoteMissing: noDetails,
      NothingToExport: noDetails,
      NotValid: noDetails,
    },
    subject: ({ scope: wanted }) =>
      'patientId' in wanted ? { patientId: wanted.patientId } : { entityType: 'export' },
  }),
  'exchange.devices': query({
    summary: 'Devices of a patient that another system told of',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ patientId: uuid() }),
    output: z.array(patientDevice),
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }) => ({ patientId, entityType: 'device' }),
  }),
} as const;
