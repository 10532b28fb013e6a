import { z } from 'zod';
import { line } from '../base/text.ts';

/** Why using a product on a patient has to be thought about twice. */
export const concernKinds = [
  'allergy',
  'objection',
  'contraindication',
  'recalled',
  'expired',
  'quarantined',
  'serialUsed',
  'otherOrder',
  'shortInStock',
  'notOnOrder',
  'healedWound',
  'deceased',
  'lotMissing',
  'areaMissing',
] as const;
export type ConcernKind = (typeof concernKinds)[number];

export const concernWords = {
  allergy: 'Allergy',
  objection: 'Objection',
  contraindication: 'Contraindication',
  recalled: 'Recalled',
  expired: 'Expired',
  quarantined: 'In quarantine',
  serialUsed: 'Serial used before',
  otherOrder: 'Another patient’s order',
  shortInStock: 'Short in stock',
  notOnOrder: 'Not on the order',
  healedWound: 'Wound not in care',
  deceased: 'After the death',
  lotMissing: 'Lot not recorded',
  areaMissing: 'Area not recorded',
} as const satisfies Record<ConcernKind, string>;

const about = z.string().max(1000);

/** What speaks against a use, in the words that a reason is given to. */
export const concern = z.object({ kind: z.enum(concernKinds), about });
export type Concern = z.output<typeof concern>;

/** Why something is used all the same. */
export const concernReason = z.strictObject({
  kind: z.enum(concernKinds),
  about,
  reason: line(500),
});
export type ConcernReason = z.output<typeof concernReason>;

/** As it stands in a record. */
export const treatmentConcern = z.object({
  kind: z.enum(concernKinds),
  about: z.string(),
  reason: z.string(),
  raisedAt: z.iso.datetime(),
});
export type TreatmentConcern = z.output<typeof treatmentConcern>;

/** A concern on one line: `Allergy: Latex – this product contains latex`. */
export function concernInWords({ kind, about: what }: Concern): string {
  return `${concernWords[kind]}: ${what}`;
}

export function isSameConcern(one: Concern, other: Concern): boolean {
  return one.kind === other.kind && one.about === other.about;
}

/** The reason that was given to exactly this concern; empty for none. */
export function reasonFor(of: Concern, reasons: readonly ConcernReason[]): string {
  return reasons.find((each) => isSameConcern(each, of))?.reason.trim() ?? '';
}
