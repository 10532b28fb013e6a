import type { FieldProblem } from '../shared/base/result.ts';

/** `First name` and `is missing` as one sentence; a text that is a sentence already stays as it is. */
export function problemSentence(label: string, problem: string | undefined): string | undefined {
  if (problem === undefined || problem === '') return undefined;
  return /^\p{Lu}/u.test(problem) ? problem : `${label} ${problem}`;
}

/** A message that begins with the wire's name of its field reads on behind the field's own label. */
function withoutFieldName(message: string, field: string): string {
  return message.startsWith(`${field} `) ? message.slice(field.length + 1) : message;
}

type ShownFailure = {
  readonly message: string;
  readonly fields?: readonly FieldProblem[] | undefined;
};

type Placement<Field extends string> = {
  readonly fields: readonly Field[];
  /** Where a failure that names no field belongs, if anywhere. */
  readonly fallback?: Field | undefined;
  readonly show: (field: Field, problem: string) => void;
};

/** Shows each problem at its field; answers what is left to say above the form, or null. */
export function placeProblems<Field extends string>(
  failure: ShownFailure,
  { fields, fallback, show }: Placement<Field>,
): string | null {
  const named = failure.fields ?? [];
  if (named.length === 0 && fallback !== undefined) {
    show(fallback, withoutFieldName(failure.message, fallback));
    return null;
  }
  let isPlaced = named.length > 0;
  for (const { field, problem } of named) {
    const known = fields.find((each) => each === field);
    if (known === undefined) isPlaced = false;
    else show(known, problem);
  }
  return isPlaced ? null : failure.message;
}
