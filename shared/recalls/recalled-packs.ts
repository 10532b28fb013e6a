import { z } from 'zod';
import { optionalLine } from '../base/text.ts';
import { foldText } from '../patients/patient.ts';

/**
 * The packs of a product that a recall is about: a lot or a range of lots, a serial or a range of serials,
 * or both at once; with nothing said, every pack.
 */
export type RecalledPacks = {
  /** Null for every lot. */
  readonly lotNumber: string | null;
  /** The other end of a range of lots; null for one lot. */
  readonly lastLotNumber: string | null;
  readonly serialNumber: string | null;
  readonly lastSerialNumber: string | null;
};

/** Every pack of a product. */
export const everyPack: RecalledPacks = {
  lotNumber: null,
  lastLotNumber: null,
  serialNumber: null,
  lastSerialNumber: null,
};

/** What a label or a record says of a pack; null or empty where it says nothing. */
export type LabelledPack = {
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
};

/** Whether a pack is one of those recalled; `unsaid` where what is not said of it would decide. */
export type PackStanding = 'recalled' | 'unsaid' | 'other';

/** Lot and serial numbers are read off packs: case, spaces and dashes make no other one. */
export function lotKey(lotNumber: string): string {
  return foldText(lotNumber).replaceAll(' ', '');
}

const pointsOf = (key: string): readonly number[] =>
  Array.from(key, (character) => character.codePointAt(0) ?? 0);

/** By code points, which is how PostgreSQL compares in the collation C; keys of one length. */
function comesBefore(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((point, index) => point !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}

type Told = Readonly<Record<'lotNumber' | 'serialNumber', string>>;
type Part = (told: Told) => PackStanding;

/** A part of a rule: one number or a range, among keys of the same length. */
function partOf(field: keyof Told, first: string | null, last: string | null): Part | null {
  if (first === null) return null;
  const from = pointsOf(lotKey(first));
  const to = last === null ? from : pointsOf(lotKey(last));
  return (told) => {
    if (told[field] === '') return 'unsaid';
    const key = pointsOf(told[field]);
    const isWithin = key.length === from.length && !comesBefore(key, from) && !comesBefore(to, key);
    return isWithin ? 'recalled' : 'other';
  };
}

function standingBy(parts: readonly Part[], told: Told): PackStanding {
  const standings = parts.map((part) => part(told));
  if (standings.includes('other')) return 'other';
  return standings.includes('unsaid') ? 'unsaid' : 'recalled';
}

/** True for the rules that most lists are made of, which are looked up instead of compared one by one. */
function isOneNumber(packs: RecalledPacks): boolean {
  return (
    packs.lastLotNumber === null &&
    packs.lastSerialNumber === null &&
    (packs.lotNumber === null) !== (packs.serialNumber === null)
  );
}

/** How packs stand to all that is recalled together: one of the rules is enough. */
export function packMatcher(rules: readonly RecalledPacks[]): (pack: LabelledPack) => PackStanding {
  const single = rules.filter(isOneNumber);
  const keysOf = (field: keyof Told) => new Set(single.map((rule) => lotKey(rule[field] ?? '')));
  const one = { lotNumber: keysOf('lotNumber'), serialNumber: keysOf('serialNumber') };
  const asksFor = (field: keyof Told) => single.some((rule) => rule[field] !== null);
  const asked = { lotNumber: asksFor('lotNumber'), serialNumber: asksFor('serialNumber') };
  const others = rules
    .filter((rule) => !isOneNumber(rule))
    .map((rule) =>
      [
        partOf('lotNumber', rule.lotNumber, rule.lastLotNumber),
        partOf('serialNumber', rule.serialNumber, rule.lastSerialNumber),
      ].filter((part) => part !== null),
    );
  const bySingle = (told: Told, field: keyof Told): PackStanding => {
    if (!asked[field]) return 'other';
    if (told[field] === '') return 'unsaid';
    return one[field].has(told[field]) ? 'recalled' : 'other';
  };
  return ({ lotNumber, serialNumber }) => {
    const told = { lotNumber: lotKey(lotNumber ?? ''), serialNumber: lotKey(serialNumber ?? '') };
    const standings = [
      bySingle(told, 'lotNumber'),
      bySingle(told, 'serialNumber'),
      ...others.map((parts) => standingBy(parts, told)),
    ];
    if (standings.includes('recalled')) return 'recalled';
    return standings.includes('unsaid') ? 'unsaid' : 'other';
  };
}

function rangeProblem(first: string | null, last: string | null): string | null {
  if (first !== null && lotKey(first) === '') return 'has no letter or digit in it';
  if (last === null) return null;
  if (first === null) return 'ends a range whose first number is not said';
  const [from, to] = [pointsOf(lotKey(first)), pointsOf(lotKey(last))];
  if (from.length !== to.length) return 'is not as long as the first number of the range';
  return comesBefore(to, from) ? 'comes before the first number of the range' : null;
}

/** What is wrong with a range that somebody typed, by its fields; empty when nothing is. */
export function packsProblems(
  packs: RecalledPacks,
): readonly { readonly field: keyof RecalledPacks; readonly problem: string }[] {
  const at = (
    fields: readonly [keyof RecalledPacks, keyof RecalledPacks],
  ): readonly { readonly field: keyof RecalledPacks; readonly problem: string }[] => {
    const [first, last] = [packs[fields[0]], packs[fields[1]]];
    const problem = rangeProblem(first, last);
    if (problem === null) return [];
    const isOfFirst = last === null || (first !== null && lotKey(first) === '');
    return [{ field: isOfFirst ? fields[0] : fields[1], problem }];
  };
  return [...at(['lotNumber', 'lastLotNumber']), ...at(['serialNumber', 'lastSerialNumber'])];
}

/** The fields of recalled packs in an input, to be spread into its object. */
export const packFields = {
  lotNumber: optionalLine(50),
  lastLotNumber: optionalLine(50),
  serialNumber: optionalLine(50),
  lastSerialNumber: optionalLine(50),
};

/** For `superRefine`: names the field of a range that cannot be. */
export function refinePacks(packs: RecalledPacks, context: z.RefinementCtx): void {
  for (const { field, problem } of packsProblems(packs))
    context.addIssue({ code: 'custom', path: [field], message: problem });
}

export const recalledPacks = z.strictObject(packFields).superRefine(refinePacks);

/** True for rules about the same packs, however they are spelt. */
export function isSamePacks(one: RecalledPacks, other: RecalledPacks): boolean {
  return keyOfPacks(one) === keyOfPacks(other);
}

/** One text for rules about the same packs. A range of one number is that number. */
export function keyOfPacks(packs: RecalledPacks): string {
  const ends = (first: string | null, last: string | null) => {
    const from = lotKey(first ?? '');
    return [from, last === null ? from : lotKey(last)];
  };
  return JSON.stringify([
    ...ends(packs.lotNumber, packs.lastLotNumber),
    ...ends(packs.serialNumber, packs.lastSerialNumber),
  ]);
}

function rangeInWords(noun: string, first: string | null, last: string | null): readonly string[] {
  if (first === null) return [];
  return [last === null ? `${noun} ${first}` : `${noun}s ${first} to ${last}`];
}

/** `lot A1`, `lots A1 to A9, serial 7`, `every lot`. */
export function packsInWords(packs: RecalledPacks): string {
  const parts = [
    ...rangeInWords('lot', packs.lotNumber, packs.lastLotNumber),
    ...rangeInWords('serial', packs.serialNumber, packs.lastSerialNumber),
  ];
  return parts.length === 0 ? 'every lot' : parts.join(', ');
}
