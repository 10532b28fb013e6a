import type { BillingOrganisation } from '../../shared/payers/billing-organisation.ts';
import { zipInWords } from '../../shared/payers/postal-address.ts';
import { einInWords, phoneInWords } from './payer-words.ts';

/** Who bills, as it stands in the form. */
export type OrganisationEntry = {
  readonly name: string;
  readonly npi: string;
  readonly ein: string;
  readonly taxonomy: string;
  readonly addressLine: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly phone: string;
  readonly contactName: string;
  readonly submitterId: string;
  readonly receiverName: string;
  readonly receiverId: string;
  readonly sendsTests: boolean;
};

export const organisationLabels = {
  name: 'Name',
  npi: 'NPI of the organisation',
  ein: 'EIN',
  taxonomy: 'Taxonomy',
  addressLine: 'Street',
  city: 'City',
  state: 'State',
  postalCode: 'ZIP+4',
  phone: 'Telephone',
  contactName: 'Contact',
  submitterId: 'Submitter ID',
  receiverName: 'Receiver',
  receiverId: 'Receiver ID',
} as const;

export const blankOrganisation: OrganisationEntry = {
  name: '',
  npi: '',
  ein: '',
  taxonomy: '',
  addressLine: '',
  city: '',
  state: '',
  postalCode: '',
  phone: '',
  contactName: '',
  submitterId: '',
  receiverName: '',
  receiverId: '',
  sendsTests: true,
};

export function organisationEntryOf(organisation: BillingOrganisation): OrganisationEntry {
  const { id: _, version: __, ...said } = organisation;
  return {
    ...said,
    ein: einInWords(said.ein),
    taxonomy: said.taxonomy ?? '',
    postalCode: zipInWords(said.postalCode),
    phone: phoneInWords(said.phone),
  };
}
