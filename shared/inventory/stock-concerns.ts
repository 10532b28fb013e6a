import type { CivilDate } from '../base/civil-date.ts';
import type { Concern } from '../safety/concern.ts';
import { labelInWords, type UnitLabel } from './unit-label.ts';

/** What stock says of the pieces that fit what is said of a package: of its lot and serial, where said. */
export type StockLook = {
  /** On all shelves together, without what the record took that is being corrected; may be below zero. */
  readonly shelfPieces: number;
  /** Places where pieces lie that nobody may use yet, each with more than none. */
  readonly quarantined: readonly { readonly place: string; readonly pieces: number }[];
  /** Of these, what came in for other patients' orders and was not used on them. */
  readonly keptForOthers: readonly { readonly orderNumber: string; readonly pieces: number }[];
  /** As it came in; null where it is not known. */
  readonly expiresOn: CivilDate | null;
};

/** The use of a package, as far as stock may speak against it. */
export type TakenPieces = UnitLabel & {
  readonly quantityUsed: number;
  /** Null for a product that is not kept in stock. */
  readonly stock: StockLook | null;
  /** Days of other records of the same serial. */
  readonly serialUsedOn: readonly CivilDate[];
};

const ORDERS_NAMED = 3;

/** What speaks against taking these pieces, each with what to do; empty when nothing is known to. */
export function stockConcerns(taken: TakenPieces): readonly Concern[] {
  const { stock } = taken;
  return [
    ...serialConcerns(taken),
    ...(stock === null
      ? []
      : [
          ...quarantineConcerns(taken, stock),
          ...orderConcerns(taken, stock),
          ...shortageConcerns(taken, stock),
        ]),
  ];
}

/** The day until which a package is usable: the earlier, where the form and stock both know one. */
export function usableUntil(
  typed: CivilDate | null,
  stock: Pick<StockLook, 'expiresOn'> | null,
): CivilDate | null {
  const known = [typed, stock?.expiresOn ?? null].filter((each) => each !== null);
  return known.toSorted()[0] ?? null;
}

function serialConcerns({ serialNumber, serialUsedOn }: TakenPieces): readonly Concern[] {
  return serialUsedOn.map((day) => ({
    kind: 'serialUsed',
    about: `serial ${serialNumber ?? ''} is in another record, of ${day}. Check the label`,
  }));
}

function quarantineConcerns(taken: TakenPieces, stock: StockLook): readonly Concern[] {
  if (stock.shelfPieces >= taken.quantityUsed) return [];
  return stock.quarantined.map(({ place, pieces }) => ({
    kind: 'quarantined',
    about: `${inPieces(pieces)} of ${subjectOf(taken)} ${pieces === 1 ? 'lies' : 'lie'} in ${place} and may not be used yet. Take another, or have it accepted first`,
  }));
}

/** Where nobody said which package it was, nobody can say whose it was. */
function orderConcerns(taken: TakenPieces, stock: StockLook): readonly Concern[] {
  if (labelInWords(taken) === null) return [];
  const here = piecesHere(stock);
  const kept = stock.keptForOthers.filter(({ pieces }) => pieces > 0);
  const keptPieces = kept.reduce((sum, { pieces }) => sum + pieces, 0);
  if (keptPieces === 0 || here <= 0 || here - keptPieces >= taken.quantityUsed) return [];
  const numbers = kept.slice(0, ORDERS_NAMED).map(({ orderNumber }) => orderNumber);
  const orders = `order ${numbers.join(', ')}${kept.length > ORDERS_NAMED ? ' and others' : ''}`;
  return [
    {
      kind: 'otherOrder',
      about: `${subjectOf(taken)} came in for ${orders} of another patient. Take what came for this one`,
    },
  ];
}

function shortageConcerns(taken: TakenPieces, stock: StockLook): readonly Concern[] {
  if (piecesHere(stock) >= taken.quantityUsed) return [];
  const left = Math.max(0, piecesHere(stock));
  const place = left > stock.shelfPieces ? 'in stock' : 'on the shelves';
  return [
    {
      kind: 'shortInStock',
      about: `${inPieces(left)} of ${subjectOf(taken)} ${left === 1 ? 'is' : 'are'} ${place}, and ${taken.quantityUsed} ${taken.quantityUsed === 1 ? 'is' : 'are'} used. Check the label, and have the shelf counted`,
    },
  ];
}

function piecesHere({ shelfPieces, quarantined }: StockLook): number {
  return quarantined.reduce((sum, { pieces }) => sum + pieces, shelfPieces);
}

function subjectOf(label: UnitLabel): string {
  return labelInWords(label) ?? 'this product';
}

function inPieces(count: number): string {
  if (count === 0) return 'no pieces';
  return count === 1 ? '1 piece' : `${count} pieces`;
}
