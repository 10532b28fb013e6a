/** What the log may say of a failure: never its message, because PostgreSQL's quotes values of rows. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const told = ['code', 'table', 'column', 'constraint', 'routine', 'syscall'] as const;
  const known = new Map<string, unknown>(Object.entries(error));
  return {
    name: error.name,
    ...Object.fromEntries(
      told.flatMap((key) => (typeof known.get(key) === 'string' ? [[key, known.get(key)]] : [])),
    ),
    frames: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 12)
      .map((line) => line.trim()),
  };
}
