import { z } from 'zod';
import { areaInWords } from '../../base/size-words.ts';
import { codePatterns } from './code-pattern.ts';

export const narrativeParts = ['name', 'packageSize', 'applied', 'discarded', 'lot'] as const;
export type NarrativePart = (typeof narrativeParts)[number];

/** What a payer wants to read beside certain codes, such as those of products without a code of their own. */
export const narrativeParameters = z.strictObject({
  codes: codePatterns,
  parts: z.array(z.enum(narrativeParts)).min(1).readonly(),
});
export type NarrativeParameters = z.output<typeof narrativeParameters>;

const narrated = z.strictObject({
  productName: z.string(),
  pieceMm2: z.int().min(1).nullable(),
  pieces: z.int().min(1),
  appliedMm2: z.int().min(0).nullable(),
  discardedMm2: z.int().min(0).nullable(),
  lotNumber: z.string().nullable(),
});
export type Narrated = z.output<typeof narrated>;

export const narrativeExample = z.strictObject({
  given: narrated,
  expected: z.strictObject({ text: z.string().nullable() }),
});

/** What 837P and CMS-1500 take of a line's narrative. */
const MAX_CHARACTERS = 80;

function partOf(part: NarrativePart, of: Narrated): string | null {
  const area = (mm2: number | null, word: string) =>
    mm2 === null ? null : `${areaInWords(mm2).replace('²', '2')} ${word}`;
  if (part === 'name') return of.productName;
  if (part === 'packageSize')
    return of.pieceMm2 === null ? null : `${of.pieces} X ${area(of.pieceMm2, 'PKG')}`;
  if (part === 'applied') return area(of.appliedMm2, 'USED');
  if (part === 'discarded') return area(of.discardedMm2, 'WASTED');
  return of.lotNumber === null ? null : `LOT ${of.lotNumber}`;
}

/**
 * The narrative in the order of its parts. A long product name gives way to what follows it. Null where
 * the record lacks something that the rule asks for: half a narrative would be sent back.
 */
export function narrativeOf(of: Narrated, { parts }: NarrativeParameters): string | null {
  const said = parts.map((part) => partOf(part, of));
  if (said.includes(null)) return null;
  const others = parts
    .filter((part) => part !== 'name')
    .map((part) => partOf(part, of))
    .join(' ');
  const room = MAX_CHARACTERS - others.length - 1;
  const name = parts.includes('name') ? of.productName.slice(0, Math.max(0, room)).trim() : '';
  return `${name} ${others}`.trim().slice(0, MAX_CHARACTERS).toUpperCase();
}
