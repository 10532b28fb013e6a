import {
  type InfectionLevel,
  infectionLevels,
  infectionSigns,
} from '../assessments/infection-signs.ts';
import type { ProductClass } from '../products/product-class.ts';
import type { Etiology } from '../wounds/wound.ts';
import { type Material, materialWords } from './material.ts';

/** When a rule applies; exactly one of the first three is given. */
export type ContraindicationRule = {
  readonly productId: string | null;
  readonly productClass: ProductClass | null;
  readonly material: Material | null;
  readonly etiology: Etiology | null;
  /** A code of infection-signs.ts, or a level: any sign of it or of a graver one. */
  readonly infectionSign: string | null;
};

export type UsedOn = {
  readonly productId: string;
  readonly productClass: ProductClass;
  readonly materials: readonly Material[];
  /** Null where no wound is named. */
  readonly etiology: Etiology | null;
  /** Of the wound's newest assessment; empty where nobody looked. */
  readonly infectionSigns: readonly string[];
};

const levelWords = {
  local: 'Any sign of infection',
  spreading: 'A sign of spreading or systemic infection',
  systemic: 'A sign of systemic infection',
} as const satisfies Record<InfectionLevel, string>;

/** What a rule can ask of the newest assessment, in the order of a list. */
export const infectionConditions: readonly { readonly key: string; readonly words: string }[] = [
  ...infectionLevels.map((level) => ({ key: level, words: levelWords[level] })),
  ...infectionSigns.map(({ code, words }) => ({ key: code, words })),
];

function isLevel(text: string): text is InfectionLevel {
  return infectionLevels.some((level) => level === text);
}

function isSeen(asked: string, seen: readonly string[]): boolean {
  if (!isLevel(asked)) return seen.includes(asked);
  const least = infectionLevels.indexOf(asked);
  return infectionSigns.some(
    ({ code, level }) => seen.includes(code) && infectionLevels.indexOf(level) >= least,
  );
}

/** True when the rule is about this product and all that it asks of the wound is so. */
export function isContraindicated(rule: ContraindicationRule, use: UsedOn): boolean {
  const isAbout =
    rule.productId === use.productId ||
    rule.productClass === use.productClass ||
    (rule.material !== null && use.materials.includes(rule.material));
  if (!isAbout) return false;
  if (rule.etiology !== null && rule.etiology !== use.etiology) return false;
  return rule.infectionSign === null || isSeen(rule.infectionSign, use.infectionSigns);
}

/** What a rule is about, as people say it: a product's code, a class, a material. */
export function ruleTarget(
  rule: Pick<ContraindicationRule, 'productId' | 'productClass' | 'material'>,
  classWords: Readonly<Record<ProductClass, string>>,
): string {
  if (rule.productId !== null) return rule.productId;
  if (rule.productClass !== null) return classWords[rule.productClass];
  return rule.material === null ? '' : `Anything with ${materialWords[rule.material]}`;
}
