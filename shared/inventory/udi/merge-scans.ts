import {
  readingAttributes,
  type LabelContent,
  type Reading,
  type ReadingAttribute,
  type UdiField,
} from './reading.ts';

/** What the labels scanned so far say of one pack, and their raw texts. */
export type PackReading = Reading & { readonly raws: readonly string[] };

/** One label as it was read, or as somebody chose among its readings. */
export type LabelReading = Reading & { readonly raw: string };

export type MergedScans =
  | {
      readonly state: 'merged';
      readonly pack: PackReading;
      /** What this label said first. */
      readonly added: readonly ReadingAttribute[];
    }
  | {
      readonly state: 'mismatch';
      /** An attribute, `issuer`, `linkCharacter`, or the code of an element that is only kept. */
      readonly field: string;
      readonly known: string;
      readonly scanned: string;
      readonly why: string;
    };

const DATES_CROSSED = 'By its two labels this pack would expire before it was made. ';
const HOW_ON =
  'Check that both labels are on the same pack; to go on with this pack, clear what was scanned and begin with it again.';

const labels: Readonly<Record<ReadingAttribute, string>> = {
  deviceIdentifier: 'product number',
  lot: 'lot',
  serial: 'serial number',
  expiresOn: 'expiry date',
  manufacturedOn: 'production date',
  quantity: 'quantity',
  donorId: 'donation number',
};

/**
 * Adds a label to what is known of the pack: what it does not say stays known, what it says otherwise stops.
 * `known` is null before the first label. The pack in hand may be another one than the label before.
 */
export function mergeScans(known: PackReading | null, next: LabelReading): MergedScans {
  const { raw, ...scanned } = next;
  if (known === null) return merged({ ...pickReading(scanned), raws: [raw] }, scanned);
  const clash = clashOf(known, scanned);
  if (clash) {
    const { label, ...difference } = clash;
    return { state: 'mismatch', ...difference, why: mismatchText(label) };
  }
  const content: LabelContent = {
    deviceIdentifier: known.deviceIdentifier ?? scanned.deviceIdentifier,
    lot: known.lot ?? scanned.lot,
    serial: known.serial ?? scanned.serial,
    expiresOn: known.expiresOn ?? scanned.expiresOn,
    manufacturedOn: known.manufacturedOn ?? scanned.manufacturedOn,
    quantity: known.quantity ?? scanned.quantity,
    donorId: known.donorId ?? scanned.donorId,
  };
  if (isCrossed(content)) return crossedDates(content, scanned);
  const pack: PackReading = {
    ...content,
    issuer: known.issuer,
    linkCharacter: known.linkCharacter ?? scanned.linkCharacter,
    fields: [...known.fields, ...scanned.fields.filter((field) => !fieldIn(known, field))],
    raws: known.raws.includes(raw) ? known.raws : [...known.raws, raw],
  };
  return merged(pack, pack, known);
}

type DatesOf<Content> = Content & { readonly manufacturedOn: string; readonly expiresOn: string };

function isCrossed(content: LabelContent): content is DatesOf<LabelContent> {
  const { manufacturedOn, expiresOn } = content;
  return manufacturedOn !== null && expiresOn !== null && manufacturedOn > expiresOn;
}

function crossedDates(
  { manufacturedOn, expiresOn }: DatesOf<LabelContent>,
  scanned: Reading,
): MergedScans {
  const why = DATES_CROSSED + HOW_ON;
  return scanned.expiresOn === null
    ? { state: 'mismatch', field: 'manufacturedOn', known: expiresOn, scanned: manufacturedOn, why }
    : { state: 'mismatch', field: 'expiresOn', known: manufacturedOn, scanned: expiresOn, why };
}

function merged(pack: PackReading, now: LabelContent, before?: LabelContent): MergedScans {
  const added = readingAttributes.filter(
    (attribute) => now[attribute] !== null && (before?.[attribute] ?? null) === null,
  );
  return { state: 'merged', pack, added };
}

function pickReading(reading: Reading): Reading {
  const { issuer, linkCharacter, fields, deviceIdentifier, lot, serial } = reading;
  const { expiresOn, manufacturedOn, quantity, donorId } = reading;
  const identity = { issuer, linkCharacter, fields, deviceIdentifier, lot, serial };
  return { ...identity, expiresOn, manufacturedOn, quantity, donorId };
}

type Clash = {
  readonly field: string;
  readonly label: string;
  readonly known: string;
  readonly scanned: string;
};

function clashOf(known: Reading, scanned: Reading): Clash | null {
  const pairs = [
    ...readingAttributes.map((field) => ({
      field: field as string,
      label: labels[field],
      known: known[field],
      scanned: scanned[field],
    })),
    {
      field: 'linkCharacter',
      label: 'character that links its two labels',
      known: known.linkCharacter,
      scanned: scanned.linkCharacter,
    },
    ...keptPairs(known, scanned),
    // Last: where two standards also differ in the lot, the lot says more.
    { field: 'issuer', label: 'standard', known: known.issuer, scanned: scanned.issuer },
  ];
  for (const { field, label, known: one, scanned: other } of pairs) {
    if (one === null || other === null || one === other) continue;
    return { field, label, known: String(one), scanned: String(other) };
  }
  return null;
}

function keptPairs(known: Reading, scanned: Reading) {
  return scanned.fields
    .filter(({ attribute }) => attribute === null)
    .map(({ code, label, value }) => ({
      field: code,
      label: `${label} (${code})`,
      known: known.fields.find((field) => field.code === code)?.value ?? null,
      scanned: value,
    }));
}

function fieldIn(known: Reading, { code }: UdiField): boolean {
  return known.fields.some((field) => field.code === code);
}

function mismatchText(label: string): string {
  return `This label names another ${label} than the one before. ${HOW_ON}`;
}
