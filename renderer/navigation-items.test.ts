import { expect, test } from 'vitest';
import { permissionsOf } from '../shared/staff/role.ts';
import { navigationFor, placeOf, titleOf } from './navigation-items.ts';

const labelsFor = (role: keyof typeof permissionsOf) =>
  navigationFor(permissionsOf[role]).flatMap(({ items }) => items.map(({ label }) => label));

test('each role sees only the places that its permissions open', () => {
  expect(labelsFor('nurse')).toEqual([
    'Patients',
    'Due today',
    'To sign',
    'Orders',
    'Stock',
    'Products',
    'Recalls',
    'Labels',
    'Outcomes',
  ]);
  expect(labelsFor('biller')).toEqual([
    'Patients',
    'Orders',
    'Products',
    'Billing',
    'Payers and fees',
    'Outcomes',
    'Billing organisation',
  ]);
  expect(labelsFor('supply')).not.toContain('Outcomes');
  expect(labelsFor('supply')).toContain('Storage places');
  expect(labelsFor('administrator')).toHaveLength(21);
  expect(labelsFor('administrator')).toContain('Storage');
});

test('places stand in groups, and a group with none of them is not there', () => {
  const groupsFor = (role: keyof typeof permissionsOf) =>
    navigationFor(permissionsOf[role]).map(({ label }) => label);
  expect(groupsFor('administrator')).toEqual([
    'Care',
    'Supply',
    'Billing',
    'Oversight',
    'Settings',
  ]);
  expect(groupsFor('nurse')).toEqual(['Care', 'Supply', 'Oversight']);
  const counted = navigationFor(permissionsOf.nurse, { dueToday: 3 });
  expect(counted[0]?.items.map(({ count }) => count)).toEqual([undefined, 3, undefined]);
});

test('a chart belongs to Patients and its title names no patient', () => {
  expect(placeOf('chart')).toBe('patients');
  expect(titleOf('chart')).toBe('Chart – Caretrail');
});
