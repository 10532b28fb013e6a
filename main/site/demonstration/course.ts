import type { DemonstrationMrn } from './patients.ts';
import type { PractitionerKey } from './people.ts';
import type { DemonstrationSku } from './products.ts';

/** What is done at a visit: each product used becomes a treatment record of its own. */
export type Care = {
  readonly procedure: string;
  /** Product and whole units taken from the order. */
  readonly uses: readonly (readonly [sku: DemonstrationSku, quantity: number])[];
  /** Where the order holds less than is used. */
  readonly overuseReason?: string;
};

export type Visit = readonly [daysAgo: number, by: PractitionerKey, care: Care, note: string];

/** One wound of one patient from its first visit on, the oldest visit first. */
export type Course = {
  readonly mrn: DemonstrationMrn;
  readonly woundLocation: string;
  readonly diagnosis: string;
  readonly visits: readonly Visit[];
};
