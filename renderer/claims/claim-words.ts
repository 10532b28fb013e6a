import type { ClaimState, DeskState } from '../../shared/billing/claim-state.ts';
import type { FixPlace } from '../../shared/claims/desk-problem.ts';
import type { Route } from '../navigation.ts';
import type { Tone } from '../ui/Badge.tsx';

export const deskStateWords: Readonly<Record<DeskState, string>> = {
  notReady: 'Not ready',
  ready: 'Ready',
  inBatch: 'In a batch',
  acknowledged: 'Acknowledged',
  rejected: 'Rejected',
  billedOutside: 'Billed outside',
  notBillable: 'Not billable',
};

/** What stands where nothing is in a state. */
export const nothingInState: Readonly<Record<DeskState, string>> = {
  notReady: 'Every treatment of these days can be billed, or is.',
  ready: 'No treatment of these days waits to be billed.',
  inBatch: 'No claim of these days waits for the payer’s answer.',
  acknowledged: 'No payer has taken a claim of these days yet.',
  rejected: 'No claim of these days was rejected.',
  billedOutside: 'Nothing of these days was marked as billed outside.',
  notBillable: 'Nothing of these days was marked as not billable.',
};

export const claimStateWords: Readonly<Record<ClaimState, string>> = {
  inBatch: 'Sent, no answer yet',
  acknowledged: 'Acknowledged',
  rejected: 'Rejected',
  replaced: 'Replaced',
  voided: 'Voided',
  withdrawn: 'Withdrawn',
};

export const claimStateTones: Readonly<Record<ClaimState, Tone>> = {
  inBatch: 'info',
  acknowledged: 'success',
  rejected: 'danger',
  replaced: 'neutral',
  voided: 'neutral',
  withdrawn: 'neutral',
};

export const frequencyWords = {
  '1': 'Original',
  '7': 'Replacement',
  '8': 'Void',
} as const;

export const fixWords: Readonly<Record<FixPlace, string>> = {
  treatment: 'Open the record',
  patient: 'Open the chart',
  wound: 'Open the wound',
  product: 'Open the product',
  facility: 'Facilities',
  staff: 'Users',
  payers: 'Payers and fees',
  organisation: 'Billing organisation',
  rules: 'Billing rules',
  choices: 'Choose below',
  otherChart: 'Open the other chart',
};

type Row = { readonly patientId: string; readonly treatmentRecordId: string };

/** Where what is missing is put right; null where that is the claim's own choices. */
export function routeOfFix(
  fix: { readonly place: FixPlace; readonly id: string | null },
  { patientId, treatmentRecordId }: Row,
): Route | null {
  switch (fix.place) {
    case 'treatment':
      return {
        screen: 'treatmentRecord',
        patientId,
        treatmentRecordId: fix.id ?? treatmentRecordId,
      };
    case 'patient':
      return { screen: 'chart', patientId };
    case 'wound':
      return fix.id === null
        ? { screen: 'chart', patientId }
        : { screen: 'wound', patientId, woundId: fix.id };
    case 'product':
      return fix.id === null ? { screen: 'products' } : { screen: 'product', productId: fix.id };
    case 'facility':
      return { screen: 'facilities' };
    case 'staff':
      return { screen: 'users' };
    case 'payers':
      return { screen: 'payers' };
    case 'organisation':
      return { screen: 'billingOrganisation' };
    case 'rules':
      return { screen: 'billingRules' };
    case 'otherChart':
      return { screen: 'chart', patientId: fix.id ?? patientId };
    case 'choices':
      return null;
  }
}

/** A name that tells days, payer's file number and format, and nothing of any patient. */
export function claimFileName(
  batch: { readonly fromOn: string; readonly toOn: string; readonly interchangeNumber: number },
  ending: string,
): string {
  const number = String(batch.interchangeNumber).padStart(9, '0');
  return `claims-${batch.fromOn}-to-${batch.toOn}-${number}.${ending}`;
}
