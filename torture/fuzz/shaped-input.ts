import * as fc from 'fast-check';
import { z } from 'zod';

type Schema = {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly minimum?: number;
  readonly maximum?: number;
};

const anything = fc.jsonValue({ maxDepth: 3 });

const awkwardText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    "Robert'); DROP TABLE patients;--",
    '<img src=x onerror=alert(1)>',
    '=HYPERLINK("http://evil.test")',
    '\u202Egnp.exe',
    '\uD800',
    'NaN',
    '-0',
    '__proto__',
    '%00',
    '../../etc/passwd',
    'x'.repeat(20_000),
  ),
);

function dates(): fc.Arbitrary<string> {
  return fc.constantFrom('2026-03-10', '2026-02-30', '0000-00-00', '9999-12-31', '1900-02-29');
}

/** Values that fit a JSON schema by their type; `ids` are those of rows that are there. */
function fitting(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => fitting(choice, ids)));
  if (schema.format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid());
  if (schema.format === 'date') return dates();
  if (schema.type === 'string') return fc.oneof(awkwardText, dates(), fc.constantFrom(...ids));
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(schema);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'array')
    return fc.array(schema.items ? fitting(schema.items, ids) : anything, { maxLength: 4 });
  if (schema.type === 'object') return fieldsOf(schema, ids);
  return anything;
}

function numberOf({ minimum = -10, maximum = 1000 }: Schema): fc.Arbitrary<number> {
  const within = { min: Math.max(minimum, -1e9), max: Math.min(maximum, 1e9) };
  return fc.oneof(
    fc.integer({ min: Math.ceil(within.min), max: Math.floor(within.max) }),
    fc.constantFrom(0, -1, 1.5, Number.MAX_SAFE_INTEGER, 1e308, -0),
  );
}

/** Some of the fields as they should be, some missing, some of another kind, and one that nobody asked for. */
function fieldsOf({ properties = {} }: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      fc.oneof({ weight: 12, arbitrary: fitting(schema, ids) }, { weight: 1, arbitrary: anything }),
    ]),
  );
  const known = fc.oneof(
    { weight: 4, arbitrary: fc.record(fields) },
    { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
  );
  const more = fc.dictionary(awkwardText, anything, { maxKeys: 1 });
  return fc.oneof(
    { weight: 6, arbitrary: known },
    { weight: 1, arbitrary: fc.tuple(known, more).map(([fit, other]) => ({ ...fit, ...other })) },
  );
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 5 }),
  fc.dictionary(awkwardText, anything, { maxKeys: 5 }),
  fc.constantFrom<unknown>(undefined, null, [], '', 0, true),
  fc.integer({ min: 10, max: 5000 }).map(nested),
  fc.constant('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}').map((text) => {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  }),
);

/** What anybody could send to an operation: shaped like its input, a little off, or nothing like it. */
export function inputsFor(input: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return fc.oneof(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the keys above are looked at
    { weight: 3, arbitrary: fitting(schema as Schema, ids) },
    { weight: 1, arbitrary: junk },
  );
}
