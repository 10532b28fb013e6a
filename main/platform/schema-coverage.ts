import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** The tables of what payers ask before they cover skin substitutes. */
export type CoverageSchema = {
  coverageRules: CoverageRuleRow;
  coverageSettings: CoverageSettingsRow;
};

type Stamp = GeneratedAlways<string>;

type CoverageRuleRow = {
  id: string;
  payer: string;
  title: string;
  /** Written as text that holds JSON, which both drivers take alike. */
  etiologies: ColumnType<unknown, string, string>;
  applicationLimit: number | null;
  windowWeeks: number | null;
  minConservativeWeeks: number | null;
  minAreaMm2: number | null;
  reductionWording: string | null;
  note: string | null;
  noteAbove: number | null;
  source: string;
  asOfOn: string;
  effectiveFrom: string;
  effectiveTo: string | null;
  withdrawnOn: string | null;
  isActive: Generated<boolean>;
  isExample: Generated<boolean>;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type CoverageSettingsRow = {
  onlyOne: Generated<boolean>;
  defaultRuleId: string | null;
  version: Generated<number>;
  updatedAt: Stamp;
};
