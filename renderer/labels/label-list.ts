import { type LabelChoice, MAX_LABELS, type WantedLabel } from '../../shared/labels/contract.ts';
import {
  type LabelSheetKey,
  labelSheetKeys,
  labelSheets,
  labelsPerPage,
} from '../../shared/labels/label-sheet.ts';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';

/** A unit or product to be labelled, and how often; null while the number is being typed. */
export type LabelEntry = { readonly choice: LabelChoice; readonly copies: number | null };

/** Tells one choice from the others. */
export function choiceKey({ stockUnitId, sku }: LabelChoice): string {
  return stockUnitId ?? `product ${sku}`;
}

/** `lot A-1, serial S-9, expires 31 Mar 2027`; empty for a product of which no unit is named. */
export function choiceWords({ lotNumber, serialNumber, expiresOn }: LabelChoice): string {
  return [
    ...(lotNumber ? [`lot ${lotNumber}`] : []),
    ...(serialNumber ? [`serial ${serialNumber}`] : []),
    ...(expiresOn ? [`expires ${formatCivilDate(expiresOn)}`] : []),
  ].join(', ');
}

/** Adds a choice at the end, with a label for each piece on hand; one that is listed already stays as it is. */
export function addChoice(
  entries: readonly LabelEntry[],
  choice: LabelChoice,
): readonly LabelEntry[] {
  if (entries.some((entry) => choiceKey(entry.choice) === choiceKey(choice))) return entries;
  return [...entries, { choice, copies: Math.min(500, Math.max(1, choice.onHandPieces)) }];
}

export function setCopies(
  entries: readonly LabelEntry[],
  key: string,
  copies: number | null,
): readonly LabelEntry[] {
  return entries.map((entry) => (choiceKey(entry.choice) === key ? { ...entry, copies } : entry));
}

export function removeChoice(entries: readonly LabelEntry[], key: string): readonly LabelEntry[] {
  return entries.filter(({ choice }) => choiceKey(choice) !== key);
}

/** The number of labels, or null where one of the counts is missing or out of range. */
export function labelCount(entries: readonly LabelEntry[]): number | null {
  let sum = 0;
  for (const { copies } of entries) {
    if (copies === null || copies < 1 || copies > 500) return null;
    sum += copies;
  }
  return sum;
}

/** What keeps the labels from being made, or null. */
export function listProblem(entries: readonly LabelEntry[]): string | null {
  if (entries.length === 0) return 'Choose what to label first.';
  const count = labelCount(entries);
  if (count === null) return 'Enter for each how many labels to print, 1 to 500.';
  return count > MAX_LABELS
    ? `These are ${count} labels. Print at most ${MAX_LABELS} at a time.`
    : null;
}

/** What the contract takes. */
export function wantedLabels(entries: readonly LabelEntry[]): WantedLabel[] {
  return entries.map(({ choice: { stockUnitId, sku }, copies }) => ({
    stockUnitId,
    sku,
    copies: copies ?? 0,
  }));
}

/** `12 labels on 1 page`. */
export function countWords(count: number, sheet: LabelSheetKey, startAt: number): string {
  const pages = Math.ceil((count + startAt - 1) / labelsPerPage(labelSheets[sheet]));
  return `${formatQuantity(count, 'label')} on ${formatQuantity(pages, 'page')}`;
}

const SHEET_KEY = 'caretrail.labelSheet';

/** The sheet that was used last on this computer. */
export function readSheet(storage: Pick<Storage, 'getItem'>): LabelSheetKey {
  const kept = storage.getItem(SHEET_KEY);
  return labelSheetKeys.find((key) => key === kept) ?? 'letter30';
}

export function storeSheet(storage: Pick<Storage, 'setItem'>, sheet: LabelSheetKey): void {
  storage.setItem(SHEET_KEY, sheet);
}
