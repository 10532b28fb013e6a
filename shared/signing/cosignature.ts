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
