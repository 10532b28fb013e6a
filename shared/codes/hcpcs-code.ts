/** Level II codes: a letter and four digits. Those of Level I (CPT) begin with a digit. */
const LEVEL_TWO = /^[A-V]\d{4}$/;
const CPT = /^\d{4}[\dA-Z]$/;

export type HcpcsKind = 'levelTwo' | 'dental' | 'cpt' | 'none';

/** What kind of code this is. Descriptions of CPT and of dental (CDT) codes are licensed and never taken in. */
export function hcpcsKind(code: string): HcpcsKind {
  if (CPT.test(code)) return 'cpt';
  if (!LEVEL_TWO.test(code)) return 'none';
  return code.startsWith('D') ? 'dental' : 'levelTwo';
}

export const CPT_REFUSED = 'is a CPT code, whose descriptions are licensed; it is not taken in';
export const NO_HCPCS_CODE = 'has no HCPCS code (a letter and four digits)';
