import type { CivilDate } from '../base/civil-date.ts';
import { labelInWords } from '../inventory/unit-label.ts';
import type { StorageNeed } from '../products/storage-need.ts';
import type { DoubtKind, PackageCondition, TemperatureCheck } from './receipt-words.ts';

/** What was typed or scanned of one line of a receipt. */
export type ArrivedLine = {
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
  readonly expiresOn: CivilDate | null;
  readonly pieceMm2: number | null;
  readonly pieces: number;
  readonly packageCondition: PackageCondition;
  readonly temperatureCheck: TemperatureCheck;
};

/** What is known already of what comes in. */
export type KnownOfLine = {
  readonly today: CivilDate;
  readonly storageNeed: StorageNeed | null;
  /** The unit of that product, lot and serial; null where there is none yet. */
  readonly unit: { readonly expiresOn: CivilDate | null; readonly pieceMm2: number | null } | null;
  /** True where a receipt brought the unit before. */
  readonly wasReceived: boolean;
  /** Why it is recalled, for each recall that names it. */
  readonly recalls: readonly string[];
  /** Of the order line it comes for: what is still to come before this line; null without one. */
  readonly stillToCome: number | null;
};

/** Why something has to be looked at before it is taken in. */
export type Doubt = { readonly kind: DoubtKind; readonly about: string };

/** What only says that figures differ: the pieces themselves may go on the shelf. */
const harmless: readonly DoubtKind[] = ['moreThanOrdered'];

/** True where the pieces have to wait in quarantine until somebody has decided. */
export function mustWait(doubts: readonly Doubt[]): boolean {
  return doubts.some(({ kind }) => !harmless.includes(kind));
}

/** Everything about a line that somebody has to explain, the gravest first. */
export function doubtsOf(line: ArrivedLine, known: KnownOfLine): readonly Doubt[] {
  return [
    ...known.recalls.map((about): Doubt => ({ kind: 'recalled', about })),
    ...labelDoubts(line, known),
    ...conditionDoubts(line, known),
    ...orderDoubts(line, known),
  ];
}

function labelDoubts(line: ArrivedLine, { today, unit, wasReceived }: KnownOfLine): Doubt[] {
  const label = labelInWords(line) ?? 'This product';
  const doubts: Doubt[] = [];
  if (line.expiresOn !== null && line.expiresOn < today)
    doubts.push({ kind: 'expired', about: `${label} expired on ${line.expiresOn}` });
  if (unit?.expiresOn && line.expiresOn !== null && unit.expiresOn !== line.expiresOn)
    doubts.push({
      kind: 'expiryDiffers',
      about: `${label} is here with the expiry ${unit.expiresOn}, and this label says ${line.expiresOn}`,
    });
  if (unit?.pieceMm2 && line.pieceMm2 !== null && unit.pieceMm2 !== line.pieceMm2)
    doubts.push({
      kind: 'areaDiffers',
      about: `${label} is here with ${unit.pieceMm2} mm² a piece, and these have ${line.pieceMm2} mm²`,
    });
  if (line.serialNumber !== null && wasReceived)
    doubts.push({ kind: 'serialKnown', about: `${label} was received before` });
  return doubts;
}

function conditionDoubts(line: ArrivedLine, { storageNeed }: KnownOfLine): Doubt[] {
  const { packageCondition, temperatureCheck } = line;
  const isCold = storageNeed !== null && storageNeed !== 'room';
  const doubts: Doubt[] = [];
  if (packageCondition !== 'intact')
    doubts.push({ kind: 'damaged', about: `The package is ${packageCondition}` });
  if (temperatureCheck === 'outOfRange')
    doubts.push({ kind: 'temperature', about: 'It came outside its temperature range' });
  else if (isCold && temperatureCheck !== 'inRange')
    doubts.push({
      kind: 'temperature',
      about: 'It is kept cold, and nobody checked the temperature it came with',
    });
  return doubts;
}

function orderDoubts({ pieces }: ArrivedLine, { stillToCome }: KnownOfLine): Doubt[] {
  if (stillToCome === null || pieces <= stillToCome) return [];
  const left = Math.max(0, stillToCome);
  return [
    {
      kind: 'moreThanOrdered',
      about: `${left} of it are still to come on that order, and ${pieces} came`,
    },
  ];
}

/** The earlier of two expiry dates, because the later one may be the mistake; null where neither is known. */
export function safeExpiry(one: CivilDate | null, other: CivilDate | null): CivilDate | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
