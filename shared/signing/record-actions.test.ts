import { expect, test } from 'vitest';
import { permissionsOf, type Role } from '../staff/role.ts';
import { type ActedRecord, actionsOn } from './record-actions.ts';

const unsigned: ActedRecord = {
  recordedBy: 'nurse',
  performedBy: null,
  isImported: false,
  signedAt: null,
  signedBy: null,
  needsCosignature: false,
  cosignedAt: null,
  voidedAt: null,
};
const at = '2026-03-10T15:00:00.000Z';
const signed = { ...unsigned, signedAt: at, signedBy: 'nurse' };
const waiting = { ...signed, needsCosignature: true };
const as = (role: Role, userId: string = role) => ({ userId, permissions: permissionsOf[role] });

test.each([
  ['an unsigned record', 'whoever recorded it', unsigned, as('nurse'), 'sign correct void'],
  ['an unsigned record', 'another nurse', unsigned, as('nurse', 'other'), 'correct'],
  ['an unsigned record', 'a clinician', unsigned, as('clinician'), 'correct void'],
  [
    'an unsigned record',
    'whoever did it',
    { ...unsigned, performedBy: 'other' },
    as('nurse', 'other'),
    'sign correct',
  ],
  [
    'an imported record',
    'a clinician',
    { ...unsigned, isImported: true },
    as('clinician'),
    'correct void',
  ],
  ['a signed record', 'its signer', signed, as('nurse'), 'amend void'],
  ['a signed record', 'a biller', signed, as('biller'), ''],
  ['a record that waits', 'its signer', waiting, as('nurse'), 'amend void'],
  ['a record that waits', 'a clinician', waiting, as('clinician'), 'cosign amend void'],
  [
    'a record that waits',
    'a clinician who signed it',
    waiting,
    as('clinician', 'nurse'),
    'amend void',
  ],
  [
    'a co-signed record',
    'a clinician',
    { ...waiting, cosignedAt: at },
    as('clinician'),
    'amend void',
  ],
  ['a voided record', 'an administrator', { ...signed, voidedAt: at }, as('administrator'), ''],
] as const)('what is offered on %s to %s', (...[, , record, person, offered]) => {
  expect(actionsOn(record, person).join(' ')).toBe(offered);
});
