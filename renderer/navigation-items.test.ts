import { expect, test } from 'vitest';
import { permissionsOf } from '../shared/staff/role.ts';
import { navigationFor, placeOf, titleOf } from './navigation-items.ts';
import { settingsFor } from './settings/settings-items.ts';

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
    'Outcomes',
    'Settings',
  ]);
  expect(labelsFor('compliance')).toContain('Audit');
  expect(labelsFor('clinician')).not.toContain('Audit');
  expect(labelsFor('supply')).not.toContain('Outcomes');
  expect(labelsFor('administrator')).toHaveLength(13);
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

test('what is set up once stands in the settings, each role seeing its own', () => {
  const settingsOf = (role: keyof typeof permissionsOf) =>
    settingsFor(permissionsOf[role]).flatMap(({ items }) => items.map(({ label }) => label));
  expect(settingsOf('nurse')).toEqual([]);
  expect(settingsOf('biller')).toEqual([
    'FHIR export',
    'Billing organisation',
    'Payers and fees',
    'Billing rules',
    'Claim form printing',
  ]);
  expect(settingsOf('supply')).toContain('Storage places');
  expect(settingsOf('administrator')).toContain('Storage');
});

test('a chart belongs to Patients and its title names no patient', () => {
  expect(placeOf('chart')).toBe('patients');
  expect(titleOf('chart')).toBe('Chart – Caretrail');
});
