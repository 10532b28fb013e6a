import type { Seeded } from './seeded.ts';

/** Rows of text under column names; the first column names what a row is about. */
export type Table = {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** What was aimed at, beside what came out. Told, never enforced: the machine may be busy. */
export type Aim = {
  readonly what: string;
  readonly limit: string;
  readonly measured: string;
  readonly isMet: boolean;
};

export type SectionReport = {
  readonly tables: readonly Table[];
  readonly aims?: readonly Aim[];
  readonly notes?: readonly string[];
};

/** Where sections work; everything in it is gone after the run. */
export type Place = {
  readonly newFolder: () => Promise<string>;
  /** A new copy of a clinic with 1,000 treatments of one patient. */
  readonly seeded: () => Promise<Seeded>;
};

export type Section = {
  readonly name: string;
  readonly title: string;
  /** Why this section cannot run here, or null. */
  readonly skipReason?: () => string | null;
  readonly run: (place: Place) => Promise<SectionReport>;
};
