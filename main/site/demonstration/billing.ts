import type { BillingOrganisation } from '../../../shared/payers/billing-organisation.ts';
import type { Payer } from '../../../shared/payers/payer.ts';
import type { DemonstrationMrn } from './patients.ts';

/** Invented: the NPI is the standard's example, no EIN begins with 00, the ZIP code is nowhere. */
export const organisation: Omit<BillingOrganisation, 'id' | 'version'> = {
  name: 'Riverbend Wound Care Associates',
  npi: '1234567893',
  ein: '001234567',
  taxonomy: '261QM1300X',
  addressLine: '100 Example Avenue',
  city: 'Riverbend',
  state: 'OH',
  postalCode: '000010001',
  phone: '5550100100',
  contactName: 'Colleen Marsh',
  submitterId: 'DEMOSENDER',
  receiverName: 'Example Clearinghouse',
  receiverId: 'DEMORECEIVER',
  sendsTests: true,
};

export const payer: Omit<Payer, 'id' | 'version'> = {
  name: 'Harborlight Health Plan',
  payerCode: 'DEMO1',
  filingCode: 'CI',
  addressLine: '1 Lantern Square',
  city: 'Riverbend',
  state: 'OH',
  postalCode: '00001',
  wantsItemIdentifier: false,
  isActive: true,
};

/** Somebody else than the patient is insured. */
export const subscribers: Partial<
  Readonly<
    Record<
      DemonstrationMrn,
      {
        readonly subscriberFirstName: string;
        readonly subscriberLastName: string;
        readonly subscriberBirthOn: string;
        readonly subscriberSex: 'female' | 'male';
      }
    >
  >
> = {
  'DEMO-0008': {
    subscriberFirstName: 'Rosa',
    subscriberLastName: 'Finch-Alvarado',
    subscriberBirthOn: '1989-02-17',
    subscriberSex: 'female',
  },
};

/** Pays for itself: nobody has entered an insurance yet. */
export const uninsured: readonly DemonstrationMrn[] = ['DEMO-0011'];

/** Invented charges of one unit, in cents: every code of a product, and what is done with it. */
export const charges: Readonly<Record<string, number>> = {
  A6010: 3500,
  A6021: 2400,
  A6196: 850,
  A6199: 620,
  A6206: 900,
  A6209: 780,
  A6210: 1850,
  A6212: 1050,
  A6222: 240,
  A6234: 760,
  A6242: 690,
  A6252: 390,
  A6257: 180,
  A6452: 720,
  A6456: 160,
  A6552: 4900,
  Q4100: 14_500,
  '11042': 21_000,
  '11045': 6500,
  '15271': 31_000,
  '15272': 8200,
  '15273': 64_000,
  '15274': 16_500,
  '15275': 34_000,
  '15276': 9100,
  '15277': 71_000,
  '15278': 18_400,
  '97597': 14_000,
  '97598': 5200,
  '97602': 9800,
};

/** What the problem lists say: a claim for an ulcer of the foot names the diabetes before it. */
export const conditions: readonly {
  readonly mrn: DemonstrationMrn;
  readonly diagnosisCode: string;
  readonly words: string;
  readonly onsetDaysAgo: number | null;
}[] = [
  {
    mrn: 'DEMO-0001',
    diagnosisCode: 'I10',
    words: 'Essential (primary) hypertension',
    onsetDaysAgo: null,
  },
  {
    mrn: 'DEMO-0001',
    diagnosisCode: 'L97.322',
    words: 'Non-pressure chronic ulcer of left ankle with fat layer exposed',
    onsetDaysAgo: 120,
  },
  {
    mrn: 'DEMO-0010',
    diagnosisCode: 'L97.812',
    words: 'Non-pressure chronic ulcer of other part of right lower leg with fat layer exposed',
    onsetDaysAgo: 120,
  },
  {
    mrn: 'DEMO-0002',
    diagnosisCode: 'E11.621',
    words: 'Type 2 diabetes mellitus with foot ulcer',
    onsetDaysAgo: 400,
  },
  {
    mrn: 'DEMO-0003',
    diagnosisCode: 'E11.621',
    words: 'Type 2 diabetes mellitus with foot ulcer',
    onsetDaysAgo: 700,
  },
  {
    mrn: 'DEMO-0003',
    diagnosisCode: 'E11.42',
    words: 'Type 2 diabetes mellitus with diabetic polyneuropathy',
    onsetDaysAgo: 1400,
  },
  {
    mrn: 'DEMO-0009',
    diagnosisCode: 'E10.621',
    words: 'Type 1 diabetes mellitus with foot ulcer',
    onsetDaysAgo: 300,
  },
];
