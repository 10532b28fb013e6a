import { tidyDiagnosisCode } from './diagnosis-code.ts';
import type { Etiology, Laterality } from './wound.ts';

/** The side that a code says: one, both at once, or null where it says none or is unspecified. */
export type CodedSide = Laterality | 'bilateral' | null;

/** Which character of a code says the side, counted from 1 without the dot, and what its values mean. */
type SideRule = {
  readonly codes: RegExp;
  readonly at: number;
  readonly left: string;
  readonly right: string;
  readonly midline?: string;
  readonly bilateral?: string;
};

const oneOrTwo = { right: '1', left: '2' } as const;
const oneTwoOrBoth = { ...oneOrTwo, bilateral: '3' } as const;

/**
 * ICD-10-CM, Tabular List of Diseases and Injuries (CDC/NCHS). The first rule that fits a code counts.
 * Categories that are absent say no side, or say it in ways that nobody checks here.
 */
const sideRules: readonly SideRule[] = [
  // Pressure ulcers: of the back 1 and 3 are right, 2 and 4 left, 5 the sacrum; elsewhere 1 and 2.
  { codes: /^L891/, at: 5, right: '13', left: '24', midline: '5' },
  { codes: /^L89[02356]/, at: 5, ...oneOrTwo },
  // Ulcers of the lower limb that are no pressure ulcers.
  { codes: /^L97[1-589]/, at: 5, ...oneOrTwo },
  // Varicose veins: with ulcer, inflammation or both; with pain or other complications.
  { codes: /^I83[012]/, at: 5, ...oneOrTwo },
  { codes: /^I838/, at: 6, ...oneTwoOrBoth },
  { codes: /^I839/, at: 5, ...oneTwoOrBoth },
  // Postthrombotic syndrome and chronic venous hypertension.
  { codes: /^I87[03]/, at: 6, ...oneTwoOrBoth },
  // Atherosclerosis of leg arteries: 3 and 4 are ulcers of the right and left leg.
  { codes: /^I70[2-7][34]/, at: 5, right: '3', left: '4' },
  { codes: /^I70[2-7][01269]/, at: 6, ...oneTwoOrBoth },
  // Cellulitis and abscess of finger, toe, limb, hand and foot.
  { codes: /^L030[1-4]/, at: 6, ...oneOrTwo },
  { codes: /^L(?:024[123]|031[12])/, at: 6, right: '135', left: '246' },
  { codes: /^L02[56][123]/, at: 6, ...oneOrTwo },
  // Neuroma, infection and necrosis of a stump: arm, then leg.
  { codes: /^T87[345]/, at: 5, right: '13', left: '24' },
  // Open wounds: buttocks; breast and walls of the chest; fingers and toes by their own count; limbs.
  { codes: /^S318/, at: 5, ...oneOrTwo },
  { codes: /^S21[0-4]/, at: 6, ...oneOrTwo },
  { codes: /^S61[23]/, at: 6, right: '0246', left: '1357' },
  { codes: /^S91[12]/, at: 6, right: '14', left: '25' },
  { codes: /^S(?:41|51|71|81)/, at: 6, ...oneOrTwo },
  { codes: /^S61[0145]/, at: 6, ...oneOrTwo },
  { codes: /^S91[03]/, at: 6, ...oneOrTwo },
  // Burns of the ear and of the limbs.
  { codes: /^T20[0-7]1/, at: 6, ...oneOrTwo },
  { codes: /^T2[2-5]/, at: 6, ...oneOrTwo },
];

/** The side that an ICD-10-CM code says, as far as known here; null agrees with every wound. */
export function sideOfDiagnosis(code: string): CodedSide {
  const bare = tidyDiagnosisCode(code).replace('.', '');
  const rule = sideRules.find(({ codes }) => codes.test(bare));
  const value = rule === undefined ? '' : bare.charAt(rule.at - 1);
  if (rule === undefined || value === '') return null;
  if (rule.right.includes(value)) return 'right';
  if (rule.left.includes(value)) return 'left';
  if (rule.bilateral?.includes(value)) return 'bilateral';
  return rule.midline?.includes(value) ? 'midline' : null;
}

/** Why a code does not go with the side of a wound, in words; null when it does. */
export function diagnosisSideProblem(code: string | null, laterality: Laterality): string | null {
  if (code === null) return null;
  const side = sideOfDiagnosis(code);
  if (side === null || side === laterality) return null;
  if (side === 'bilateral' && laterality !== 'midline') return null;
  const coded = side === 'bilateral' ? 'both sides' : `the ${side === 'midline' ? 'middle' : side}`;
  const placed = laterality === 'midline' ? 'in the middle' : `on the ${laterality}`;
  return `ICD-10-CM ${code} is for ${coded}, and the wound is ${placed}. Check the code and the side.`;
}

const etiologyRules: readonly (readonly [RegExp, Etiology])[] = [
  [/^L89/, 'pressure'],
  [/^(?:I83[02]|I87[03][13])/, 'venous'],
  [/^I70[2-7][345]/, 'arterial'],
  [/^E(?:08|09|10|11|13)62[12]/, 'diabetic'],
  [/^T81[34]/, 'surgical'],
  [/^(?:S\d|T2[0-5])/, 'traumatic'],
];

/** The etiology that a code is made for, or null where it may be any: worth a look, never a refusal. */
export function etiologyOfDiagnosis(code: string): Etiology | null {
  const bare = tidyDiagnosisCode(code).replace('.', '');
  return etiologyRules.find(([codes]) => codes.test(bare))?.[1] ?? null;
}
