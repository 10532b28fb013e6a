import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClinic } from './clinic.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { registerTwice } from './registered-twice.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
});
afterAll(() => app.close());

const NOBODY = '0199aaaa-0000-7000-8000-00000000ffff';
const reason = 'Same card, same face';

type Call = 'patients.link' | 'patients.unlink' | 'patients.notTheSame' | 'patients.askAgain';

test.for<[string, Call | 'patients.preferChart', 'open' | 'linked' | 'two', object, string]>([
  ['a chart with itself', 'patients.link', 'open', { otherPatientId: 'one' }, 'SamePatient'],
  ['with nobody', 'patients.link', 'open', { otherPatientId: NOBODY }, 'UnknownPatient'],
  ['preferring a third', 'patients.link', 'open', { preferredPatientId: NOBODY }, 'NotOfThePair'],
  ['twice', 'patients.link', 'linked', {}, 'AlreadyLinked'],
  ['without a reason', 'patients.link', 'open', { reason: ' ' }, 'InvalidInput'],
  ['what is not linked', 'patients.unlink', 'open', {}, 'NotLinked'],
  ['two people', 'patients.unlink', 'two', {}, 'NotLinked'],
  ['nobody', 'patients.unlink', 'linked', { patientId: NOBODY }, 'UnknownPatient'],
  ['without a reason', 'patients.unlink', 'linked', { reason: '' }, 'InvalidInput'],
  ['where nothing is linked', 'patients.preferChart', 'open', {}, 'NotLinked'],
  ['a third', 'patients.preferChart', 'linked', { preferredPatientId: NOBODY }, 'NotOfThePair'],
  ['of linked charts', 'patients.notTheSame', 'linked', {}, 'LinkedNow'],
  ['twice', 'patients.notTheSame', 'two', {}, 'AlreadySaid'],
  ['of itself', 'patients.notTheSame', 'open', { otherPatientId: 'one' }, 'SamePatient'],
  ['of what nobody said', 'patients.askAgain', 'open', {}, 'NotSaid'],
  ['of linked charts', 'patients.askAgain', 'linked', {}, 'NotSaid'],
])('refused: %s by %s of a pair that is %s', async ([, name, state, given, code]) => {
  const { client } = clinic;
  const { one, pair } = await registerTwice(clinic.client);
  if (state === 'linked')
    valueOf(await client['patients.link']({ ...pair, reason, preferredPatientId: one.id }));
  if (state === 'two') valueOf(await client['patients.notTheSame']({ ...pair, reason }));
  const input = { ...pair, ...given };
  if (input.otherPatientId === 'one') input.otherPatientId = one.id;
  const preferred = name === 'patients.link' || name === 'patients.preferChart';
  const reply = await app.core.dispatch(clinic.nurse.session, name, {
    commandId: crypto.randomUUID(),
    ...(name === 'patients.preferChart' ? {} : { reason }),
    ...(preferred ? { preferredPatientId: one.id } : {}),
    ...input,
  });
  expect(codeOf(reply)).toBe(code);
});

test.for(['supply', 'biller', 'compliance'] as const)('%s settles nothing', async (role) => {
  const { one, pair } = await registerTwice(clinic.client);
  const { client } = await app.signIn(role);
  const codes = await Promise.all([
    client['patients.possibleDuplicates']({}),
    client['patients.link']({ ...pair, reason, preferredPatientId: one.id }),
    client['patients.preferChart']({ ...pair, preferredPatientId: one.id }),
    client['patients.unlink']({ ...pair, reason }),
    client['patients.notTheSame']({ ...pair, reason }),
    client['patients.askAgain']({ ...pair, reason }),
  ]);
  expect(codes.map(codeOf)).toEqual(codes.map(() => 'Forbidden'));
});
