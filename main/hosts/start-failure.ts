/** Errors of the core whose message is written for the user; matched by name, for they cross threads. */
const PLAIN = ['DatabaseInUse', 'MigrationRefused'];

/** One or two sentences for a user whose records could not be opened. */
export function startFailureText(error: unknown): string {
  if (error instanceof Error && PLAIN.includes(error.name)) return error.message;
  return 'The records on this computer could not be opened. Nothing in them was changed.';
}
