import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FhirResource } from '../../../shared/exchange/fhir/resource.ts';
import { createJudge } from './judge.ts';

const judge = await createJudge(join(import.meta.dirname, 'definitions.json'));

const patient = { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1950-02-28' };
const observation = { resourceType: 'Observation', id: 'o1', status: 'final', code: { text: 'x' } };
const secret = 'Núñez';

test('a resource that is what FHIR asks passes', () => {
  expect(judge(patient)).toBeNull();
  expect(judge(observation)).toBeNull();
});

test.for<[string, FhirResource, string, string]>([
  [
    'a day that is none',
    { ...patient, birthDate: '1950-13-40' },
    'Patient.birthDate',
    'is not valid (structure)',
  ],
  [
    'an element that FHIR does not have',
    { ...patient, [secret]: 1 },
    `Patient.${secret}`,
    'is no element of FHIR R4',
  ],
  [
    'a missing element',
    { resourceType: 'Observation', id: 'o1', status: 'final' },
    'Observation.code',
    'is missing',
  ],
  [
    'a broken invariant',
    { ...patient, contact: [{ gender: 'male' }] },
    'Patient.contact[0]',
    'breaks the rule pat-1',
  ],
  [
    'a code that is none of them',
    { ...patient, gender: secret },
    'Patient.gender',
    'has a code that it cannot have',
  ],
  [
    'such a code inside a data type',
    { ...patient, telecom: [{ system: 'pigeon', value: '1' }] },
    'Patient.telecom.system',
    'has a code that it cannot have',
  ],
  [
    'such a code of a concept',
    {
      resourceType: 'Condition',
      id: 'c1',
      subject: { reference: 'Patient/p1' },
      verificationStatus: { coding: [{ code: 'sure' }] },
    },
    'Condition.verificationStatus',
    'has a code that it cannot have',
  ],
  [
    'a type that is not written',
    { resourceType: 'Basic', id: 'b1' },
    'resourceType',
    'is no type that is written',
  ],
])('%s is told by its field and its rule', ([, resource, field, rule]) => {
  expect(judge(resource)).toEqual({ field, rule });
});
