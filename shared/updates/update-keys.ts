export type UpdateKey = {
  readonly keyId: string;
  /** Ed25519, DER (SubjectPublicKeyInfo) in base64. */
  readonly publicKey: string;
};

/**
 * Who may sign updates of this build. `npm run update:key` makes a pair and adds its public half here;
 * without one no update is taken.
 */
export const UPDATE_KEYS: readonly UpdateKey[] = [];
