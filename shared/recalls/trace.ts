import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { MAX_PACKS } from './pack-list.ts';
import { recalledPacks } from './recalled-packs.ts';

/** What is asked: where these packs of a product went. */
export const askedPacks = z.strictObject({
  /** Product code (SKU). */
  productId: line(100),
  /** One of them is enough; one that says nothing asks for every pack. */
  packs: z.array(recalledPacks).min(1, 'names no pack').max(MAX_PACKS),
});
export type AskedPacks = z.output<typeof askedPacks>;

/** The same as it was kept with a drill. */
export const keptQuestion = z.object({
  productId: z.string(),
  packs: z.array(
    z.object({
      lotNumber: z.string().nullable(),
      lastLotNumber: z.string().nullable(),
      serialNumber: z.string().nullable(),
      lastSerialNumber: z.string().nullable(),
    }),
  ),
});

/** Two identifiers, and how to reach them. */
export const tracedPatient = z.object({
  id: uuid(),
  mrn: z.string().nullable(),
  firstName: z.string(),
  lastName: z.string(),
  birthOn: civilDate,
  phone: z.string().nullable(),
  deceasedOn: civilDate.nullable(),
});
export type TracedPatient = z.output<typeof tracedPatient>;

/**
 * Why a record is listed: what it says now names a recalled pack; it did so once and was corrected since;
 * or it does not say which pack it was.
 */
export const tracedStandings = ['recalled', 'correctedSince', 'unsaid'] as const;
export type TracedStanding = (typeof tracedStandings)[number];

const packOfRecord = z.object({
  productId: z.string(),
  lotNumber: z.string().nullable(),
  serialNumber: z.string().nullable(),
});

/** A treatment as it is shown now: with what its newest correction says. */
export const usedPack = packOfRecord.extend({
  id: uuid(),
  patientId: uuid(),
  productName: z.string(),
  expiresOn: civilDate.nullable(),
  dateApplied: civilDate,
  woundId: uuid().nullable(),
  woundLocation: z.string().nullable(),
  /** Whole pieces. */
  quantityUsed: z.int(),
  appliedMm2: z.int().nullable(),
  discardedMm2: z.int().nullable(),
  recordedByName: z.string(),
  /** Who did it, where that was not who recorded it. */
  performedByName: z.string().nullable(),
  isImported: z.boolean(),
  signedAt: z.iso.datetime().nullable(),
  voidedAt: z.iso.datetime().nullable(),
  voidReason: z.string().nullable(),
});
export type UsedPack = z.output<typeof usedPack>;

export const tracedTreatment = usedPack.extend({
  standing: z.enum(tracedStandings),
  /** What a record that was corrected since had said of its pack; null for others. */
  saidBefore: packOfRecord.nullable(),
});
export type TracedTreatment = z.output<typeof tracedTreatment>;

/** How a unit of stock came in, as a tissue trace asks for it. */
export const tracedReceipt = z.object({
  stockUnitId: uuid(),
  pieces: z.int(),
  receivedAt: z.iso.datetime(),
  receivedByName: z.string(),
  supplier: z.string().nullable(),
  reference: z.string().nullable(),
  packageCondition: z.enum(['intact', 'damaged', 'opened', 'wet']),
  temperatureCheck: z.enum(['inRange', 'outOfRange', 'notChecked', 'notNeeded']),
  /** Tenths of a degree Celsius. */
  temperatureTenthsC: z.int().nullable(),
});
export type TracedReceipt = z.output<typeof tracedReceipt>;

/** A unit of stock that is recalled or may be, with where its pieces are. */
export const tracedUnit = z.object({
  id: uuid(),
  lotNumber: z.string(),
  serialNumber: z.string(),
  expiresOn: civilDate.nullable(),
  donorNumber: z.string().nullable(),
  /** `unsaid`: it does not say which pack it is. */
  standing: z.enum(['recalled', 'unsaid']),
  /** Places that hold any; below zero where more was taken than came. */
  places: z.array(
    z.object({
      locationId: uuid(),
      name: z.string(),
      kind: z.enum(['shelf', 'quarantine']),
      pieces: z.int(),
    }),
  ),
});
export type TracedUnit = z.output<typeof tracedUnit>;

/** What the drill counts. Patients and treatments: named now, and not voided. */
export const traceCounts = z.object({
  patients: z.int(),
  treatments: z.int(),
  /** Records that named a recalled pack and were corrected since; voided ones among them. */
  correctedSince: z.int(),
  /** Records that name a recalled pack and were voided. */
  voided: z.int(),
  /** Records of the product that do not say which pack it was, at most. */
  unsaid: z.int(),
  /** On shelves and in quarantine together; units of which nothing is said left out. */
  piecesLeft: z.int(),
  piecesOnShelves: z.int(),
});
export type TraceCounts = z.output<typeof traceCounts>;

export const trace = z.object({
  productId: z.string(),
  /** Null where the catalogue has no such product. */
  productName: z.string().nullable(),
  counts: traceCounts,
  /** Null for whoever may not read charts. Newest first; `isCut` where there are more than are listed. */
  treatments: z.array(tracedTreatment).nullable(),
  patients: z.array(tracedPatient).nullable(),
  isCut: z.boolean(),
  units: z.array(tracedUnit),
  receipts: z.array(tracedReceipt),
});
export type Trace = z.output<typeof trace>;

/** One thing that was ever used on a patient, with what a trace back to its source needs. */
export const usedOnPatient = usedPack.extend({
  orderNumber: z.string(),
  donorNumber: z.string().nullable(),
  reconstitutionMaterial: z.string().nullable(),
  reconstitutionLot: z.string().nullable(),
  reconstitutionExpiresOn: civilDate.nullable(),
  /** Its content is that of a correction. */
  isCorrected: z.boolean(),
});
export type UsedOnPatient = z.output<typeof usedOnPatient>;
