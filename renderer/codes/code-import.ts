import type { CodeSet } from '../../shared/codes/code-set.ts';
import type { SourceFile } from '../../shared/imports/contract.ts';

/** How far somebody is with a file of codes: kept over a lock, so that nobody chooses it anew. */
export type CodeImport = {
  readonly codeSet: CodeSet;
  /** The file as it is stored; null before one is chosen. */
  readonly file: SourceFile | null;
  /** YYYY-MM-DD, or empty. */
  readonly effectiveFrom: string;
  readonly previewJobId: string | null;
  readonly importJobId: string | null;
};

export const nothingChosen: CodeImport = {
  codeSet: 'icd10cm',
  file: null,
  effectiveFrom: '',
  previewJobId: null,
  importJobId: null,
};
