// SQLSTATE: I/O error, data corrupted, index corrupted.
const DAMAGE_CODES = ['58030', 'XX001', 'XX002'];

/** Whether PostgreSQL says of what it read that it is damaged, rather than of this program that it erred. */
export function isDamagedRead(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return DAMAGE_CODES.some((each) => each === code);
}
