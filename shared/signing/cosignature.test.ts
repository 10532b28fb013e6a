import { expect, test } from 'vitest';
import { roles } from '../staff/role.ts';
import {
  correctionNeedsCosignature,
  isSkinSubstituteCode,
  needsCosignature,
} from './cosignature.ts';

// Product HCPCS of skin substitutes: Q4100 series onward and A2xxx, unlisted Q4431-Q4433 and A4100
// (clinical notes §4.2, CMS article A56696).
test.each([
  ['Q4100', true],
  ['Q4101', true],
  ['Q4186', true],
  ['Q4310', true],
  ['Q4431', true],
  ['Q4433', true],
  ['A2001', true],
  ['A2035', true],
  ['A4100', true],
  ['q4101', true],
  ['Q4099', false],
  ['Q4081', false],
  ['Q5101', false],
  ['A6021', false],
  ['A2', false],
  ['A20010', false],
  ['XQ4101', false],
  ['', false],
  [null, false],
])('%s is the code of a skin substitute: %s', (code, is) => {
  expect(isSkinSubstituteCode(code)).toBe(is);
});

const graft = { kind: 'treatment', hcpcsCode: 'Q4101' } as const;
const dressing = { kind: 'treatment', hcpcsCode: 'A6021' } as const;
const assessment = { kind: 'assessment', hcpcsCode: null } as const;

test.for([
  ['none', [false, false, false]],
  ['skinSubstitutes', [true, false, false]],
  ['all', [true, true, true]],
] as const)(
  'where the site asks for "%s", a nurse’s graft, dressing and assessment need another: %s',
  ([setting, expected]) => {
    const needs = [graft, dressing, assessment].map((record) =>
      needsCosignature({ ...record, signerRole: 'nurse' }, setting),
    );
    expect(needs).toEqual(expected);
    for (const signerRole of roles.filter((role) => role !== 'nurse'))
      expect(needsCosignature({ ...graft, signerRole }, setting), signerRole).toBe(false);
  },
);

const nurse = { role: 'nurse', mayCosign: false } as const;
const clinician = { role: 'clinician', mayCosign: true } as const;

// A co-signature is of what was read: of changed content there is none yet. A clinician's own signature on
// the changed content is one.
test.for([
  ['a nurse, of what needed one', nurse, true, dressing, 'skinSubstitutes', true],
  ['a nurse, of what needed one when the site still asked', nurse, true, dressing, 'none', true],
  ['a nurse, of an assessment that needed one', nurse, true, assessment, 'all', true],
  ['a nurse, of what needed none', nurse, false, dressing, 'skinSubstitutes', false],
  ['a nurse, whose correction makes it a graft', nurse, false, graft, 'skinSubstitutes', true],
  ['a clinician, of what needed one', clinician, true, graft, 'all', false],
  ['a clinician, whose correction makes it a graft', clinician, false, graft, 'all', false],
] as const)(
  'a correction by %s waits for a co-signature accordingly',
  ([, amender, neededCosignature, content, setting, expected]) => {
    const corrected = { ...content, amender, neededCosignature };
    expect(correctionNeedsCosignature(corrected, setting)).toBe(expected);
  },
);
