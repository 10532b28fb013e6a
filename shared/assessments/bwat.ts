/**
 * Bates-Jensen Wound Assessment Tool (B. Bates-Jensen, 2001): thirteen items of 1 to 5, the higher the
 * worse. The words of their steps are the author's and not shipped; the site uses its own copy.
 */
export const bwatItems = [
  { key: 'size', words: 'Size' },
  { key: 'depth', words: 'Depth' },
  { key: 'edges', words: 'Edges' },
  { key: 'undermining', words: 'Undermining' },
  { key: 'necroticType', words: 'Necrotic tissue type' },
  { key: 'necroticAmount', words: 'Necrotic tissue amount' },
  { key: 'exudateType', words: 'Exudate type' },
  { key: 'exudateAmount', words: 'Exudate amount' },
  { key: 'surroundingColour', words: 'Skin color around the wound' },
  { key: 'oedema', words: 'Peripheral tissue edema' },
  { key: 'induration', words: 'Peripheral tissue induration' },
  { key: 'granulation', words: 'Granulation tissue' },
  { key: 'epithelialization', words: 'Epithelialization' },
] as const;
export type BwatKey = (typeof bwatItems)[number]['key'];

export type BwatScores = Readonly<Record<string, number>>;

const keys = new Set<string>(bwatItems.map(({ key }) => key));

export function isBwatKey(key: string): key is BwatKey {
  return keys.has(key);
}

/**
 * The size item of an area in mm²: 1 below 4 cm², 2 to 16, 3 to 36, 4 to 80, 5 above. The tool's steps
 * leave gaps (<16, then 16.1), so the area is first rounded to 0.1 cm², halves up, as it is shown; 16, 36
 * and 80 themselves belong to the smaller step.
 */
export function bwatSizeItem(areaMm2: number): number {
  const tenths = Math.round(areaMm2 / 10);
  if (tenths < 40) return 1;
  if (tenths <= 160) return 2;
  if (tenths <= 360) return 3;
  return tenths <= 800 ? 4 : 5;
}

/** The items with the size as it follows from the area; as they are where no area was measured. */
export function withSizeItem(items: BwatScores | null, areaMm2: number | null): BwatScores | null {
  return items === null || areaMm2 === null ? items : { ...items, size: bwatSizeItem(areaMm2) };
}

/** The sum of all thirteen items, 13 to 65; null while one is missing. */
export function bwatScoreOf(items: BwatScores | null): number | null {
  const scores = bwatItems.map(({ key }) => items?.[key] ?? null);
  return scores.reduce((sum: number | null, score) => {
    return sum === null || score === null ? null : sum + score;
  }, 0);
}

export const bwatBands = ['minimal', 'mild', 'moderate', 'critical'] as const;
export type BwatBand = (typeof bwatBands)[number];

/** Severity bands of a score (Harris, Bates-Jensen et al., J Wound Ostomy Continence Nurs 2010). */
export function bwatBandOf(score: number): BwatBand {
  if (score <= 20) return 'minimal';
  if (score <= 30) return 'mild';
  return score <= 40 ? 'moderate' : 'critical';
}
