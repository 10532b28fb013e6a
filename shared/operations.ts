import { allergyOperations } from './allergies/contract.ts';
import { assessmentOperations } from './assessments/contract.ts';
import { auditOperations } from './audit/contract.ts';
import { billingLineOperations } from './billing-lines/contract.ts';
import { billingRuleOperations } from './billing-rules/contract.ts';
import { billingOperations } from './billing/contract.ts';
import { claimOperations } from './claims/contract.ts';
import { billingPaperOperations } from './billing-paper/contract.ts';
import { codeOperations } from './codes/contract.ts';
import { conditionOperations } from './conditions/contract.ts';
import { coverageOperations } from './coverage/contract.ts';
import { disclosureOperations } from './disclosures/contract.ts';
import { documentOperations } from './documents/contract.ts';
import { draftOperations } from './drafts/contract.ts';
import { hl7Operations } from './exchange/hl7-contract.ts';
import { fhirOperations } from './exchange/fhir-contract.ts';
import { facilityOperations } from './facilities/contract.ts';
import { catalogueOperations } from './imports/catalogue-contract.ts';
import { importOperations } from './imports/contract.ts';
import { locationOperations } from './inventory/location-contract.ts';
import { glassOperations } from './glass/contract.ts';
import { shelfOperations } from './inventory/shelf-contract.ts';
import { countOperations, stockOperations } from './inventory/stock-contract.ts';
import { wasteOperations } from './inventory/waste-contract.ts';
import { jobOperations } from './jobs/contract.ts';
import { labelOperations } from './labels/contract.ts';
import { orderOperations } from './orders/contract.ts';
import { outcomeOperations } from './outcomes/contract.ts';
import { patientOperations } from './patients/contract.ts';
import { duplicateOperations } from './patients/duplicates-contract.ts';
import { payerOperations } from './payers/contract.ts';
import {
  authorizationOperations,
  coverageOfPatientOperations,
} from './payers/coverage-contract.ts';
import { feeOperations } from './payers/fee-contract.ts';
import { photoOperations } from './photos/contract.ts';
import { productOperations } from './products/contract.ts';
import { protocolOperations } from './protocols/contract.ts';
import { recallOperations } from './recalls/contract.ts';
import { receiptOperations } from './receipts/contract.ts';
import { safetyOperations } from './safety/contract.ts';
import { scopeOperations } from './scope/contract.ts';
import { signingOperations } from './signing/contract.ts';
import { qualityOperations } from './quality/contract.ts';
import { siteOperations } from './site/contract.ts';
import { signInOperations, userOperations } from './staff/contract.ts';
import { storageOperations } from './storage/contract.ts';
import { supportOperations } from './support/contract.ts';
import { checkOperations } from './sync/check-contract.ts';
import { syncOperations } from './sync/contract.ts';
import { leavingOperations } from './sync/leaving-contract.ts';
import { updateOperations } from './updates/contract.ts';
import { treatmentOperations } from './treatments/contract.ts';
import { woundOperations } from './wounds/contract.ts';

/** Every operation of the application. A slice adds its own with one line here. */
export const operations = {
  ...siteOperations,
  ...signInOperations,
  ...userOperations,
  ...facilityOperations,
  ...patientOperations,
  ...duplicateOperations,
  ...glassOperations,
  ...allergyOperations,
  ...conditionOperations,
  ...productOperations,
  ...orderOperations,
  ...locationOperations,
  ...shelfOperations,
  ...wasteOperations,
  ...stockOperations,
  ...countOperations,
  ...receiptOperations,
  ...draftOperations,
  ...signingOperations,
  ...woundOperations,
  ...assessmentOperations,
  ...treatmentOperations,
  ...safetyOperations,
  ...scopeOperations,
  ...recallOperations,
  ...photoOperations,
  ...documentOperations,
  ...disclosureOperations,
  ...protocolOperations,
  ...coverageOperations,
  ...outcomeOperations,
  ...labelOperations,
  ...payerOperations,
  ...feeOperations,
  ...coverageOfPatientOperations,
  ...authorizationOperations,
  ...billingOperations,
  ...claimOperations,
  ...billingPaperOperations,
  ...billingRuleOperations,
  ...billingLineOperations,
  ...codeOperations,
  ...importOperations,
  ...fhirOperations,
  ...hl7Operations,
  ...catalogueOperations,
  ...jobOperations,
  ...auditOperations,
  ...qualityOperations,
  ...storageOperations,
  ...supportOperations,
  ...updateOperations,
  ...syncOperations,
  ...checkOperations,
  ...leavingOperations,
} as const;

export type Operations = typeof operations;
