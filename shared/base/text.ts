import { z } from 'zod';

/** Longest note a form takes, in characters. */
export const NOTE_MAX_LENGTH = 20_000;

// PostgreSQL stores no NUL, and a lone surrogate has no UTF-8 form: both would lose what was typed.
function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

const UNSTORABLE = 'holds a character that cannot be stored (NUL or half of an emoji); delete it';

/** True when there is something to see: not only spaces, joiners and marks that turn the direction. */
function isVisible(text: string): boolean {
  return /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u.test(text);
}

function nullWhenBlank(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

/** One line of text, kept as typed but for the spaces around it; 1 to `max` characters. */
export function line(max: number) {
  return z
    .string()
    .refine(isStorable, UNSTORABLE)
    .refine((text) => !/[\r\n]/.test(text), 'must be on one line')
    .refine((text) => !/[\p{Cc}]/u.test(text.trim()), 'holds a control character; delete it')
    .transform((text) => text.trim())
    .pipe(z.string().min(1, 'is missing').max(max, `is longer than ${max} characters`))
    .refine((text) => text === '' || isVisible(text), 'has nothing in it that can be seen');
}

/** Text exactly as a device gave it, 1 to `max` characters, the control characters of a scan among them. */
export function scannedText(max: number) {
  return z
    .string()
    .min(1, 'is missing')
    .max(max, `is longer than ${max} characters`)
    .refine(isStorable, UNSTORABLE);
}

/** Text to look for or to send on, in which nothing stands that cannot be stored; up to `max` characters. */
export function storableText(max: number) {
  return z.string().max(max).refine(isStorable, UNSTORABLE);
}

/** A line that must be said, though null and blank say "none": a correction leaves nothing out. */
export function lineOrNull(max: number) {
  return z.string().nullable().transform(nullWhenBlank).pipe(line(max).nullable());
}

/** A line that may be left out: empty, blank and null all mean "not said". */
export function optionalLine(max: number) {
  return lineOrNull(max)
    .optional()
    .transform((text) => text ?? null);
}

/** Text where empty, blank and null become null; pipe it on to say what else may stand there. */
export function notSaidWhenBlank() {
  return z.string().nullable().transform(nullWhenBlank);
}

/** Text of several lines, kept exactly as typed, that must be said; null and blank say "none". */
export function textOrNull(max: number = NOTE_MAX_LENGTH) {
  return z
    .string()
    .max(max, `is longer than ${max} characters`)
    .refine(isStorable, UNSTORABLE)
    .nullable()
    .transform(nullWhenBlank);
}

/** The same, and may be left out. */
export function optionalText(max: number = NOTE_MAX_LENGTH) {
  return textOrNull(max)
    .optional()
    .transform((text) => text ?? null);
}
