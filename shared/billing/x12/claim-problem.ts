export const claimProblemCodes = [
  'missing',
  'unwritable',
  'tooLong',
  'badIdentifier',
  'badNpi',
  'badEin',
  'badMbi',
  'badTaxonomy',
  'badPhone',
  'badPostalCode',
  'badState',
  'postOfficeBox',
  'badDate',
  'bornInFuture',
  'servedInFuture',
  'badCode',
  'badFrequency',
  'missingOriginal',
  'unexpectedOriginal',
  'otherPayerMissing',
  'repeatedTurn',
  'repeatedPayer',
  'badAdjustment',
  'repeatedAdjustment',
  'tooManyAdjustments',
  'badPaid',
  'unbalanced',
  'medicareReasonMissing',
  'unexpectedMedicareReason',
  'medicareDependent',
  'facilityMissing',
  'noDiagnoses',
  'tooManyDiagnoses',
  'repeatedDiagnosis',
  'noLines',
  'tooManyLines',
  'badLineId',
  'repeatedLineId',
  'tooManyModifiers',
  'noPointers',
  'tooManyPointers',
  'repeatedPointer',
  'pointerToNothing',
  'badCharge',
  'badUnits',
  'totalTooLarge',
] as const;

export type ClaimProblemCode = (typeof claimProblemCodes)[number];

/** One thing that keeps a claim from being sent. */
export type ClaimProblem = {
  /** Where in the claim: `billing.npi`, `lines.0.pointers`. */
  readonly field: string;
  readonly code: ClaimProblemCode;
  /** What is wrong with what and what to do; never what the chart says. */
  readonly message: string;
};

/** Notes one problem. */
export type Report = (field: string, code: ClaimProblemCode, message: string) => void;

/** A part of a claim as the checks name it. */
export type Place = {
  /** Its path in the claim, `rendering`. */
  readonly field: string;
  /** What people call it, to stand after "The": `rendering provider`. */
  readonly what: string;
};
