import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { FhirResource } from '../../../shared/exchange/fhir/resource.ts';
import { type BoundPath, boundPaths, codesAt } from './bound-codes.ts';
import { type Holds, profileProblem, profileRules, type ProfileRules } from './profiles.ts';

/** What is wrong with a resource: where and which rule, never what stands there. */
export type FhirProblem = { readonly field: string; readonly rule: string };

export type Judge = (resource: FhirResource) => FhirProblem | null;

const definitionsShape = z.object({
  structures: z.array(z.looseObject({ type: z.string() })),
  codes: z.record(z.string(), z.array(z.string())),
  profiles: z.array(profileRules),
});
export type Definitions = z.output<typeof definitionsShape>;

const issuesShape = z.object({
  outcome: z.object({
    issue: z.array(
      z.object({
        severity: z.string(),
        code: z.string(),
        expression: z.array(z.string()).optional(),
        details: z.object({ text: z.string().optional() }).optional(),
      }),
    ),
  }),
});

/** Which rule was broken. Words of the validator may quote what stands there; names of rules do not. */
function ruleIn(code: string, text: string): string {
  const constraint = /^Constraint ([a-z0-9-]+) not met/.exec(text)?.[1];
  if (constraint !== undefined) return `breaks the rule ${constraint}`;
  if (text.startsWith('Missing required property')) return 'is missing';
  if (text.startsWith('Invalid additional property')) return 'is no element of FHIR R4';
  return `is not valid (${code})`;
}

function problemIn(error: unknown): FhirProblem {
  const read = issuesShape.safeParse(error);
  if (!read.success) throw error;
  const issue = read.data.outcome.issue.find(({ severity }) => severity === 'error');
  if (!issue) throw error;
  return {
    field: issue.expression?.[0] ?? 'it',
    rule: ruleIn(issue.code, issue.details?.text ?? ''),
  };
}

const pathsOf = (definitions: Definitions): ReadonlyMap<string, readonly BoundPath[]> =>
  new Map(definitions.structures.map(({ type }) => [type, boundPaths(definitions, type)]));

/** A wrong code at one of these paths. */
function codeProblem(resource: FhirResource, paths: readonly BoundPath[]): FhirProblem | null {
  const wrong = paths.find(
    ({ path, codes }) => !codesAt(resource, path).every((code) => codes.has(code)),
  );
  if (!wrong) return null;
  const field = `${resource.resourceType}.${wrong.path.join('.')}`;
  return { field, rule: 'has a code that it cannot have' };
}

/** What of the profiles that a resource states it does not meet. */
function statedProblem(
  resource: FhirResource,
  profiles: readonly ProfileRules[],
  holds: Holds,
): FhirProblem | null {
  for (const stated of codesAt(resource, ['meta', 'profile'])) {
    const rules = profiles.find(
      ({ url, type }) => url === stated && type === resource.resourceType,
    );
    if (!rules) return { field: 'meta.profile', rule: 'names a profile that is not known' };
    const problem = profileProblem(resource, rules, holds);
    if (problem !== null) return problem;
  }
  return null;
}

/**
 * Says whether a resource is what FHIR R4 asks: its elements, types, cardinalities, invariants, and the
 * codes that it must use; and what the profiles ask that it states. The library is loaded only here,
 * because nothing else needs it.
 */
export async function createJudge(definitionsFile: string): Promise<Judge> {
  const { evalFhirPath, indexStructureDefinitionBundle, parseFhirPath, validateResource } =
    await import('@medplum/core');
  const definitions = definitionsShape.parse(JSON.parse(await readFile(definitionsFile, 'utf8')));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file, trimmed from the standard's
  indexStructureDefinitionBundle(definitions.structures as never);
  const bound = pathsOf(definitions);
  // Reading an expression takes longer than asking it of a resource.
  const parsed = new Map(
    definitions.profiles.flatMap(({ constraints }) =>
      constraints.map(({ expression }) => [expression, parseFhirPath(expression)]),
    ),
  );
  const holds: Holds = (expression, resource) =>
    evalFhirPath(parsed.get(expression) ?? expression, resource)[0] === true;
  return (resource) => {
    const paths = bound.get(resource.resourceType);
    if (!paths) return { field: 'resourceType', rule: 'is no type that is written' };
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- that it is one is what is asked
      validateResource(resource as never);
    } catch (error) {
      return problemIn(error);
    }
    return codeProblem(resource, paths) ?? statedProblem(resource, definitions.profiles, holds);
  };
}

/**
 * A resource as it may be written: where it does not meet a profile that it states, it states none. With
 * what else is wrong with it, or null.
 */
export function asItMayBeWritten(
  resource: FhirResource,
  judge: Judge,
): { readonly resource: FhirResource; readonly problem: FhirProblem | null } {
  const problem = judge(resource);
  if (problem === null || !('meta' in resource)) return { resource, problem };
  const { meta: _, ...plain } = resource;
  return { resource: plain, problem: judge(plain) };
}
