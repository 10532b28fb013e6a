import { z } from 'zod';

/** A code, or the beginning of codes followed by a star: `Q4431`, `L97*`, `*` for every code. */
export const codePattern = z
  .string()
  .max(10)
  .regex(/^(?:[A-Z\d][A-Z\d.]*\*?|\*)$/, 'is a code, or the beginning of codes and a star');

export const codePatterns = z.array(codePattern).min(1, 'names no code').max(500).readonly();

/** True when one of the patterns takes in the code. */
export function matchesCode(code: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern,
  );
}
