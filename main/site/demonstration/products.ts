import type { NewProduct } from '../../../shared/products/contract.ts';
import type { ProductClass } from '../../../shared/products/product-class.ts';
import type { Material } from '../../../shared/safety/material.ts';

type DemonstrationProduct = Omit<NewProduct, 'id' | 'sku'>;

function each(productClass: ProductClass, name: string, hcpcsCode: string) {
  return (...materials: Material[]): DemonstrationProduct => ({
    name,
    hcpcsCode,
    billingUnit: 'each',
    productClass,
    materials,
  });
}
const dressing = (name: string, hcpcsCode: string) => each('dressing', name, hcpcsCode);
const compression = (name: string, hcpcsCode: string) => each('compression', name, hcpcsCode);

// Every other Q41xx belongs to a product of somebody; an invented one is "not otherwise specified".
function skinSubstitute(
  [name, maker]: readonly [name: string, maker: string],
  packageMm2: number,
  ...materials: Material[]
) {
  return {
    name,
    maker,
    hcpcsCode: 'Q4100',
    billingUnit: 'cm2',
    productClass: 'skinSubstitute',
    materials,
    packageMm2,
  } as const satisfies DemonstrationProduct;
}

/** Invented brands by SKU, with the HCPCS code that such a dressing has. */
export const products = {
  'DEMO-FOAM-4X4': dressing('Cloudrest foam dressing 4 x 4 in', 'A6209')(),
  'DEMO-FOAM-6X6': dressing('Cloudrest foam dressing 6 x 6 in', 'A6210')(),
  'DEMO-FOAM-BORDER-4X4': dressing(
    'Cloudrest foam, adhesive border, 4 x 4 in',
    'A6212',
  )('adhesive'),
  'DEMO-FOAM-SILVER-4X4': dressing('Cloudrest silver foam dressing 4 x 4 in', 'A6209')('silver'),
  'DEMO-HYDROCOLLOID-4X4': dressing(
    'Stillwater hydrocolloid dressing 4 x 4 in',
    'A6234',
  )('adhesive'),
  'DEMO-HYDROGEL-4X4': dressing('Dewfall hydrogel sheet 4 x 4 in', 'A6242')(),
  'DEMO-ALGINATE-4X4': dressing('Kelpweave calcium alginate 4 x 4 in', 'A6196')(),
  'DEMO-ALGINATE-ROPE': dressing('Kelpweave alginate rope 12 in', 'A6199')(),
  'DEMO-COLLAGEN-4X4': dressing('Bridgeway bovine collagen dressing 4 x 4 in', 'A6021')('bovine'),
  'DEMO-COLLAGEN-POWDER': {
    name: 'Bridgeway collagen powder 1 g',
    hcpcsCode: 'A6010',
    billingUnit: 'g',
    productClass: 'dressing',
    materials: ['bovine'],
  },
  'DEMO-CONTACT-4X4': dressing('Petalayer silicone contact layer 4 x 4 in', 'A6206')(),
  'DEMO-ABSORBENT-6X8': dressing('Reservoir absorbent dressing 6 x 8 in', 'A6252')(),
  'DEMO-GAUZE-IODINE': {
    ...dressing('Amberlight iodine gauze 4 x 4 in', 'A6222')('iodine'),
    maker: 'Amberlight Dressings',
    piecesPerPack: 25,
  },
  'DEMO-FILM-4X4': {
    ...dressing('Clearbrook transparent film 4 x 4 in', 'A6257')('adhesive'),
    maker: 'Clearbrook Medical',
    piecesPerPack: 50,
  },
  'DEMO-WRAP-HIGH-4IN': compression('Steadfast high compression bandage 4 in', 'A6452')(),
  'DEMO-WRAP-ZINC-4IN': compression('Steadfast zinc paste bandage 4 in', 'A6456')(),
  'DEMO-STOCKING-30': compression(
    'Steadfast compression stocking, below knee, 30-40 mmHg',
    'A6552',
  )('latex'),
  'DEMO-AMNION-2X2': skinSubstitute(
    ['Meadowlark amniotic membrane 2 x 2 cm', 'Meadowlark Tissue Bank'],
    400,
    'human',
  ),
  'DEMO-AMNION-4X4': skinSubstitute(
    ['Meadowlark amniotic membrane 4 x 4 cm', 'Meadowlark Tissue Bank'],
    1600,
    'human',
  ),
  'DEMO-MATRIX-4X4': skinSubstitute(
    ['Rivermoss dermal matrix 4 x 4 cm', 'Rivermoss Biologics'],
    1600,
    'porcine',
  ),
  // As a list from elsewhere brings it: nobody has said the maker, an identifier or the stock yet.
  'DEMO-SHEET-4X4': {
    name: 'Thistledown tissue sheet 4 x 4 cm',
    hcpcsCode: 'Q4100',
    billingUnit: 'cm2',
    productClass: 'skinSubstitute',
    materials: ['human'],
    packageMm2: 1600,
  },
} as const satisfies Readonly<Record<string, DemonstrationProduct>>;

export type DemonstrationSku = keyof typeof products;
