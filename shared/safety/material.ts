import { foldText } from '../patients/patient.ts';

/** What people are allergic or object to, as products are marked with it. */
export const materials = [
  'latex',
  'iodine',
  'silver',
  'adhesive',
  'bovine',
  'porcine',
  'human',
  'honey',
] as const;
export type Material = (typeof materials)[number];

/** As they follow "contains". */
export const materialWords = {
  latex: 'latex',
  iodine: 'iodine',
  silver: 'silver',
  adhesive: 'adhesive',
  bovine: 'material from cattle',
  porcine: 'material from pigs',
  human: 'human tissue',
  honey: 'honey or other bee products',
} as const satisfies Record<Material, string>;

const fromAnimals = ['animal', 'animals', 'animal derived', 'vegan'] as const;

/**
 * Words and phrases that mean a material in a chart, folded and whole: the names of substances and
 * products in wound care (WoundReference, cellular and tissue products: sensitivity to components, bovine,
 * porcine and human origin; objections to animal products). "Collagen" alone may be of either animal.
 */
const synonyms: Readonly<Record<Material, readonly string[]>> = {
  latex: ['latex', 'rubber', 'caoutchouc', 'hevea'],
  iodine: [
    'iodine',
    'iodide',
    'iodoform',
    'iodophor',
    'iodophors',
    'povidone',
    'betadine',
    'cadexomer',
    'iodosorb',
    'inadine',
    'pvp i',
  ],
  silver: ['silver', 'argentum', 'silvadene', 'flamazine', 'acticoat', 'sulfadiazine'],
  adhesive: [
    'adhesive',
    'adhesives',
    'tape',
    'tapes',
    'plaster',
    'plasters',
    'glue',
    'acrylate',
    'acrylates',
    'acrylic',
    'methacrylate',
    'cyanoacrylate',
    'colophony',
    'colophonium',
    'rosin',
    'band aid',
    'bandaid',
  ],
  bovine: ['bovine', 'cow', 'cows', 'cattle', 'calf', 'beef', 'veal', 'collagen', ...fromAnimals],
  porcine: [
    'porcine',
    'pig',
    'pigs',
    'pork',
    'swine',
    'hog',
    'gelatin',
    'gelatine',
    'collagen',
    ...fromAnimals,
  ],
  human: [
    'human tissue',
    'human tissues',
    'human skin',
    'human cells',
    'human collagen',
    'human origin',
    'human derived',
    'human donor',
    'donor tissue',
    'donor skin',
    'allograft',
    'allografts',
    'amnion',
    'amniotic',
    'placenta',
    'placental',
    'cadaver',
    'cadaveric',
  ],
  honey: ['honey', 'bee', 'bees', 'propolis', 'manuka', 'medihoney', 'beeswax', ...fromAnimals],
};

/** With one of these beside it an animal's name means food, which no product in a wound is. */
const foods = ['milk', 'dairy', 'lactose', 'whey', 'casein'];

function saysAny(folded: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => ` ${folded} `.includes(` ${phrase} `));
}

/** Which animal a "bovine collagen" is of is said: the word collagen then means no other. */
function isOtherAnimal(folded: string, material: Material): boolean {
  const other = { bovine: 'porcine', porcine: 'bovine' } as const;
  if (material !== 'bovine' && material !== 'porcine') return false;
  const names = (of: 'bovine' | 'porcine') =>
    synonyms[of].filter(
      (name) => name !== 'collagen' && !fromAnimals.some((word) => word === name),
    );
  return saysAny(folded, names(other[material])) && !saysAny(folded, names(material));
}

/** The materials that a substance means, as somebody wrote it on a chart; none where no word is known. */
export function materialsMeant(substance: string): readonly Material[] {
  const folded = foldText(substance);
  return materials.filter((material) => {
    if (!saysAny(folded, synonyms[material]) || isOtherAnimal(folded, material)) return false;
    return material !== 'bovine' || !saysAny(folded, foods);
  });
}
