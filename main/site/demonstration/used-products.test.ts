import { expect, test } from 'vitest';
import type { Allergy } from '../../../shared/allergies/contract.ts';
import { allergyConcerns } from '../../../shared/safety/concerns.ts';
import { patients, type DemonstrationPatient } from './patients.ts';
import { products } from './products.ts';
import { usesUntil } from './visits.ts';

test('nothing that the demonstration uses on a patient meets one of their allergies', () => {
  const against = usesUntil('2026-03-10').flatMap(({ mrn, productId }) => {
    const { materials = null, ...product } = products[productId];
    const patient: DemonstrationPatient = patients[mrn];
    const allergies: readonly Pick<Allergy, 'substance' | 'kind'>[] = patient.allergies ?? [];
    return allergyConcerns({ ...product, materials, otherMaterials: null }, allergies);
  });
  expect(against).toEqual([]);
});
