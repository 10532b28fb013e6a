import { type MergedScans, mergeScans, type PackReading } from '../inventory/udi/merge-scans.ts';
import type { LabelContent, ScanRead, UdiIssuer } from '../inventory/udi/reading.ts';
import type { OwnLabelRead } from './label-read.ts';

/** How a label came in. */
export type ScanSource = 'scanner' | 'camera' | 'typed';

/** A label as it came, to be kept beside what was read from it, with the version of the parser. */
export type KeptScan = { readonly raw: string; readonly parserVersion: number };

/** A label that was read, and where from. */
export type AddedLabel = {
  readonly read: ScanRead | OwnLabelRead;
  readonly source: ScanSource;
};

/** What the labels of one pack say together. */
export type ScannedPack = LabelContent & {
  /** Who gives out the device identifier; null where only a label of our own was scanned. */
  readonly issuer: UdiIssuer | null;
  /** From a label of our own. */
  readonly sku: string | null;
  /** Every label, as it came. */
  readonly scans: readonly KeptScan[];
  readonly labels: readonly AddedLabel[];
};

type MergedLabels =
  | Extract<MergedScans, { readonly state: 'merged' }>
  | (Mismatch & { readonly isOwn: boolean });
type Mismatch = Extract<MergedScans, { readonly state: 'mismatch' }>;
export type AddedToPack = { readonly state: 'merged'; readonly pack: ScannedPack } | Mismatch;

/** Adds a label to what is known of a pack, null before the first: it blanks nothing and overrules nothing. */
export function addLabel(known: ScannedPack | null, added: AddedLabel): AddedToPack {
  const before = known?.labels ?? [];
  const isKnown = before.some(({ read }) => read.raw === added.read.raw);
  const labels = isKnown ? before : [...before, added];
  const merged = mergeAll(labels);
  if (merged.state === 'mismatch') return asSeen(merged, added);
  const { pack } = merged;
  const isOwnOnly = labels.every(({ read }) => read.state === 'own');
  return {
    state: 'merged',
    pack: {
      deviceIdentifier: pack.deviceIdentifier,
      lot: pack.lot,
      serial: pack.serial,
      expiresOn: pack.expiresOn,
      manufacturedOn: pack.manufacturedOn,
      quantity: pack.quantity,
      donorId: pack.donorId,
      issuer: isOwnOnly ? null : pack.issuer,
      sku: pack.fields.find(({ code }) => code === SKU)?.value ?? null,
      scans: labels.map(({ read: { raw, parserVersion } }) => ({ raw, parserVersion })),
      labels,
    },
  };
}

const SKU = 'SKU';

/** Our own labels are merged last, so a maker's that came after one has its values on the other side. */
function asSeen(mismatch: Mismatch & { readonly isOwn: boolean }, { read }: AddedLabel): Mismatch {
  const { isOwn, ...seen } = mismatch;
  const isTurned = isOwn && read.state === 'read';
  return isTurned ? { ...seen, known: seen.scanned, scanned: seen.known } : seen;
}

/** Our own labels come last: they are of whatever standard the maker's are. */
function mergeAll(labels: readonly AddedLabel[]): MergedLabels {
  const makers = labels.flatMap(({ read }) => (read.state === 'read' ? [read] : []));
  const own = labels.flatMap(({ read }) => (read.state === 'own' ? [read] : []));
  let pack: PackReading | null = null;
  let last: Extract<MergedScans, { readonly state: 'merged' }> | null = null;
  const issuer = makers[0]?.issuer ?? 'gs1';
  const readings = [...makers, ...own.map((label) => asReading(label, issuer))];
  for (const [index, read] of readings.entries()) {
    const next: MergedScans = mergeScans(pack, read);
    if (next.state === 'mismatch') return { ...next, isOwn: index >= makers.length };
    last = next;
    pack = next.pack;
  }
  if (last === null) throw new Error('A pack without a label');
  return last;
}

function asReading({ sku, lot, serial, expiresOn, ...own }: OwnLabelRead, issuer: UdiIssuer) {
  return {
    raw: own.raw,
    issuer,
    deviceIdentifier: null,
    lot,
    serial,
    expiresOn,
    manufacturedOn: null,
    quantity: null,
    donorId: null,
    linkCharacter: null,
    fields: [{ code: SKU, label: 'SKU', value: sku, attribute: null }],
  };
}
