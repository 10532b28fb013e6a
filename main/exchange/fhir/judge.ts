import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { FhirResource } from '../../../shared/exchange/fhir/resource.ts';
import { type BoundPath, boundPaths, codesAt } from './bound-codes.ts';

/** What is wrong with a resource: where and which rule, never what stands there. */
export type FhirProblem = { readonly field: string; readonly rule: string };

export type Judge = (resource: FhirResource) => FhirProblem | null;

const definitionsShape = z.object({
  structures: z.array(z.looseObject({ type: z.string() })),
  codes: z.record(z.string(), z.array(z.string())),
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

/**
 * Says whether a resource is what FHIR R4 asks: its elements, types, cardinalities, invariants, and the
 * codes that it must use. The library is loaded only here, because nothing else needs it.
 */
export async function createJudge(definitionsFile: string): Promise<Judge> {
  const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core');
  const definitions = definitionsShape.parse(JSON.parse(await readFile(definitionsFile, 'utf8')));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file, trimmed from the standard's
  indexStructureDefinitionBundle(definitions.structures as never);
  const bound = pathsOf(definitions);
  return (resource) => {
    const paths = bound.get(resource.resourceType);
    if (!paths) return { field: 'resourceType', rule: 'is no type that is written' };
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- that it is one is what is asked
      validateResource(resource as never);
    } catch (error) {
      return problemIn(error);
    }
    const wrong = paths.find(
      ({ path, codes }) => !codesAt(resource, path).every((code) => codes.has(code)),
    );
    return wrong
      ? {
          field: `${resource.resourceType}.${wrong.path.join('.')}`,
          rule: 'has a code that it cannot have',
        }
      : null;
  };
}
