/** A credential as it is compared and kept: `M.D.` as `MD`, `cwcn` as `CWCN`, `PA-C` as `PAC`. */
export function plainCredential(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/**
 * The credentials that a person's text names, each as `plainCredential` has it: `RN, CWCN-AP` is RN,
 * CWCNAP, and CWCN and AP as well, because what follows a hyphen only says more of a credential.
 */
export function credentialsOf(text: string | null): ReadonlySet<string> {
  const parts = (text ?? '').split(/[\s,;/&+()]+/);
  const named = parts.flatMap((part) => [part, ...part.split(/[-\u2010-\u2015]/)]);
  return new Set(named.map(plainCredential).filter((each) => each !== ''));
}
