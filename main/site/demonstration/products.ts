import type { Product } from '../../../shared/products/contract.ts';

type DemonstrationProduct = Pick<Product, 'name' | 'hcpcsCode' | 'billingUnit'>;

function dressing(name: string, hcpcsCode: string): DemonstrationProduct {
  return { name, hcpcsCode, billingUnit: 'each' };
}

// Every other Q41xx belongs to a product of somebody; an invented one is "not otherwise specified".
function skinSubstitute(name: string): DemonstrationProduct {
  return { name, hcpcsCode: 'Q4100', billingUnit: 'cm2' };
}

/** Invented brands by SKU, with the HCPCS code that such a dressing has. */
export const products = {
  'DEMO-FOAM-4X4': dressing('Cloudrest foam dressing 4 x 4 in', 'A6209'),
  'DEMO-FOAM-6X6': dressing('Cloudrest foam dressing 6 x 6 in', 'A6210'),
  'DEMO-FOAM-BORDER-4X4': dressing('Cloudrest foam, adhesive border, 4 x 4 in', 'A6212'),
  'DEMO-FOAM-SILVER-4X4': dressing('Cloudrest silver foam dressing 4 x 4 in', 'A6209'),
  'DEMO-HYDROCOLLOID-4X4': dressing('Stillwater hydrocolloid dressing 4 x 4 in', 'A6234'),
  'DEMO-HYDROGEL-4X4': dressing('Dewfall hydrogel sheet 4 x 4 in', 'A6242'),
  'DEMO-ALGINATE-4X4': dressing('Kelpweave calcium alginate 4 x 4 in', 'A6196'),
  'DEMO-ALGINATE-ROPE': dressing('Kelpweave alginate rope 12 in', 'A6199'),
  'DEMO-COLLAGEN-4X4': dressing('Bridgeway bovine collagen dressing 4 x 4 in', 'A6021'),
  'DEMO-COLLAGEN-POWDER': {
    name: 'Bridgeway collagen powder 1 g',
    hcpcsCode: 'A6010',
    billingUnit: 'g',
  },
  'DEMO-CONTACT-4X4': dressing('Petalayer silicone contact layer 4 x 4 in', 'A6206'),
  'DEMO-ABSORBENT-6X8': dressing('Reservoir absorbent dressing 6 x 8 in', 'A6252'),
  'DEMO-GAUZE-IODINE': dressing('Amberlight iodine gauze 4 x 4 in', 'A6222'),
  'DEMO-FILM-4X4': dressing('Clearbrook transparent film 4 x 4 in', 'A6257'),
  'DEMO-WRAP-HIGH-4IN': dressing('Steadfast high compression bandage 4 in', 'A6452'),
  'DEMO-WRAP-ZINC-4IN': dressing('Steadfast zinc paste bandage 4 in', 'A6456'),
  'DEMO-STOCKING-30': dressing('Steadfast compression stocking, below knee, 30-40 mmHg', 'A6552'),
  'DEMO-AMNION-2X2': skinSubstitute('Meadowlark amniotic membrane 2 x 2 cm'),
  'DEMO-AMNION-4X4': skinSubstitute('Meadowlark amniotic membrane 4 x 4 cm'),
  'DEMO-MATRIX-4X4': skinSubstitute('Rivermoss dermal matrix 4 x 4 cm'),
} as const satisfies Readonly<Record<string, DemonstrationProduct>>;

export type DemonstrationSku = keyof typeof products;
