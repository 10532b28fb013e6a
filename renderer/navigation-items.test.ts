import { expect, test } from 'vitest';
import { permissionsOf } from '../shared/staff/role.ts';
import { navigationFor, placeOf, titleOf } from './navigation-items.ts';

const labelsFor = (role: keyof typeof permissionsOf) =>
  navigationFor(permissionsOf[role]).map(({ label }) => label);

test('each role sees only the places that its permissions open', () => {
  expect(labelsFor('nurse')).toEqual([
    'Patients',
    'Due today',
    'To sign',
    'Orders',
    'Products',
    'Outcomes',
  ]);
  expect(labelsFor('biller')).toEqual(['Patients', 'Orders', 'Products', 'Outcomes', 'Billing']);
  expect(labelsFor('supply')).not.toContain('Outcomes');
  expect(labelsFor('administrator')).toHaveLength(14);
  expect(labelsFor('administrator')).toContain('Storage');
});

test('a chart belongs to Patients and its title names no patient', () => {
  expect(placeOf('chart')).toBe('patients');
  expect(titleOf('chart')).toBe('Chart – Caretrail');
});
