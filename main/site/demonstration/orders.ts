import type { DemonstrationMrn } from './patients.ts';
import type { PersonKey } from './people.ts';
import type { DemonstrationSku } from './products.ts';

export type DemonstrationOrder = {
  readonly mrn: DemonstrationMrn;
  readonly daysAgo: number;
  readonly by: PersonKey;
  /** Left out: it was placed. */
  readonly status?: 'draft';
  readonly lines: readonly (readonly [sku: DemonstrationSku, quantity: number])[];
};

function order(
  mrn: DemonstrationMrn,
  [daysAgo, by]: readonly [daysAgo: number, by: PersonKey],
  ...lines: DemonstrationOrder['lines']
): DemonstrationOrder {
  return { mrn, daysAgo, by, lines };
}

/** The oldest first: some used up, most partly used, one used beyond what it held, one untouched, one still a draft. */
export const orders: readonly DemonstrationOrder[] = [
  order('DEMO-0003', [83, 'clinician'], ['DEMO-ALGINATE-4X4', 5]),
  order('DEMO-0010', [81, 'clinician'], ['DEMO-WRAP-ZINC-4IN', 6]),
  order('DEMO-0007', [80, 'supplyCoordinator'], ['DEMO-HYDROCOLLOID-4X4', 10]),
  order('DEMO-0009', [64, 'supplyCoordinator'], ['DEMO-COLLAGEN-4X4', 6], ['DEMO-HYDROGEL-4X4', 4]),
  order('DEMO-0001', [57, 'clinician'], ['DEMO-FOAM-4X4', 5], ['DEMO-WRAP-HIGH-4IN', 10]),
  order('DEMO-0004', [55, 'clinician'], ['DEMO-FOAM-6X6', 5], ['DEMO-ALGINATE-ROPE', 6]),
  order('DEMO-0003', [50, 'clinician'], ['DEMO-AMNION-4X4', 3], ['DEMO-CONTACT-4X4', 6]),
  order('DEMO-0013', [49, 'clinician'], ['DEMO-COLLAGEN-POWDER', 5], ['DEMO-FOAM-4X4', 10]),
  order('DEMO-0012', [46, 'clinician'], ['DEMO-FOAM-BORDER-4X4', 5]),
  order('DEMO-0010', [39, 'clinician'], ['DEMO-STOCKING-30', 2]),
  order('DEMO-0002', [31, 'clinician'], ['DEMO-FOAM-SILVER-4X4', 10]),
  order('DEMO-0013', [30, 'clinician'], ['DEMO-MATRIX-4X4', 2]),
  order('DEMO-0008', [28, 'clinician'], ['DEMO-CONTACT-4X4', 10]),
  order('DEMO-0003', [28, 'clinician'], ['DEMO-AMNION-2X2', 2], ['DEMO-ALGINATE-4X4', 6]),
  order('DEMO-0004', [27, 'supplyCoordinator'], ['DEMO-FOAM-6X6', 10]),
  order('DEMO-0011', [24, 'clinician'], ['DEMO-ALGINATE-ROPE', 8]),
  order('DEMO-0001', [24, 'supplyCoordinator'], ['DEMO-FOAM-4X4', 10], ['DEMO-WRAP-HIGH-4IN', 20]),
  order('DEMO-0005', [22, 'clinician'], ['DEMO-ALGINATE-ROPE', 5], ['DEMO-ABSORBENT-6X8', 15]),
  order('DEMO-0006', [13, 'clinician'], ['DEMO-CONTACT-4X4', 8]),
  order('DEMO-0012', [12, 'supplyCoordinator'], ['DEMO-FOAM-BORDER-4X4', 10]),
  order('DEMO-0009', [10, 'supplyCoordinator'], ['DEMO-HYDROGEL-4X4', 10]),
  order('DEMO-0011', [7, 'supplyCoordinator'], ['DEMO-ALGINATE-ROPE', 12], ['DEMO-FILM-4X4', 10]),
  order('DEMO-0014', [1, 'clinician'], ['DEMO-FOAM-4X4', 10], ['DEMO-GAUZE-IODINE', 10]),
  {
    ...order(
      'DEMO-0008',
      [0, 'supplyCoordinator'],
      ['DEMO-CONTACT-4X4', 10],
      ['DEMO-FILM-4X4', 20],
    ),
    status: 'draft',
  },
];
