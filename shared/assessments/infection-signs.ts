/** How far an infection has come when a sign is seen (International Wound Infection Institute, 2022). */
export const infectionLevels = ['local', 'spreading', 'systemic'] as const;
export type InfectionLevel = (typeof infectionLevels)[number];

export type InfectionSign = {
  readonly code: string;
  readonly words: string;
  readonly level: InfectionLevel;
};

/**
 * Signs that somebody may see, in the order of a form. A code is written into records: it is never
 * renamed and never means another sign. They are said, not judged: none of them is a diagnosis.
 */
export const infectionSigns: readonly InfectionSign[] = [
  { code: 'erythema', words: 'Redness around the wound', level: 'local' },
  { code: 'warmth', words: 'Warmth around the wound', level: 'local' },
  { code: 'swelling', words: 'Swelling around the wound', level: 'local' },
  { code: 'newPain', words: 'New or increasing pain', level: 'local' },
  { code: 'pus', words: 'Pus', level: 'local' },
  { code: 'newOdour', words: 'New or increasing odor', level: 'local' },
  { code: 'moreExudate', words: 'More exudate than before', level: 'local' },
  { code: 'friableTissue', words: 'Granulation tissue that bleeds easily', level: 'local' },
  { code: 'overgranulation', words: 'Overgranulation', level: 'local' },
  { code: 'pocketing', words: 'Bridging or pocketing in granulation tissue', level: 'local' },
  { code: 'breakdown', words: 'New areas of breakdown', level: 'local' },
  { code: 'stalled', words: 'Healing slower than expected', level: 'local' },
  { code: 'induration', words: 'Hardened tissue around the wound', level: 'spreading' },
  { code: 'spreadingErythema', words: 'Redness more than 2 cm from the edge', level: 'spreading' },
  { code: 'lymphangitis', words: 'Red streaks towards the body', level: 'spreading' },
  { code: 'lymphNodes', words: 'Swollen lymph nodes', level: 'spreading' },
  { code: 'crepitus', words: 'Crepitus', level: 'spreading' },
  { code: 'probesToBone', words: 'Bone is felt with a probe', level: 'spreading' },
  { code: 'fever', words: 'Fever or chills', level: 'systemic' },
  { code: 'malaise', words: 'Malaise, confusion or loss of appetite', level: 'systemic' },
];

const codes = new Set(infectionSigns.map(({ code }) => code));

export function isInfectionSign(code: string): boolean {
  return codes.has(code);
}
