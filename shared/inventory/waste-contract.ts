import { z } from 'zod';
import { pinFailures } from '../staff/pin.ts';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { quantity } from '../orders/contract.ts';
import { shortage } from './stock-unit.ts';

/** Pieces that were opened or spoilt without being used on anybody. */
export const wasteRecord = z.object({
  id: uuid(),
  stockUnitId: uuid(),
  /** Product code (SKU). */
  productId: z.string(),
  /** Null where the catalogue has no such product any more. */
  productName: z.string().nullable(),
  /** Empty where none was said. */
  lotNumber: z.string(),
  serialNumber: z.string(),
  expiresOn: civilDate.nullable(),
  pieces: z.int(),
  /** Null where the size of a piece is not known. */
  areaMm2: z.int().nullable(),
  reason: z.string(),
  /** Why no smaller package was opened, where there was one. */
  largerPackageReason: z.string().nullable(),
  /** How it can be more than there was by the movements, where it is. */
  shortageReason: z.string().nullable(),
  /** Whom it was opened for, if for anybody. */
  patientId: uuid().nullable(),
  /** Last name first, as every list shows it. */
  patientName: z.string().nullable(),
  orderId: uuid().nullable(),
  orderNumber: z.string().nullable(),
  wastedAt: z.iso.datetime(),
  recordedBy: uuid(),
  recordedByName: z.string(),
  witnessedBy: uuid().nullable(),
  witnessedByName: z.string().nullable(),
  voidedAt: z.iso.datetime().nullable(),
  voidedByName: z.string().nullable(),
  voidReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type WasteRecord = z.output<typeof wasteRecord>;

const idOrNull = uuid()
  .nullish()
  .transform((id) => id ?? null);
const dayOrNull = civilDate.nullish().transform((day) => day ?? null);

const wasteLine = z.strictObject({
  productId: line(100),
  lotNumber: optionalLine(50),
  serialNumber: optionalLine(50),
  /** Of the label; kept where stock does not know the package yet. */
  expiresOn: dayOrNull,
  /** Where it lay; left out: wherever stock has it. */
  locationId: idOrNull,
  pieces: quantity,
  reason: line(500),
  largerPackageReason: optionalLine(500),
});

const MOST_LINES = 100;

export const wasteOperations = {
  'waste.record': command({
    summary: 'Record pieces that were wasted without being used on anybody',
    permission: 'stock.move',
    input: z.strictObject({
      lines: z.array(wasteLine).min(1, 'needs at least one line').max(MOST_LINES),
      wastedAt: z.iso.datetime({ offset: true }),
      patientId: idOrNull,
      orderId: idOrNull,
      witnessedBy: idOrNull,
      /** Needed only where it is more than there was by the movements. */
      shortageReason: optionalLine(500),
    }),
    output: z.array(wasteRecord),
    failures: {
      UnknownProduct: noDetails,
      UnknownLocation: noDetails,
      UnknownPatient: noDetails,
      UnknownOrder: noDetails,
      OrderOfAnotherPatient: noDetails,
      /** Nobody here, or whoever records it. */
      UnknownWitness: noDetails,
      ImpossibleDate: noDetails,
      /** With a `shortageReason` it is recorded all the same. */
      ShortInStock: z.object({ shortages: z.array(shortage) }),
    },
    subject: ({ patientId }, recorded) => ({
      patientId: recorded?.[0]?.patientId ?? patientId ?? undefined,
      entityType: 'wasteRecord',
      entityId: recorded?.[0]?.id,
    }),
  }),
  'waste.void': command({
    summary:
      'Strike out a waste record that was made by mistake; its pieces come back by a counter-entry',
    permission: 'stock.move',
    holdsSecret: true,
    input: z.strictObject({
      wasteRecordId: uuid(),
      reason: line(500),
      pin: z.string().max(64),
    }),
    output: wasteRecord,
    failures: {
      UnknownWaste: noDetails,
      AlreadyVoided: noDetails,
      NotYours: noDetails,
      ...pinFailures,
    },
    subject: ({ wasteRecordId }, voided) => ({
      patientId: voided?.patientId ?? undefined,
      entityType: 'wasteRecord',
      entityId: wasteRecordId,
    }),
  }),
  'waste.list': query({
    summary: 'Waste records, the newest first, voided ones too',
    permission: 'stock.read',
    readsChart: true,
    input: z.strictObject({
      productId: optionalLine(100),
      patientId: idOrNull,
      orderId: idOrNull,
      /** Days at the site, both included. */
      fromOn: dayOrNull,
      toOn: dayOrNull,
      limit: z.int().min(1).max(500).default(100),
      offset: z.int().min(0).default(0),
    }),
    output: z.object({ records: z.array(wasteRecord), total: z.int() }),
    failures: {},
    subject: ({ patientId }, found) => ({
      patientIds: [
        ...new Set([
          ...(patientId === null ? [] : [patientId]),
          ...(found?.records.flatMap((record) => record.patientId ?? []) ?? []),
        ]),
      ],
      entityType: 'wasteRecord',
    }),
  }),
} as const;
