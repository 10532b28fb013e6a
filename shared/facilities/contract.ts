import { z } from 'zod';
import { command, query } from '../base/contract.ts';
import { line, notSaidWhenBlank, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { npiOrNull } from '../payers/provider-numbers.ts';

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
});
export type Facility = z.output<typeof facility>;

const placeOfService = notSaidWhenBlank()
  .pipe(
    z
      .string()
      .regex(/^\d{2}$/, 'must be 2 digits')
      .nullable(),
  )
  .optional()
  .transform((code) => code ?? null);

export const facilityOperations = {
  'facilities.list': query({
    summary: 'The places where care is given',
    permission: 'signedIn',
    input: z.strictObject({}),
    output: z.array(facility),
    failures: {},
  }),
  'facilities.create': command({
    summary: 'Add a place where care is given',
    permission: 'facilities.write',
    input: z.strictObject({
      name: line(200),
      placeOfService,
      npi: npiOrNull.optional().transform((digits) => digits ?? null),
      addressLine: optionalLine(200),
      city: optionalLine(100),
      state: optionalLine(50),
      postalCode: optionalLine(20),
      phone: optionalLine(40),
    }),
    output: facility,
    failures: {},
    subject: (_input, created) => ({ entityType: 'facility', entityId: created?.id }),
  }),
} as const;
