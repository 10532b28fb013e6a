import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FhirResource } from '../../../shared/exchange/fhir/resource.ts';
import { usCore } from '../../../shared/exchange/fhir/us-core.ts';
import { asItMayBeWritten, createJudge } from './judge.ts';

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

const usPatient = {
  ...patient,
  ...usCore('patient'),
  identifier: [{ system: 'urn:clinic', value: 'F-1' }],
  name: [{ family: secret }],
};
const provenance = {
  resourceType: 'Provenance',
  id: 'p1',
  ...usCore('provenance'),
  target: [{ reference: 'Procedure/t1' }],
  recorded: '2026-03-10T15:00:00Z',
  agent: [{ who: { reference: 'Practitioner/u1' } }],
};
const device = {
  resourceType: 'Device',
  id: 'd1',
  ...usCore('implantable-device'),
  type: { text: 'Tissue sheet' },
  patient: { reference: 'Patient/p1' },
};
const practice = { reference: 'Organization/o1' };

test('a resource that meets the profile which it states passes', () => {
  const met = [
    usPatient,
    { ...provenance, agent: [{ ...provenance.agent[0], onBehalfOf: practice }] },
    { ...device, udiCarrier: [{ deviceIdentifier: '08806388269617' }] },
  ];
  for (const resource of met)
    expect(asItMayBeWritten(resource, judge)).toEqual({ resource, problem: null });
});

test.for<[string, FhirResource, string, string]>([
  [
    'an element that the profile asks for',
    { ...usPatient, identifier: [] },
    'Patient.identifier',
    'is missing, which its profile asks for',
  ],
  [
    'one inside another',
    { ...usPatient, identifier: [{ value: 'F-1' }] },
    'Patient.identifier.system',
    'is missing, which its profile asks for',
  ],
  [
    'one that may be there only once',
    { ...device, udiCarrier: [{ deviceIdentifier: '1' }, { deviceIdentifier: '2' }] },
    'Device.udiCarrier',
    'is there more than once, against its profile',
  ],
  ['a rule', provenance, 'Provenance', 'breaks the rule provenance-1 of its profile'],
  [
    'a profile of another type',
    { ...observation, ...usCore('patient') },
    'meta.profile',
    'names a profile that is not known',
  ],
])(
  'where %s speaks against a stated profile it is refused, and may be written without',
  ([, resource, field, rule]) => {
    expect(judge(resource)).toEqual({ field, rule });
    const { resource: written, problem } = asItMayBeWritten(resource, judge);
    expect(written).not.toHaveProperty('meta');
    expect(problem).toBeNull();
  },
);

test('what FHIR itself asks for is missing with a profile and without', () => {
  const { target: _, ...broken } = provenance;
  expect(asItMayBeWritten(broken, judge).problem).toEqual({
    field: 'Provenance.target',
    rule: 'is missing',
  });
});
