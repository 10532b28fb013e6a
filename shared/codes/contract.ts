import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { job, noDetails, query } from '../base/contract.ts';
import { storableText } from '../base/text.ts';
import { sourceFile } from '../imports/contract.ts';
import {
  codeEdition,
  codeSets,
  codeTally,
  diagnosisFacts,
  foundDiagnosis,
  procedureFacts,
} from './code-set.ts';

/** Most refused lines that a report lists; beyond it they are only counted. */
export const MOST_REFUSED_LISTED = 500;

const codeImportInput = {
  codeSet: z.enum(codeSets),
  file: sourceFile,
  /** From which day the edition counts; null: as the file's name tells it. */
  effectiveFrom: civilDate.nullable().default(null),
};

const refusedLines = z.array(z.object({ line: z.int(), reason: z.string() }));

export const codeImportReport = z.object({
  codeSet: z.enum(codeSets),
  effectiveFrom: civilDate,
  fileName: z.string(),
  /** False for a selection, and where lines were refused: then no code was ended. */
  isComplete: z.boolean(),
  ...codeTally,
  refusedLines,
  /** Plain sentences with numbers: how many modifiers were left out, and the like. */
  notes: z.array(z.string()),
});
export type CodeImportReport = z.output<typeof codeImportReport>;

export const codePreview = z.object({
  ...codeImportReport.shape,
  /** More than a tenth of the codes in force would end, as when a file is cut off. */
  endsMany: z.boolean(),
  samples: z.array(z.object({ code: z.string(), description: z.string() })),
});
export type CodePreview = z.output<typeof codePreview>;

const importFailures = {
  MissingFile: noDetails,
  UnreadableFile: noDetails,
  /** The file's name does not tell from which day it counts. */
  EffectiveDateNeeded: noDetails,
  /** A selection of codes counts from a later day; nothing can go in before it. */
  LaterSelection: noDetails,
  /** An import of another edition was stopped on its way. */
  Unfinished: noDetails,
} as const;

const lookedUp = z.array(storableText(20).trim().min(1)).max(100);

export const codeOperations = {
  'codes.editions': query({
    summary: 'The editions of ICD-10-CM and HCPCS that are here, newest first',
    permission: 'signedIn',
    input: z.strictObject({}),
    output: z.array(codeEdition),
    failures: {},
  }),
  'codes.searchDiagnoses': query({
    summary:
      'Find ICD-10-CM codes that are valid on a day, by code or by words of their description',
    permission: 'signedIn',
    input: z.strictObject({
      text: z.string().max(200),
      on: civilDate,
      limit: z.int().min(1).max(100).default(20),
    }),
    output: z.array(foundDiagnosis),
    failures: {},
  }),
  'codes.lookup': query({
    summary: 'What ICD-10-CM codes say on a day, and whether they are valid and billable then',
    permission: 'signedIn',
    input: z.strictObject({ codes: lookedUp, on: civilDate }),
    output: z.array(diagnosisFacts),
    failures: {},
  }),
  'codes.lookupProcedures': query({
    summary: 'What HCPCS Level II codes say on a day, and whether they are valid then',
    permission: 'signedIn',
    input: z.strictObject({ codes: lookedUp, on: civilDate }),
    output: z.array(procedureFacts),
    failures: {},
  }),
  'codes.preview': job({
    summary: 'What an edition of ICD-10-CM or HCPCS would add, change and end',
    permission: 'imports.run',
    input: z.strictObject(codeImportInput),
    output: codePreview,
    failures: importFailures,
  }),
  'codes.import': job({
    summary: "Import an edition of ICD-10-CM or HCPCS from CMS's official file",
    permission: 'imports.run',
    input: z.strictObject({
      ...codeImportInput,
      /** Go on though more than a tenth of the codes in force would end. */
      mayEndMany: z.boolean().default(false),
    }),
    output: codeImportReport,
    failures: { ...importFailures, EndsMany: noDetails },
  }),
} as const;
