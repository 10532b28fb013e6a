/** What keeps this computer from syncing until a person does something. */
export type Hindrance = 'revoked' | 'tooOld' | 'serverTooOld';

/** The two cannot talk, because one of them is too old. */
export class OtherProtocol extends Error {
  override name = 'OtherProtocol';
  readonly hindrance: Hindrance;
  constructor(hindrance: Hindrance) {
    super(`Sync needs another release: ${hindrance}`);
    this.hindrance = hindrance;
  }
}
