import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';
import { billingOrganisation, billingOrganisationFields } from './billing-organisation.ts';
import { payer, payerFields } from './payer.ts';

const ofOrganisation = (id: string | undefined) => ({
  entityType: 'billingOrganisation',
  entityId: id,
});
const ofPayer = (id: string | undefined) => ({ entityType: 'payer', entityId: id });

const payerFailures = { NameTaken: noDetails, IncompleteAddress: noDetails } as const;

export const payerOperations = {
  'billingOrganisations.list': query({
    summary: 'The organisations that bill, the first one first',
    permission: 'billing.export',
    input: z.strictObject({}),
    output: z.array(billingOrganisation),
    failures: {},
  }),
  'billingOrganisations.add': command({
    summary: 'Add an organisation that bills',
    permission: 'rules.manage',
    input: z.strictObject(billingOrganisationFields),
    output: billingOrganisation,
    failures: { NpiTaken: noDetails },
    subject: (_input, added) => ofOrganisation(added?.id),
  }),
  'billingOrganisations.correct': command({
    summary: 'Correct an organisation that bills; batches that were made keep what they say',
    permission: 'rules.manage',
    input: z.strictObject({
      billingOrganisationId: uuid(),
      seen: z.int(),
      ...billingOrganisationFields,
    }),
    output: billingOrganisation,
    failures: { UnknownOrganisation: noDetails, Stale: billingOrganisation, NpiTaken: noDetails },
    subject: ({ billingOrganisationId }) => ofOrganisation(billingOrganisationId),
  }),
  'payers.list': query({
    summary: 'Who pays, by name, those that are no longer used last',
    permission: 'charts.read',
    input: z.strictObject({}),
    output: z.array(payer),
    failures: {},
  }),
  'payers.add': command({
    summary: 'Add a payer',
    permission: 'rules.manage',
    input: z.strictObject(payerFields),
    output: payer,
    failures: payerFailures,
    subject: (_input, added) => ofPayer(added?.id),
  }),
  'payers.correct': command({
    summary: 'Correct what is said of a payer',
    permission: 'rules.manage',
    input: z.strictObject({ payerId: uuid(), seen: z.int(), ...payerFields }),
    output: payer,
    failures: { UnknownPayer: noDetails, Stale: payer, ...payerFailures },
    subject: ({ payerId }) => ofPayer(payerId),
  }),
  'payers.setActive': command({
    summary: 'Stop offering a payer for new coverages, or offer it again',
    permission: 'rules.manage',
    input: z.strictObject({ payerId: uuid(), seen: z.int(), isActive: z.boolean() }),
    output: payer,
    failures: { UnknownPayer: noDetails, Stale: payer },
    subject: ({ payerId }) => ofPayer(payerId),
  }),
} as const;
