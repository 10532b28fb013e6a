import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOfOneChart, type Operation } from '../shared/base/contract.ts';
import { operations } from '../shared/operations.ts';
import { permissionsOf, type Role, roles } from '../shared/staff/role.ts';
import { ROLE_TABLE, roleTable } from '../tools/role-table.ts';
import { codeOf, newSession, openTestCore, type TestCore } from './core.ts';

let app: TestCore;
beforeAll(async () => {
  app = await openTestCore();
});
afterAll(() => app.close());

const all: readonly (readonly [string, Operation])[] = Object.entries(operations);

// Input that fits nothing: whoever is allowed gets as far as that, and nothing is done.
const nonsense = { nonsense: true };

function expectedOf(role: Role | null, operation: Operation): string {
  const { permission } = operation;
  if (permission === 'anyone') return 'InvalidInput';
  if (role === null) return 'SignInNeeded';
  const isGranted = permission === 'signedIn' || permissionsOf[role].includes(permission);
  // A chart behind glass is closed by whose it is, which is known once the input is (glass-walk.db.test.ts).
  const isBehindGlass =
    isOfOneChart(operation) && permissionsOf[role].includes('charts.breakGlass');
  return isGranted || isBehindGlass ? 'InvalidInput' : 'Forbidden';
}

describe(`${all.length} operations, walked through dispatch`, () => {
  test.for([null, ...roles])('let %s do exactly what the table grants', async (role) => {
    const session = role === null ? newSession() : (await app.signIn(role)).session;
    const answers: Record<string, string> = {};
    for (const [name] of all)
      answers[name] = codeOf(await app.core.dispatch(session, name, nonsense));
    expect(answers).toEqual(
      Object.fromEntries(all.map(([name, operation]) => [name, expectedOf(role, operation)])),
    );
  });

  test('stand in the table of the README, as their contracts say', async () => {
    expect(await readFile(ROLE_TABLE, 'utf8')).toBe(roleTable());
  });
});
