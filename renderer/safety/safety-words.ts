import { productClasses, productClassWords } from '../../shared/products/product-class.ts';
import { packsInWords, type RecalledPacks } from '../../shared/recalls/recalled-packs.ts';
import {
  type ContraindicationRule,
  infectionConditions,
  ruleTarget,
} from '../../shared/safety/contraindication.ts';
import { materials, materialWords } from '../../shared/safety/material.ts';
import { etiologies } from '../../shared/wounds/wound.ts';

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

export const classOptions = productClasses.map((key) => ({ key, label: productClassWords[key] }));
export const materialOptions = materials.map((key) => ({
  key,
  label: capitalised(materialWords[key]),
}));

/** Key of the choice that asks nothing. */
export const ANY = 'any';

export const etiologyOptions = [
  { key: ANY, label: 'Any cause' },
  ...etiologies.map((key) => ({ key, label: capitalised(key) })),
] as const;

export const infectionOptions = [
  { key: ANY, label: 'Whatever was seen' },
  ...infectionConditions.map(({ key, words }) => ({ key, label: words })),
];

/** `Lot A1`, `Lots A1 to A9, serial 7`, `Every lot`. */
export function recalledInWords(recall: RecalledPacks): string {
  return capitalised(packsInWords(recall));
}

/** What a rule is about. */
export function targetInWords(rule: ContraindicationRule): string {
  return ruleTarget(rule, productClassWords);
}

/** When a rule applies: `Cause: diabetic; Pus`, or that it always does. */
export function whenInWords(
  rule: Pick<ContraindicationRule, 'etiology' | 'infectionSign'>,
): string {
  const sign = infectionConditions.find(({ key }) => key === rule.infectionSign)?.words;
  const asked = [
    rule.etiology === null ? undefined : `Cause: ${rule.etiology}`,
    sign ?? rule.infectionSign ?? undefined,
  ].filter((part) => part !== undefined);
  return asked.length === 0 ? 'Every use' : asked.join('; ');
}
