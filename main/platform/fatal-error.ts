import { causeOfCode, type StopCause } from './supervision/stop-cause.ts';

/** The database cannot go on in this thread: only a new one can open it again. */
export class FatalDatabaseError extends Error {
  override name = 'FatalDatabaseError';
  readonly stopCause: StopCause;
  constructor(stopCause: StopCause, options?: ErrorOptions) {
    super('The database stopped', options);
    this.stopCause = stopCause;
  }
}

/** What WebAssembly and Emscripten throw when a program cannot go on. */
const PROGRAM_ENDED = new Set(['RuntimeError', 'ExitStatus']);

/**
 * True for what is thrown when PGlite cannot go on, and would compute for ever if it were asked again:
 * PostgreSQL's PANIC and FATAL, and whatever ends a WebAssembly program.
 */
export function isFatal(thrown: unknown): boolean {
  if (thrown instanceof FatalDatabaseError) return true;
  const severity = textOf(thrown, 'severity');
  return (
    severity === 'PANIC' ||
    severity === 'FATAL' ||
    PROGRAM_ENDED.has(textOf(thrown, 'name')) ||
    textOf(thrown, 'message').startsWith('Aborted(')
  );
}

/** Why something fatal ended the database. */
export function stopCauseOf(thrown: unknown): StopCause {
  if (thrown instanceof FatalDatabaseError) return thrown.stopCause;
  const codes = [textOf(thrown, 'code'), textOf(thrown, 'errno')];
  return codes.map(causeOfCode).find((cause) => cause !== null) ?? 'database';
}

/** True when the disk had no room for what was to be written, and the database undid it and goes on. */
export function isWithoutRoom(error: unknown): boolean {
  return !isFatal(error) && stopCauseOf(error) === 'diskFull';
}

/** True when the disk did not read or write what was asked of it, and the database undid it and goes on. */
export function isDiskFailing(error: unknown): boolean {
  return !isFatal(error) && stopCauseOf(error) === 'diskFailing';
}

/** A text property of whatever was thrown, for not all of it is an Error; empty when there is none. */
function textOf(thrown: unknown, property: string): string {
  if (typeof thrown !== 'object' || thrown === null) return '';
  const value: unknown = Reflect.get(thrown, property);
  return typeof value === 'string' ? value : '';
}
