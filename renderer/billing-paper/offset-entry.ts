import {
  micrometresOf,
  millimetres,
  type PrintOffset,
  printOffsetFields,
} from '../../shared/billing-paper/print-offset.ts';
import { readTyped, type TypedReading } from '../read-typed.ts';

/** A printer as it stands in the form; lengths in millimetres, as typed. */
export type OffsetEntry = {
  readonly printerName: string;
  readonly rightMm: string;
  readonly downMm: string;
};

export const offsetLabels = {
  printerName: 'Printer',
  rightMm: 'To the right, in mm',
  downMm: 'Down, in mm',
} as const;

export const blankOffset: OffsetEntry = { printerName: '', rightMm: '0', downMm: '0' };

export function offsetEntryOf({ printerName, rightUm, downUm }: PrintOffset): OffsetEntry {
  return { printerName, rightMm: millimetres(rightUm), downMm: millimetres(downUm) };
}

const NO_LENGTH = 'must be a length in millimetres, such as 1.5 or -2';

/** Reads the form by the contract; what is wrong with a length is said at its field. */
export function readOffset(entry: OffsetEntry): TypedReading<typeof printOffsetFields> {
  const rightUm = micrometresOf(entry.rightMm);
  const downUm = micrometresOf(entry.downMm);
  const typed = { printerName: entry.printerName, rightUm: rightUm ?? 0, downUm: downUm ?? 0 };
  const labels = { ...offsetLabels, rightUm: offsetLabels.rightMm, downUm: offsetLabels.downMm };
  const reading = readTyped(printOffsetFields, typed, labels);
  const wrong = {
    ...(rightUm === null && { rightMm: `${offsetLabels.rightMm} ${NO_LENGTH}` }),
    ...(downUm === null && { downMm: `${offsetLabels.downMm} ${NO_LENGTH}` }),
  };
  if (reading.ok && Object.keys(wrong).length === 0) return reading;
  const { rightUm: right, downUm: down, ...problems } = reading.ok ? {} : reading.problems;
  const beyond = {
    ...(right !== undefined && { rightMm: right }),
    ...(down !== undefined && { downMm: down }),
  };
  return { ok: false, problems: { ...problems, ...beyond, ...wrong } };
}

/** `1.5 mm right, 2 mm up`. */
export function offsetInWords({ rightUm, downUm }: PrintOffset): string {
  const way = (um: number, more: string, less: string) =>
    um === 0 ? [] : [`${millimetres(Math.abs(um))} mm ${um > 0 ? more : less}`];
  const parts = [...way(rightUm, 'right', 'left'), ...way(downUm, 'down', 'up')];
  return parts.length === 0 ? 'None' : parts.join(', ');
}
