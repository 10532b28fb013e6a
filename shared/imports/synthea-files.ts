/** The files of a Synthea folder that an import reads; the rest of the folder is left alone. */
export const syntheaFiles = {
  required: [
    'organizations.csv',
    'providers.csv',
    'patients.csv',
    'supplies.csv',
    'encounters.csv',
  ],
  optional: ['allergies.csv', 'procedures.csv'],
} as const;

/** True for a file of the folder that an import reads, however its name is capitalised. */
export function isSyntheaFile(name: string): boolean {
  const names: readonly string[] = [...syntheaFiles.required, ...syntheaFiles.optional];
  return names.includes(name.toLowerCase());
}
