import { apart } from '../../shared/base/apart.ts';
import { areaInWords } from '../../shared/base/size-words.ts';
import { packsInWords } from '../../shared/recalls/recalled-packs.ts';
import type {
  AskedPacks,
  TracedPatient,
  TracedReceipt,
  UsedPack,
} from '../../shared/recalls/trace.ts';
import {
  packageConditionWords,
  temperatureCheckWords,
} from '../../shared/receipts/receipt-words.ts';
import { formatCivilDate, formatCount, formatQuantity } from '../ui/format.ts';

const MOST_PACKS = 3;

/** `lot A1`, `lot A1; lot A2; lot A3 and 5 more`. */
export function askedInWords({ packs }: Pick<AskedPacks, 'packs'>): string {
  const words = packs.slice(0, MOST_PACKS).map(packsInWords).join('; ');
  const more = packs.length - MOST_PACKS;
  return more > 0 ? `${words} and ${formatCount(more)} more` : words;
}

/** Milliseconds as seconds with two digits that count: `0.08 s`, `1.2 s`. */
export function durationInWords(ms: number): string {
  const seconds = ms / 1000;
  return `${seconds < 1 ? seconds.toFixed(2) : seconds.toFixed(1)} s`;
}

export function listName({ lastName, firstName }: TracedPatient): string {
  return `${apart(lastName)}, ${apart(firstName)}`;
}

/** The identifiers beside the name. */
export function identifiersInWords({ birthOn, mrn }: TracedPatient): string {
  return `Born ${formatCivilDate(birthOn)} · MRN ${mrn ?? 'none'}`;
}

/** `Lot A1, serial 7`, or that neither was said. */
export function packInWords({
  lotNumber,
  serialNumber,
}: {
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
}): string {
  const parts = [
    ...(lotNumber ? [`Lot ${lotNumber}`] : []),
    ...(serialNumber ? [`serial ${serialNumber}`] : []),
  ];
  const words = parts.join(', ');
  return words === '' ? 'No lot said' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Pieces, and area where somebody said it: `2 pieces, 12.0 cm² applied`. */
export function amountInWords(
  use: Pick<UsedPack, 'quantityUsed' | 'appliedMm2' | 'discardedMm2'>,
): string {
  return [
    formatQuantity(use.quantityUsed, 'piece'),
    ...(use.appliedMm2 === null ? [] : [`${areaInWords(use.appliedMm2)} applied`]),
    ...(use.discardedMm2 ? [`${areaInWords(use.discardedMm2)} discarded`] : []),
  ].join(', ');
}

/** Who did it, and who wrote it down where that was somebody else. */
export function clinicianInWords(
  use: Pick<UsedPack, 'recordedByName' | 'performedByName'>,
): string {
  const { performedByName, recordedByName } = use;
  if (performedByName === null || performedByName === recordedByName) return recordedByName;
  return `${apart(performedByName)}; recorded by ${apart(recordedByName)}`;
}

/** `Intact; in range, 4.1 °C`. */
export function conditionInWords(receipt: TracedReceipt): string {
  const { temperatureTenthsC, temperatureCheck } = receipt;
  const degrees = temperatureTenthsC === null ? [] : [`${(temperatureTenthsC / 10).toFixed(1)} °C`];
  const temperature = [temperatureCheckWords[temperatureCheck], ...degrees].join(', ');
  return `${packageConditionWords[receipt.packageCondition]}; temperature: ${temperature.toLowerCase().replace('°c', '°C')}`;
}
