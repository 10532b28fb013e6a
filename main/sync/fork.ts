/** The server has changes of this device's id that are not this computer's: somebody works on a copy of it. */
export class ForkedDevice extends Error {
  override name = 'ForkedDevice';
  constructor(options?: ErrorOptions) {
    super('Another copy of these records has written under this device’s id', options);
  }
}
