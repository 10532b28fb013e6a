/** `2026-03-10T15:00:00.000Z 1a2b3c4d SqliteError SQLITE_FULL on treatment_records` */
const HEAD =
  /^\d{4}-\d{2}-\d{2}T[\d:.]+Z [\w-]{1,12} (?:not an Error|[A-Z]\w{0,60}(?: \(\w{1,60}\))?(?: (?:[A-Z\d_]{2,40}|[a-z]\w{0,40}))?(?: on [a-z_\d]{1,63})?)$/;
/** `    at async Turns.take (file:///opt/Caretrail/resources/app.asar/dist/main/worker.js:10:5)` */
const FRAME = /^\s+at (?:([\w$.<>[\] ]{1,120}) \()?(?:.*[\\/])?([\w.:<>-]{1,80})\)?$/;
const WORD_OF_FRAME = /^(?:[\w.-]+\.[cm]?[jt]s:\d+:\d+|<anonymous>|node:[\w:]+|native)$/;

export type SafeLog = {
  readonly lines: readonly string[];
  /** How many lines were not of the two kinds that are known to say nothing of anybody. */
  readonly leftOut: number;
};

/**
 * The newest lines of the log that may leave the computer: when, which incident, what kind of error, and
 * where in the program, without the folders that it lies in, which say who is signed in to the computer.
 * Anything else is left out, whatever it is.
 */
export function safeLog(text: string, newest: number): SafeLog {
  const written = text.split('\n').filter((line) => line.trim() !== '');
  const kept = written.slice(-newest);
  const lines = kept.map(safeLine).filter((line) => line !== null);
  return { lines, leftOut: kept.length - lines.length };
}

function safeLine(line: string): string | null {
  if (HEAD.test(line)) return line;
  const [, name, place = ''] = FRAME.exec(line) ?? [];
  if (!WORD_OF_FRAME.test(place)) return null;
  return name === undefined ? `    at ${place}` : `    at ${name} (${place})`;
}
