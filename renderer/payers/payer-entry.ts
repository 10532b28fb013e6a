import type { Payer } from '../../shared/payers/payer.ts';

/** A payer as it stands in the form. */
export type PayerEntry = {
  readonly name: string;
  readonly payerCode: string;
  readonly filingCode: string | null;
  readonly addressLine: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly wantsItemIdentifier: boolean;
};

export const payerLabels = {
  name: 'Name',
  payerCode: 'Payer ID',
  filingCode: 'Kind of insurance',
  addressLine: 'Street or post office box',
  city: 'City',
  state: 'State',
  postalCode: 'ZIP code',
} as const;

export const blankPayer: PayerEntry = {
  name: '',
  payerCode: '',
  filingCode: null,
  addressLine: '',
  city: '',
  state: '',
  postalCode: '',
  wantsItemIdentifier: false,
};

export function payerEntryOf(payer: Payer): PayerEntry {
  const { id: _, isActive: __, version: ___, ...said } = payer;
  return {
    ...said,
    addressLine: said.addressLine ?? '',
    city: said.city ?? '',
    state: said.state ?? '',
    postalCode: said.postalCode ?? '',
  };
}
