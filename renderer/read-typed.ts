import { z } from 'zod';
import { problemSentence } from './form-problems.ts';

export type TypedReading<Shape extends z.ZodRawShape> =
  | { readonly ok: true; readonly value: z.output<z.ZodObject<Shape>> }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/** Reads a small form by the contract's own fields; else one sentence for each field that is wrong. */
export function readTyped<Shape extends z.ZodRawShape>(
  shape: Shape,
  typed: object,
  labels: Readonly<Record<string, string>>,
): TypedReading<Shape> {
  const read = z.object(shape).safeParse(typed);
  if (read.success) return { ok: true, value: read.data };
  return { ok: false, problems: problemsAt(read.error.issues, labels) };
}

function problemsAt(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const sentences = issues.map(({ path, message }) => {
    const field = String(path[0]);
    return [field, problemSentence(labels[field] ?? field, message) ?? message] as const;
  });
  // Of several at one field the first is said.
  return Object.fromEntries(sentences.toReversed());
}
