import type { Permission } from '../base/permission.ts';
import { permissions } from '../base/permission.ts';

export const roles = [
  'nurse',
  'clinician',
  'supply',
  'biller',
  'compliance',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

export const roleNames: Readonly<Record<Role, string>> = {
  nurse: 'Nurse',
  clinician: 'Clinician',
  supply: 'Supply coordinator',
  biller: 'Biller',
  compliance: 'Compliance officer',
  administrator: 'Administrator',
};

const bedside = [
  'patients.find',
  'charts.read',
  'charts.breakGlass',
  'patients.write',
  'coverages.write',
  'treatments.write',
  'products.read',
  'orders.read',
  'orders.write',
  'stock.read',
  'stock.move',
] as const satisfies readonly Permission[];

/**
 * What each role may do: the least its work needs. Finding a patient and reading orders tells who a
 * patient is, which a supply coordinator needs to order for somebody, but nothing of the chart. Whoever can
 * find a patient can break the glass in an emergency. An administrator may do everything, because in a small
 * practice the person who sets up the computer also works at the bedside.
 */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  nurse: bedside,
  clinician: [...bedside, 'charts.disclose', 'records.cosign', 'quality.review'],
  supply: [
    'patients.find',
    'charts.breakGlass',
    'products.read',
    'products.write',
    'orders.read',
    'orders.write',
    'stock.read',
    'stock.move',
    'stock.adjust',
  ],
  biller: [
    'patients.find',
    'charts.read',
    'charts.breakGlass',
    'charts.disclose',
    'coverages.write',
    'products.read',
    'orders.read',
    'billing.export',
  ],
  compliance: [
    'patients.find',
    'charts.read',
    'charts.breakGlass',
    'charts.restrict',
    'charts.disclose',
    'products.read',
    'orders.read',
    'stock.read',
    'audit.read',
    'quality.review',
  ],
  administrator: permissions,
};
