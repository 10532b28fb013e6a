import { allergyOperations } from './allergies/contract.ts';
import { auditOperations } from './audit/contract.ts';
import { billingOperations } from './billing/contract.ts';
import { draftOperations } from './drafts/contract.ts';
import { facilityOperations } from './facilities/contract.ts';
import { importOperations } from './imports/contract.ts';
import { jobOperations } from './jobs/contract.ts';
import { orderOperations } from './orders/contract.ts';
import { patientOperations } from './patients/contract.ts';
import { productOperations } from './products/contract.ts';
import { siteOperations } from './site/contract.ts';
import { signInOperations, userOperations } from './staff/contract.ts';
import { storageOperations } from './storage/contract.ts';
import { treatmentOperations } from './treatments/contract.ts';

/** Every operation of the application. A slice adds its own with one line here. */
export const operations = {
  ...siteOperations,
  ...signInOperations,
  ...userOperations,
  ...facilityOperations,
  ...patientOperations,
  ...allergyOperations,
  ...productOperations,
  ...orderOperations,
  ...draftOperations,
  ...treatmentOperations,
  ...billingOperations,
  ...importOperations,
  ...jobOperations,
  ...auditOperations,
  ...storageOperations,
} as const;

export type Operations = typeof operations;
