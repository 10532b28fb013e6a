/** The outcome of work whose failures are part of its contract. */
export type Result<Value, F> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: F };

/** One field that was refused: its path in the input (`lines.0.quantity`) and why, in plain words. */
export type FieldProblem = { readonly field: string; readonly problem: string };

/** What a user can act on. `details` is what the code's schema in the contract says. */
export type Failure<Code extends string = string, Details = unknown> = {
  readonly code: Code;
  readonly message: string;
  readonly details?: Details;
  readonly fields?: readonly FieldProblem[];
};

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** A failure that carries nothing but its words. */
export function fail<const Code extends string>(
  code: Code,
  message: string,
): { readonly ok: false; readonly failure: { readonly code: Code; readonly message: string } } {
  return { ok: false, failure: { code, message } };
}

/** A failure with what the user needs to decide: the current version, the likely duplicates, … */
export function failWith<const Code extends string, Details>(
  code: Code,
  message: string,
  details: Details,
): {
  readonly ok: false;
  readonly failure: { readonly code: Code; readonly message: string; readonly details: Details };
} {
  return { ok: false, failure: { code, message, details } };
}
