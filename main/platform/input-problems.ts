import type { z } from 'zod';
import type { CommonFailure } from '../../shared/base/contract.ts';
import type { FieldProblem, Result } from '../../shared/base/result.ts';

type Issue = z.core.$ZodIssue;

const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Why a value was refused, in plain words that never repeat the value: it may be part of a chart. */
function problemOf(issue: Issue, input: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(input, issue.path)
        ? 'is missing'
        : `must be ${kindNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.format === 'uuid' ? 'must be an id (UUID)' : issue.message;
    case 'unrecognized_keys':
      return 'is not a field of this operation';
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return 'is not of the right form';
    case 'too_small':
    case 'too_big':
    case 'custom':
      return issue.message;
  }
}

function isMissing(input: unknown, path: readonly PropertyKey[]): boolean {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return true;
    value = Reflect.get(value, key);
  }
  return value === undefined;
}

function fieldOf(issue: Issue): string {
  const path = issue.path.map(String);
  return (issue.code === 'unrecognized_keys' ? [...path, ...issue.keys.slice(0, 1)] : path).join(
    '.',
  );
}

/** What is wrong with each field of `input`, by its path. */
export function fieldProblems(error: z.ZodError, input: unknown): readonly FieldProblem[] {
  return error.issues.map((issue) => ({
    field: fieldOf(issue),
    problem: problemOf(issue, input),
  }));
}

/** The failure that names each refused field and why. */
export function invalidInput(problems: readonly FieldProblem[]): Result<never, CommonFailure> {
  const words = problems.map(({ field, problem }) =>
    field === '' ? `The input ${problem}` : `${field} ${problem}`,
  );
  return {
    ok: false,
    failure: { code: 'InvalidInput', message: `${words.join('; ')}.`, fields: problems },
  };
}
