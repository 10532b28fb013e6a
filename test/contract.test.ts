import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Operation } from '../shared/base/contract.ts';
import { operations } from '../shared/operations.ts';

function wireOf([name, operation]: [string, Operation]) {
  const { kind, permission, input, output, failures } = operation;
  const details = Object.entries(failures).map(([code, schema]) => [
    code,
    z.toJSONSchema(schema, { unrepresentable: 'any' }),
  ]);
  return [
    name,
    kind,
    permission,
    z.toJSONSchema(input, { io: 'input' }),
    z.toJSONSchema(output),
    details,
  ];
}

test('the wire contract has not changed unnoticed', () => {
  const wire = Object.entries<Operation>(operations)
    .toSorted(([one], [other]) => one.localeCompare(other, 'en'))
    .map(wireOf);
  // A change on purpose pastes the new digest here, and says in its commit what changed for callers.
  expect(
    createHash('sha256').update(JSON.stringify(wire)).digest('hex').slice(0, 12),
  ).toMatchInlineSnapshot(`"c326c655a0c0"`);
});
