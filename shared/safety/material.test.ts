import { expect, test } from 'vitest';
import { type Material, materialsMeant } from './material.ts';

// Substances as charts have them. Which material a word means: WoundReference, cellular and tissue products
// (clinical.md §5), and the names of substances and products.
test.for<[string, readonly Material[]]>([
  ['Latex', ['latex']],
  ['Natural rubber (gloves)', ['latex']],
  ['LATEX, powdered', ['latex']],
  ['Iodine', ['iodine']],
  ['Povidone-iodine', ['iodine']],
  ['Betadine', ['iodine']],
  ['cadexomer', ['iodine']],
  ['Silver', ['silver']],
  ['Silver sulfadiazine', ['silver']],
  ['Adhesive', ['adhesive']],
  ['Surgical tape', ['adhesive']],
  ['Adhesive tapes', ['adhesive']],
  ['Acrylates', ['adhesive']],
  ['Colophony (rosin)', ['adhesive']],
  ['Band-Aid', ['adhesive']],
  ['Beef', ['bovine']],
  ['Cow', ['bovine']],
  ['Collagen, bovine', ['bovine']],
  ['Bovine collagen', ['bovine']],
  ['Porcine collagen', ['porcine']],
  ['Collagen', ['bovine', 'porcine']],
  ['Pork', ['porcine']],
  ['Pig', ['porcine']],
  ['Gelatin', ['porcine']],
  ['Gélatine', ['porcine']],
  ['Human tissue', ['human']],
  ['Amniotic membrane', ['human']],
  ['Cadaver skin', ['human']],
  ['Honey', ['honey']],
  ['Bee stings', ['honey']],
  ['Animal products', ['bovine', 'porcine', 'honey']],
  ['Vegan', ['bovine', 'porcine', 'honey']],
  // Food, other substances, and words that only hold such a word.
  ['Cow’s milk', []],
  ['Fish', []],
  ['Penicillin', []],
  ['Silverfish', []],
  ['Tapeworm treatment', []],
  ['Human insulin', []],
  ['', []],
])('%s means %j', ([substance, meant]) => {
  expect(materialsMeant(substance)).toEqual(meant);
});
