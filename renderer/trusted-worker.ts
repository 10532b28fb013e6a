type AddressRules = { readonly createScriptURL: (address: string) => string };

// Trusted types are not in the DOM library yet. What a policy makes is no text, but goes for one.
type TrustedTypes = {
  readonly createPolicy: (name: string, rules: AddressRules) => AddressRules;
};

const made = new Map<string, string>();

/**
 * The address of a worker of ours as one that may become a script's. The content security policy names
 * each `policy`, and lets it be made once; whatever it is asked for, it answers with this worker.
 */
export function trustedWorkerAddress(
  policy: 'pdf-worker' | 'barcode-worker',
  address: string,
): string {
  const known = made.get(policy);
  if (known !== undefined) return known;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const rules = trustedTypes?.createPolicy(policy, { createScriptURL: () => address });
  const trusted = rules?.createScriptURL('') ?? address;
  made.set(policy, trusted);
  return trusted;
}
