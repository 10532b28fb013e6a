import { z } from 'zod';

/** An element that takes only certain codes. */
export type BoundPath = { readonly path: readonly string[]; readonly codes: ReadonlySet<string> };

type Definitions = {
  readonly structures: readonly { readonly type: string; readonly [key: string]: unknown }[];
  readonly codes: Readonly<Record<string, readonly string[]>>;
};

const elementsShape = z.object({
  snapshot: z.object({
    element: z.array(
      z.object({
        path: z.string(),
        type: z.array(z.object({ code: z.string() })).optional(),
        binding: z.object({ valueSet: z.string() }).optional(),
      }),
    ),
  }),
});

function elementsOf({ structures }: Definitions, type: string) {
  const structure = structures.find((each) => each.type === type);
  const read = elementsShape.safeParse(structure);
  return read.success ? read.data.snapshot.element : [];
}

/** The bound elements of a type, those inside its data types included. */
export function boundPaths(
  definitions: Definitions,
  type: string,
  depth = 0,
): readonly BoundPath[] {
  return elementsOf(definitions, type).flatMap((element) => {
    const path = element.path.split('.').slice(1);
    if (path.length === 0) return [];
    const [valueSet = ''] = (element.binding?.valueSet ?? '').split('|');
    const codes = definitions.codes[valueSet];
    if (codes) return [{ path, codes: new Set(codes) }];
    // Two levels reach every code inside a data type, such as the unit of an address' period.
    const [only] = element.type ?? [];
    if (depth > 1 || only === undefined || !/^[A-Z]/.test(only.code)) return [];
    if (['Extension', 'BackboneElement', 'Element'].includes(only.code)) return [];
    return boundPaths(definitions, only.code, depth + 1).map((inner) => ({
      path: [...path, ...inner.path],
      codes: inner.codes,
    }));
  });
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a path, in every repetition of what it stands in. */
export function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => valuesAt(each, path));
  const [first, ...rest] = path;
  if (first === undefined) return [value];
  return isRecord(value) && first in value ? valuesAt(value[first], rest) : [];
}

/** The codes at a path: a code itself, or those of the codings of a concept. */
export function codesAt(resource: unknown, path: readonly string[]): readonly string[] {
  return valuesAt(resource, path).flatMap((value) => {
    if (typeof value === 'string') return [value];
    if (!isRecord(value)) return [];
    const codings = 'coding' in value ? valuesAt(value['coding'], ['code']) : [value['code']];
    return codings.filter((code) => typeof code === 'string');
  });
}
