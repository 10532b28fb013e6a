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
      if (issue.format === 'uuid') return 'must be an id (UUID)';
      return issue.message.startsWith('Invalid ') ? 'is not of the right form' : issue.message;
    case 'unrecognized_keys':
      return 'is not a field of this operation';
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return 'is not of the right form';
    case 'too_small':
      return issue.message.startsWith('Too small')
        ? sizeProblem('at least', issue.minimum, issue.origin)
        : issue.message;
    case 'too_big':
      return issue.message.startsWith('Too big')
        ? sizeProblem('at most', issue.maximum, issue.origin)
        : issue.message;
    case 'custom':
      return issue.message;
  }
}

/** Our own words where a schema has none: zod's speak of types, not to people. */
function sizeProblem(bound: string, limit: number | bigint, origin: string): string {
  if (origin === 'string') return `must have ${bound} ${limit} characters`;
  if (origin === 'array' || origin === 'set') return `must have ${bound} ${limit} entries`;
  return `must be ${bound} ${limit}`;
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

/** What is wrong with each field of `input`, by its path; the first thing only. */
export function fieldProblems(error: z.ZodError, input: unknown): readonly FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  for (const issue of error.issues) {
    const field = fieldOf(issue);
    if (!problems.has(field)) problems.set(field, { field, problem: problemOf(issue, input) });
  }
  return [...problems.values()];
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

const MAX_DEPTH = 32;

/** True for input nested so deeply that whatever walks it recursively would fall over. */
export function isNestedTooDeeply(input: unknown): boolean {
  let level: unknown[] = [input];
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) {
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}

export const tooDeep = invalidInput([
  { field: '', problem: `is nested more than ${MAX_DEPTH} levels deep` },
]);
