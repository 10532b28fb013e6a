/** When a backup was made, as its file name tells (ISO 8601), or null for a file of another name. */
export function backupMadeAt(fileName: string): string | null {
  const match = /caretrail-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z\.backup$/.exec(fileName);
  if (match === null) return null;
  const [, day, hours, minutes, seconds] = match;
  return `${day}T${hours}:${minutes}:${seconds}Z`;
}

/** A path as it was typed or pasted, without the quotation marks that "copy as path" puts around it. */
export function pathAsTyped(typed: string): string {
  return typed.trim().replace(/^"(.*)"$/, '$1');
}
