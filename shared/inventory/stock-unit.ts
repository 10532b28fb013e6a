import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { uuid } from '../base/uuid.ts';

/** What can be told apart on a shelf. */
export const stockUnit = z.object({
  id: uuid(),
  /** Product code (SKU). */
  productId: z.string(),
  /** Empty where none was said. */
  lotNumber: z.string(),
  serialNumber: z.string(),
  expiresOn: civilDate.nullable(),
  /** Area of one piece as it came in. */
  pieceMm2: z.int().nullable(),
  /** Of tissue: the donor or the donation identification number. */
  donorNumber: z.string().nullable(),
  /** A use or a count found it, and nobody had received it. */
  isFound: z.boolean(),
  version: z.int(),
});
export type StockUnit = z.output<typeof stockUnit>;

/** Pieces of a unit in one place, by the movements; below zero where more was taken than came. */
export const heldPieces = z.object({
  stockUnitId: uuid(),
  locationId: uuid(),
  pieces: z.int(),
});

/** What was asked of a unit beyond what there is by the movements. */
export const shortage = z.object({
  stockUnitId: uuid(),
  productId: z.string(),
  lotNumber: z.string(),
  serialNumber: z.string(),
  /** Null: in all places together. */
  locationName: z.string().nullable(),
  heldPieces: z.int(),
  /** By all lines of the command together. */
  askedPieces: z.int(),
});
