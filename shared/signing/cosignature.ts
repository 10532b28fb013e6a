import type { SigningSettings } from './contract.ts';
import type { RecordKind } from './record-state.ts';

/**
 * True for codes of skin substitutes: the Q4100 series, A2001 and onward, and A4100 for one without a
 * code of its own.
 */
export function isSkinSubstituteCode(hcpcsCode: string | null): boolean {
  return hcpcsCode !== null && /^(Q4[1-9]\d\d|A2\d{3}|A4100)$/i.test(hcpcsCode);
}

/** Says whether a record that this person signs needs a clinician's co-signature at this site. */
export function needsCosignature(
  signed: {
    readonly kind: RecordKind;
    readonly signerRole: string;
    /** Of the product used; null for an assessment. */
    readonly hcpcsCode: string | null;
  },
  setting: SigningSettings['nurseCosignature'],
): boolean {
  if (signed.signerRole !== 'nurse' || setting === 'none') return false;
  if (setting === 'all') return true;
  return signed.kind === 'treatment' && isSkinSubstituteCode(signed.hcpcsCode);
}

/**
 * Says whether a correction of a signed record asks for a co-signature: a new one where the record needed
 * one, or a first where its new content does. Whoever may co-sign takes the responsibility by signing it.
 */
export function correctionNeedsCosignature(
  corrected: {
    readonly kind: RecordKind;
    readonly amender: { readonly role: string; readonly mayCosign: boolean };
    /** Of the record as it was shown before. */
    readonly neededCosignature: boolean;
    /** Of the product as it is corrected; null for an assessment. */
    readonly hcpcsCode: string | null;
  },
  setting: SigningSettings['nurseCosignature'],
): boolean {
  const { amender, neededCosignature } = corrected;
  if (amender.mayCosign) return false;
  return neededCosignature || needsCosignature({ ...corrected, signerRole: amender.role }, setting);
}
