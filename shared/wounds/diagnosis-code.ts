const FORM = /^[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?$/;

/** An ICD-10-CM code in its usual form: upper case, the dot behind the third character, no spaces. */
export function tidyDiagnosisCode(typed: string): string {
  const bare = typed.trim().toUpperCase().replaceAll(/[\s.]/g, '');
  return bare.length > 3 ? `${bare.slice(0, 3)}.${bare.slice(3)}` : bare;
}

/** True for three to seven characters in the form of a code; whether it exists is not looked up. */
export function isDiagnosisCode(code: string): boolean {
  return FORM.test(code);
}
