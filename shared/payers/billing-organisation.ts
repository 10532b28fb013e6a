import { z } from 'zod';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { city, state, streetLine, zipPlusFour } from './postal-address.ts';
import { npi, taxonomyOrNull } from './provider-numbers.ts';

/** Exactly so many digits; what people write between them is dropped. */
const digits = (count: number) =>
  z
    .string()
    .transform((typed) => typed.replaceAll(/[\s().-]/g, ''))
    .pipe(
      z
        .string()
        .min(1, 'is missing')
        .regex(new RegExp(`^\\d{${count}}$`), `must be ${count} digits`),
    );

/** What a person says about who bills. */
export const billingOrganisationFields = {
  name: line(60),
  /** Of the organisation (type 2), not of a person. */
  npi,
  /** Employer identification number, nine digits. */
  ein: digits(9),
  taxonomy: taxonomyOrNull,
  addressLine: streetLine,
  city,
  state,
  postalCode: zipPlusFour,
  phone: digits(10),
  contactName: line(60),
  /** Who sends and who receives the files, as the clearinghouse assigned it. */
  submitterId: line(15),
  receiverName: line(60),
  receiverId: line(15),
  /** True while the clearinghouse takes the files as a trial. */
  sendsTests: z.boolean(),
};

export const billingOrganisation = z.object({
  id: uuid(),
  name: z.string(),
  npi: z.string(),
  ein: z.string(),
  taxonomy: z.string().nullable(),
  addressLine: z.string(),
  city: z.string(),
  state: z.string(),
  postalCode: z.string(),
  phone: z.string(),
  contactName: z.string(),
  submitterId: z.string(),
  receiverName: z.string(),
  receiverId: z.string(),
  sendsTests: z.boolean(),
  version: z.int(),
});
export type BillingOrganisation = z.output<typeof billingOrganisation>;
