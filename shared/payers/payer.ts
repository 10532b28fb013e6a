import { z } from 'zod';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { addressOrNull } from './postal-address.ts';

/** X12 claim filing indicators with what they stand for. */
export const filingNames = {
  MB: 'Medicare Part B',
  MA: 'Medicare Part A',
  '16': 'Medicare Advantage (HMO)',
  MC: 'Medicaid',
  CI: 'Commercial insurance',
  BL: 'Blue Cross/Blue Shield',
  HM: 'Health maintenance organization',
  '12': 'Preferred provider organization (PPO)',
  '13': 'Point of service (POS)',
  '14': 'Exclusive provider organization (EPO)',
  '15': 'Indemnity insurance',
  CH: 'CHAMPUS (TRICARE)',
  VA: 'Veterans Affairs plan',
  WC: "Workers' compensation",
  AM: 'Automobile medical',
  LM: 'Liability medical',
  OF: 'Other federal program',
  ZZ: 'Not known',
} as const;

export type FilingCode = keyof typeof filingNames;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the literal above
export const filingCodes = Object.keys(filingNames) as [FilingCode, ...FilingCode[]];

/** What a person says about who pays. */
export const payerFields = {
  name: line(60),
  /** The payer's id in electronic claims. */
  payerCode: line(80).pipe(z.string().min(2, 'needs at least two characters')),
  filingCode: z.enum(filingCodes, 'is not chosen'),
  ...addressOrNull,
  /** True where the payer wants the product's identifier beside its line (loop 2410). */
  wantsItemIdentifier: z.boolean(),
};

export const payer = z.object({
  id: uuid(),
  name: z.string(),
  payerCode: z.string(),
  filingCode: z.string(),
  addressLine: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  postalCode: z.string().nullable(),
  wantsItemIdentifier: z.boolean(),
  isActive: z.boolean(),
  version: z.int(),
});
export type Payer = z.output<typeof payer>;

/** True where members are known by a Medicare beneficiary identifier. */
export function isTraditionalMedicare(filingCode: string): boolean {
  return filingCode === 'MB' || filingCode === 'MA';
}

/** What a filing indicator stands for; the code itself where it is none of the list. */
export function filingInWords(filingCode: string): string {
  const known = filingCodes.find((code) => code === filingCode);
  return known === undefined ? filingCode : filingNames[known];
}
