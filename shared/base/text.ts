import { z } from 'zod';

/** Longest note a form takes, in characters. */
export const NOTE_MAX_LENGTH = 20_000;

// PostgreSQL stores no NUL, and a lone surrogate has no UTF-8 form: both would lose what was typed.
function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

const UNSTORABLE = 'holds a character that cannot be stored (NUL or half of an emoji); delete it';

/** One line of text, kept as typed but for the spaces around it; 1 to `max` characters. */
export function line(max: number) {
  return z
    .string()
    .refine(isStorable, UNSTORABLE)
    .refine((text) => !/[\r\n]/.test(text), 'must be on one line')
    .transform((text) => text.trim())
    .pipe(z.string().min(1, 'is missing').max(max, `is longer than ${max} characters`));
}

/** A line that may be left out: empty, blank and null all mean "not said". */
export function optionalLine(max: number) {
  return notSaidWhenBlank().pipe(line(max).nullable());
}

/** Text where empty, blank, null and missing become null; pipe it on to say what else may stand there. */
export function notSaidWhenBlank() {
  return z
    .string()
    .nullish()
    .transform((text) => (text === undefined || text === null || text.trim() === '' ? null : text));
}

/** Text of several lines, kept exactly as typed; empty and null mean "not said". */
export function optionalText(max: number = NOTE_MAX_LENGTH) {
  return z
    .string()
    .max(max, `is longer than ${max} characters`)
    .refine(isStorable, UNSTORABLE)
    .nullish()
    .transform((text) => (text === undefined || text === null || text.trim() === '' ? null : text));
}
