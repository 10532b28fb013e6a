/**
 * What the operating system protects for this person on this computer. A host that has one hands it to
 * the core, whose thread asks for it over its port; a host without one hands over nothing.
 */
export type Keychain = {
  /** Rejects when the keychain is locked, was taken away, or refuses. */
  readonly protect: (secret: Uint8Array) => Promise<Uint8Array>;
  /** `isStale`: the keychain's own key was changed, and the secret should be protected anew. */
  readonly reveal: (protectedSecret: Uint8Array) => Promise<RevealedSecret>;
};

export type RevealedSecret = { readonly secret: Uint8Array; readonly isStale: boolean };
