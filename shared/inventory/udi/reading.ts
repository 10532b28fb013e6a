import type { CivilDate } from '../../base/civil-date.ts';
import { ok, type Result } from '../../base/result.ts';
import { refuse, type DoubtCode, type Refusal, type RefusalCode } from './refusal.ts';

/** Raised when the same raw text is read differently than before; stored beside what was read. */
export const PARSER_VERSION = 1;

export type UdiIssuer = 'gs1' | 'hibc' | 'iccbba';

export const readingAttributes = [
  'deviceIdentifier',
  'lot',
  'serial',
  'expiresOn',
  'manufacturedOn',
  'quantity',
  'donorId',
] as const;
export type ReadingAttribute = (typeof readingAttributes)[number];

/** What a label says of a pack; null is "this label does not say". */
export type LabelContent = {
  /** GS1: the GTIN in 14 digits. HIBC: labeler, product and unit of measure. ISBT 128: `=/` or `=)`. */
  readonly deviceIdentifier: string | null;
  /** Exactly as encoded: capital and small letters differ, leading zeros count. */
  readonly lot: string | null;
  readonly serial: string | null;
  /** The last day of the month where the label names only the month. */
  readonly expiresOn: CivilDate | null;
  readonly manufacturedOn: CivilDate | null;
  /** Pieces in this pack. */
  readonly quantity: number | null;
  /** Donation identification number of human tissue, with its two flag characters. */
  readonly donorId: string | null;
};

/** What a label says that says nothing: the start of any other. */
export const emptyContent: LabelContent = {
  deviceIdentifier: null,
  lot: null,
  serial: null,
  expiresOn: null,
  manufacturedOn: null,
  quantity: null,
  donorId: null,
};

/** One piece of the label: its code in its standard, and the characters exactly as encoded. */
export type UdiField = {
  readonly code: string;
  readonly label: string;
  readonly value: string;
  /** Which attribute of the reading it says; null where it is only kept. */
  readonly attribute: ReadingAttribute | null;
};

/** A piece with what it means: a civil date for a date, plain digits for a quantity. */
export type FoundField = UdiField & { readonly means: string };

export type Reading = LabelContent & {
  readonly issuer: UdiIssuer;
  /** HIBC only: the check character of the primary label, by which its secondary label names it. */
  readonly linkCharacter: string | null;
  readonly fields: readonly UdiField[];
};

/** What every answer carries: the raw text is kept whatever became of it. */
type Scanned = { readonly raw: string; readonly parserVersion: number };

export type ScanRead = Reading & Scanned & { readonly state: 'read' };
export type ScanAmbiguous = Scanned & {
  readonly state: 'ambiguous';
  readonly code: DoubtCode;
  readonly why: string;
  /** Fewest parts first; a single one asks for confirmation. */
  readonly readings: readonly ScanRead[];
  /** False where there are more readings than anybody would look through. */
  readonly isComplete: boolean;
};
export type ScanUnreadable = Scanned & {
  readonly state: 'unreadable';
  readonly code: RefusalCode;
  readonly why: string;
};
export type Scan = ScanRead | ScanAmbiguous | ScanUnreadable;

export type ScanContext = {
  /** The year from which two-digit years are understood. */
  readonly nowYear: number;
  /**
   * True where it is known that group separators arrive: the camera, or a wedge scanner that has sent one
   * before. Otherwise a label without any may have lost them.
   */
  readonly keepsSeparators?: boolean;
};

/** What a standard's reader finds: one reading, or several with the doubt between them. */
export type Found = {
  readonly readings: readonly Reading[];
  readonly doubt: DoubtCode | null;
  readonly isComplete: boolean;
};

export function certain(reading: Reading): Found {
  return { readings: [reading], doubt: null, isComplete: true };
}

/** Puts the pieces of one label together; one that contradicts itself is refused. */
export function readingOf(
  issuer: UdiIssuer,
  found: readonly FoundField[],
  linkCharacter: string | null = null,
): Result<Reading, Refusal> {
  const twice = saidTwice(found);
  if (twice) return refuse('saidTwice', twice.label);
  const said = (attribute: ReadingAttribute): string | null =>
    found.find((field) => field.attribute === attribute)?.means ?? null;
  const quantity = said('quantity');
  const reading: Reading = {
    issuer,
    deviceIdentifier: said('deviceIdentifier'),
    lot: said('lot'),
    serial: said('serial'),
    expiresOn: said('expiresOn'),
    manufacturedOn: said('manufacturedOn'),
    quantity: quantity === null ? null : Number(quantity),
    donorId: said('donorId'),
    linkCharacter,
    fields: uniqueFields(found),
  };
  if (readingAttributes.every((attribute) => reading[attribute] === null)) {
    return refuse('nothingOfUse');
  }
  const { manufacturedOn, expiresOn } = reading;
  const isCrossed = manufacturedOn !== null && expiresOn !== null && manufacturedOn > expiresOn;
  return isCrossed ? refuse('datesContradict') : ok(reading);
}

function saidTwice(found: readonly FoundField[]): FoundField | undefined {
  return found.find((field, index) =>
    found
      .slice(0, index)
      .some(
        (earlier) =>
          (earlier.code === field.code && earlier.value !== field.value) ||
          (field.attribute !== null &&
            earlier.attribute === field.attribute &&
            earlier.means !== field.means),
      ),
  );
}

function uniqueFields(found: readonly FoundField[]): readonly UdiField[] {
  return found
    .filter((field, index) => found.findIndex(({ code }) => code === field.code) === index)
    .map(({ code, label, value, attribute }) => ({ code, label, value, attribute }));
}
