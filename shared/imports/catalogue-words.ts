import { foldText } from '../patients/patient.ts';
import type { Product } from '../products/contract.ts';
import { type ProductClass, productClasses, productClassWords } from '../products/product-class.ts';
import { type StorageNeed, storageNeeds, storageNeedWords } from '../products/storage-need.ts';
import { type Material, materials, materialWords } from '../safety/material.ts';

type Meanings<Key extends string> = ReadonlyMap<string, Key>;

function meanings<Key extends string>(
  keys: readonly Key[],
  words: Readonly<Record<Key, readonly string[]>>,
): Meanings<Key> {
  return new Map(
    keys.flatMap((key) => [key, ...words[key]].map((word) => [foldText(word), key] as const)),
  );
}

const billingUnits: Meanings<Product['billingUnit']> = meanings(['each', 'cm2', 'mg', 'g', 'cc'], {
  each: ['ea', 'piece', 'unit', 'per each'],
  cm2: ['sq cm', 'sqcm', 'square centimeter', 'square centimeters', 'per sq cm', 'per cm2'],
  mg: ['milligram', 'milligrams', 'per mg'],
  g: ['gm', 'gram', 'grams', 'per gram'],
  cc: ['ml', 'milliliter', 'cubic centimeter', 'cubic centimeters', 'per cc', 'per ml'],
});

const classes: Meanings<ProductClass> = meanings(productClasses, {
  dressing: [productClassWords.dressing, 'dressings'],
  skinSubstitute: [productClassWords.skinSubstitute, 'skin substitutes', 'ctp', 'graft'],
  compression: [productClassWords.compression],
  topical: [productClassWords.topical, 'topicals'],
  other: [productClassWords.other],
});

const needs: Meanings<StorageNeed> = meanings(storageNeeds, {
  room: [storageNeedWords.room, 'room temp', 'ambient', 'rt'],
  refrigerated: ['fridge', 'refrigerator', '2 8 c', '2 8 °c'],
  frozen: ['freezer', 'frozen'],
  deepFrozen: [storageNeedWords.deepFrozen, 'ultra low', 'cryopreserved'],
});

const materialMeanings: Meanings<Material> = meanings(materials, {
  latex: [materialWords.latex],
  iodine: [materialWords.iodine],
  silver: [materialWords.silver],
  adhesive: [materialWords.adhesive, 'adhesives'],
  bovine: [materialWords.bovine, 'cattle'],
  porcine: [materialWords.porcine, 'pig', 'pigs'],
  human: [materialWords.human],
  honey: [materialWords.honey],
});

const answers: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'y', 'true', '1', 'x'].map((word) => [word, true] as const),
  ...['no', 'n', 'false', '0'].map((word) => [word, false] as const),
]);

/** The words of a catalogue file as the catalogue has them; undefined for a word that means none. */
export const meaningOf = {
  billingUnit: (text: string) => billingUnits.get(foldText(text)),
  productClass: (text: string) => classes.get(foldText(text)),
  storageNeed: (text: string) => needs.get(foldText(text)),
  answer: (text: string) => answers.get(foldText(text)),
} as const;

/** What a product holds none of, written where that is known. */
export const NO_MATERIALS = 'none';

/** A list of materials; null where one of them is not known here. */
export function readMaterials(text: string): readonly Material[] | null {
  if (foldText(text) === NO_MATERIALS) return [];
  const found: Material[] = [];
  for (const item of text.split(/[,;|]/).filter((each) => each.trim() !== '')) {
    const material = materialMeanings.get(foldText(item));
    if (material === undefined) return null;
    if (!found.includes(material)) found.push(material);
  }
  return found;
}
