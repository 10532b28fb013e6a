import { z } from 'zod';
import { isRecord, valuesAt } from './bound-codes.ts';

/** What a profile asks beyond FHIR R4 itself. Paths begin below the resource. */
export const profileRules = z.object({
  /** As `meta.profile` names it, with its version. */
  url: z.string(),
  type: z.string(),
  /** Must be there, in each of what they stand in. */
  required: z.array(z.string()),
  /** May be there once only. */
  single: z.array(z.string()),
  /** FHIRPath that must be true of the resource. */
  constraints: z.array(z.object({ key: z.string(), expression: z.string() })),
});
export type ProfileRules = z.output<typeof profileRules>;

/** True where an expression holds of a resource. */
export type Holds = (expression: string, resource: object) => boolean;

/** What stands above a path, and the name of its last element. */
function splitPath(resource: unknown, path: string) {
  const names = path.split('.');
  return { parents: valuesAt(resource, names.slice(0, -1)).flat(), last: names.at(-1) ?? '' };
}

/** How often an element is there, in each of what it stands in. */
function countsAt(resource: object, path: string): readonly number[] {
  const { parents, last } = splitPath(resource, path);
  return parents.map((parent) => {
    const value = isRecord(parent) ? parent[last] : undefined;
    if (Array.isArray(value)) return value.length;
    return value === undefined ? 0 : 1;
  });
}

/** Why a resource does not meet a profile: which element or rule; null where it does. */
export function profileProblem(resource: object, rules: ProfileRules, holds: Holds) {
  const { type, required, single, constraints } = rules;
  const missing = required.find((path) => countsAt(resource, path).includes(0));
  if (missing !== undefined)
    return { field: `${type}.${missing}`, rule: 'is missing, which its profile asks for' };
  const repeated = single.find((path) => countsAt(resource, path).some((count) => count > 1));
  if (repeated !== undefined)
    return { field: `${type}.${repeated}`, rule: 'is there more than once, against its profile' };
  const broken = constraints.find(({ expression }) => !holds(expression, resource));
  return broken ? { field: type, rule: `breaks the rule ${broken.key} of its profile` } : null;
}
