import type { Generated } from 'kysely';

/** The tables of published code sets. */
export type CodesSchema = {
  codeSetEditions: CodeSetEditionRow;
  codeSetCodes: CodeSetCodeRow;
};

type CodeSetEditionRow = {
  id: string;
  codeSet: 'icd10cm' | 'hcpcs';
  effectiveFrom: string;
  isComplete: boolean;
  isStarter: Generated<boolean>;
  fileName: string | null;
  digest: string | null;
  importedBy: string | null;
  importedAt: string;
  finishedAt: string | null;
  readCount: Generated<number>;
  addedCount: Generated<number>;
  changedCount: Generated<number>;
  unchangedCount: Generated<number>;
  skippedCount: Generated<number>;
  refusedCount: Generated<number>;
  endedCount: Generated<number>;
};

type CodeSetCodeRow = {
  codeSet: 'icd10cm' | 'hcpcs';
  code: string;
  validFrom: string;
  validTo: string | null;
  isBillable: boolean | null;
  billingUnit: string | null;
  description: string;
};
