import { z } from 'zod';
import { uuid } from '../base/uuid.ts';
import { labelInWords } from './unit-label.ts';

/**
 * Where two things that were written independently of each other differ. A sum of movements always agrees
 * with itself: only these show a fault.
 */
export const disagreementKinds = [
  'recordWithoutMovement',
  'movementWithoutRecord',
  'piecesDiffer',
  'areaDiffers',
  'openedAreaUnaccounted',
  'unitDiffers',
  'expiryDiffers',
  'receiptDiffers',
  'movementWithoutReceipt',
  'moreReceivedThanOrdered',
  'belowZero',
  'countNotAdjusted',
  'transferUnbalanced',
  'wasteDiffers',
  'counterEntryDiffers',
  'usedAgainstStop',
] as const;
export type DisagreementKind = (typeof disagreementKinds)[number];

export const disagreementWords = {
  recordWithoutMovement: 'Treatment that took nothing from stock',
  movementWithoutRecord: 'Movement without its record',
  piecesDiffer: 'Pieces differ from the treatment',
  areaDiffers: 'Area differs from the treatment',
  openedAreaUnaccounted: 'Opened area not accounted for',
  unitDiffers: 'Another lot or serial than the treatment',
  expiryDiffers: 'Expiry dates differ',
  receiptDiffers: 'Receipt and stock differ',
  movementWithoutReceipt: 'Came in without a receipt',
  moreReceivedThanOrdered: 'More received than ordered',
  belowZero: 'Less than nothing on hand',
  countNotAdjusted: 'Count not carried out',
  transferUnbalanced: 'Transfer with one side',
  wasteDiffers: 'Waste record and stock differ',
  counterEntryDiffers: 'Counter-entry differs',
  usedAgainstStop: 'Used although stopped',
} as const satisfies Record<DisagreementKind, string>;

/** What nobody's handling explains: the ledger itself was altered, or a program wrote half. */
const faultKinds: readonly DisagreementKind[] = [
  'recordWithoutMovement',
  'movementWithoutRecord',
  'piecesDiffer',
  'areaDiffers',
  'unitDiffers',
  'receiptDiffers',
  'movementWithoutReceipt',
  'countNotAdjusted',
  'transferUnbalanced',
  'wasteDiffers',
  'counterEntryDiffers',
];

/** True for what can only be a fault of the records, which verify reports as well. */
export function isLedgerFault(kind: DisagreementKind): boolean {
  return faultKinds.includes(kind);
}

/** What a disagreement is found in. */
export const disagreementSubjects = [
  'treatmentRecord',
  'stockMovement',
  'stockUnit',
  'receiptLine',
  'orderLine',
  'countLine',
  'transfer',
  'wasteRecord',
] as const;

/** As the database finds it. */
export type FoundDisagreement = {
  /** Names it with its figures: up to 300 characters; longer figures are cut, which no figure is. */
  readonly key: string;
  readonly kind: DisagreementKind;
  readonly subject: (typeof disagreementSubjects)[number];
  readonly subjectId: string;
  /** Of a treatment, so that its chart can be opened. */
  readonly patientId: string | null;
  /** Product code (SKU); null where nothing says it. */
  readonly productId: string | null;
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
  /** What one side says and what the other, as short text. */
  readonly says: string;
  readonly against: string;
};

export const disagreement = z.object({
  /** Names it with what differs: it is another one when that changes. */
  key: z.string(),
  kind: z.enum(disagreementKinds),
  subject: z.enum(disagreementSubjects),
  subjectId: uuid(),
  patientId: uuid().nullable(),
  productId: z.string().nullable(),
  productName: z.string().nullable(),
  lotNumber: z.string().nullable(),
  serialNumber: z.string().nullable(),
  about: z.string(),
  settledByName: z.string().nullable(),
  settledAt: z.iso.datetime().nullable(),
  note: z.string().nullable(),
});
export type Disagreement = z.output<typeof disagreement>;

/** What a key names: the kind and the id of the subject; null for what is no key. */
export function subjectOfKey(
  key: string,
): { readonly kind: DisagreementKind; readonly subjectId: string } | null {
  const [said, subjectId] = key.split(' ', 2);
  const kind = disagreementKinds.find((each) => each === said);
  const id = uuid().safeParse(subjectId);
  return kind && id.success ? { kind, subjectId: id.data } : null;
}

/** What both sides say, in a sentence that names the pack. */
export function disagreementInWords(found: FoundDisagreement): string {
  const { kind, productId, says, against } = found;
  const pack = [productId ?? 'Unknown product', labelInWords(found)].filter(Boolean).join(', ');
  const both = `${says}; ${against}`;
  return kind === 'usedAgainstStop' ? `${pack}: ${says}. Reason: ${against}` : `${pack}: ${both}`;
}
