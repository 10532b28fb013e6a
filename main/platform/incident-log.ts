import { appendFile } from 'node:fs/promises';

/** Writes down an unexpected error and returns the number under which it stands there. */
export type ReportIncident = (error: unknown) => Promise<string>;

/**
 * What of an error is safe to keep: its kind and where it happened, not its message, because messages
 * of a database or a parser may quote what was typed.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'not an Error';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const table = 'table' in error && typeof error.table === 'string' ? ` on ${error.table}` : '';
  // The stack begins with the message, which may have lines that look like frames.
  const frames = (error.stack ?? '').replace(error.message, '').split('\n');
  const places = frames.filter((text) => /^\s+at /.test(text));
  return [`${error.name}${code}${table}`, ...places].join('\n');
}

/** Appends to the log beside the database; `newId` makes the incident's number. */
export function incidentLog(path: string, newId: () => string, clock: () => Date): ReportIncident {
  return async (error) => {
    const incident = newId().slice(-8);
    const text = `${clock().toISOString()} ${incident} ${describeError(error)}\n`;
    // A log that cannot be written must not turn a failed operation into a crash.
    await appendFile(path, text, { mode: 0o600 }).catch(() => process.stderr.write(text));
    return incident;
  };
}
