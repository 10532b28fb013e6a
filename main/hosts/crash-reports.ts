/** Keeps the environment, where a passphrase or a PIN may stand, out of the report that Node can write of a crash. */
export function keepEnvironmentOutOfReports({ report }: Pick<NodeJS.Process, 'report'>): void {
  report.excludeEnv = true;
}
