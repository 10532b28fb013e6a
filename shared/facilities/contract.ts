import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { line, lineOrNull, notSaidWhenBlank } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { addressOrNull, isPostOfficeBox } from '../payers/postal-address.ts';
import { npiOrNull } from '../payers/provider-numbers.ts';
import { isPlaceCode } from './place-of-service.ts';

export const facility = z.object({
  id: uuid(),
  name: z.string(),
  /** CMS place-of-service code, two digits. */
  placeOfService: z.string().nullable(),
  npi: z.string().nullable(),
  addressLine: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  postalCode: z.string().nullable(),
  phone: z.string().nullable(),
  /** False: kept for the orders that name it, and offered for no new one. */
  isActive: z.boolean(),
  version: z.int(),
});
export type Facility = z.output<typeof facility>;

/** What a person says about a place of care, within what a claim can carry. */
export const facilityFields = {
  name: line(60),
  placeOfService: notSaidWhenBlank().pipe(
    z.string().refine(isPlaceCode, 'must be a CMS code of two digits, such as 11').nullable(),
  ),
  npi: npiOrNull,
  ...addressOrNull,
  addressLine: addressOrNull.addressLine.refine(
    (street) => street === null || !isPostOfficeBox(street),
    'is a post office box. Enter the street',
  ),
  phone: lineOrNull(40),
};

/** The same for a new one, where what is left out is not said. */
const newFacilityFields = {
  name: facilityFields.name,
  placeOfService: facilityFields.placeOfService.optional().transform((code) => code ?? null),
  npi: npiOrNull.optional().transform((digits) => digits ?? null),
  addressLine: facilityFields.addressLine.optional().transform((street) => street ?? null),
  city: facilityFields.city.optional().transform((town) => town ?? null),
  state: facilityFields.state.optional().transform((letters) => letters ?? null),
  postalCode: facilityFields.postalCode.optional().transform((digits) => digits ?? null),
  phone: facilityFields.phone.optional().transform((number) => number ?? null),
};

const ofFacility = (id: string | undefined) => ({ entityType: 'facility', entityId: id });
const typedFailures = { NameTaken: noDetails, IncompleteAddress: noDetails } as const;

export const facilityOperations = {
  'facilities.list': query({
    summary: 'The places where care is given, those that are no longer used last',
    permission: 'signedIn',
    input: z.strictObject({}),
    output: z.array(facility),
    failures: {},
  }),
  'facilities.create': command({
    summary: 'Add a place where care is given',
    permission: 'facilities.write',
    input: z.strictObject(newFacilityFields),
    output: facility,
    failures: typedFailures,
    subject: (_input, created) => ofFacility(created?.id),
  }),
  'facilities.correct': command({
    summary: 'Correct a place where care is given; claims that were made keep what they say',
    permission: 'facilities.write',
    input: z.strictObject({ facilityId: uuid(), seen: z.int(), ...facilityFields }),
    output: facility,
    failures: { UnknownFacility: noDetails, Stale: facility, ...typedFailures },
    subject: ({ facilityId }) => ofFacility(facilityId),
  }),
  'facilities.setActive': command({
    summary: 'Stop offering a place of care for new orders, or offer it again',
    permission: 'facilities.write',
    input: z.strictObject({ facilityId: uuid(), seen: z.int(), isActive: z.boolean() }),
    output: facility,
    failures: { UnknownFacility: noDetails, Stale: facility },
    subject: ({ facilityId }) => ofFacility(facilityId),
  }),
} as const;
