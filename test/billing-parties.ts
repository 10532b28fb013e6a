import { type TestCore, valueOf } from './core.ts';

/** An organisation that bills, as its form sends it. */
export const typedOrganisation = {
  name: 'Riverbend Wound Care',
  npi: '1234567893',
  ein: '12-3456789',
  taxonomy: '261QM1300X',
  addressLine: '100 Example Avenue',
  city: 'Riverbend',
  state: 'oh',
  postalCode: '43001-0001',
  phone: '(555) 010-0100',
  contactName: 'Colleen Marsh',
  submitterId: 'SENDER1',
  receiverName: 'Example Clearinghouse',
  receiverId: 'RECEIVER1',
  sendsTests: true,
};

export const noPostalAddress = { addressLine: null, city: null, state: null, postalCode: null };

/** A payer as its form sends it. */
export const typedPayer = {
  name: 'Blue Plan',
  payerCode: 'BP001',
  filingCode: 'CI',
  ...noPostalAddress,
  wantsItemIdentifier: false,
} as const;

export const noSubscriber = {
  subscriberFirstName: null,
  subscriberLastName: null,
  subscriberBirthOn: null,
  subscriberSex: null,
  subscriberAddressLine: null,
  subscriberCity: null,
  subscriberState: null,
  subscriberPostalCode: null,
};

/** Insurance of the patient's own as its form sends it, but for its payer. */
export const typedCoverage = {
  priority: 1,
  memberId: 'M-100',
  groupNumber: null,
  relationshipCode: '18',
  ...noSubscriber,
  startsOn: '2026-01-01',
  endsOn: null,
} as const;

/** A payer of the administrator's making; the name tells it from the others. */
export async function addPayerNamed(
  app: Pick<TestCore, 'client'>,
  name: string,
  over: object = {},
) {
  return valueOf(await app.client['payers.add']({ ...typedPayer, name, ...over }));
}
