import { expect, test } from 'vitest';
import { readAdmission } from './admission.ts';
import { readMessage } from './message.ts';

const PID =
  'PID|1||123^^^HOSP^MR~999-99-9999^^^USA^SS||Doe^John^Q^^^^L||19500228|M|||1 Main St^Apt 2^Springfield^IL^62701^USA^H||^PRN^PH^^1^217^5550100';

const header = (event: string, control = 'M1') =>
  `MSH|^~\\&|ADT1|HOSP|CT|CT|202601151200||ADT^${event}|${control}|P|2.5`;

function admissionOf(text: string) {
  const message = readMessage(text);
  return message.ok ? readAdmission(message.value) : message;
}

const withPid = (pid: string) => admissionOf(`${header('A08')}\rEVN|A08|202601151159\r${pid}\r`);

/** The PID above with some of its fields otherwise. */
function changedPid(fields: Readonly<Record<number, string>>): string {
  return PID.split('|')
    .map((text, at) => fields[at] ?? text)
    .join('|');
}

test.for(['A01', 'A04', 'A08', 'A28', 'A31'])('ADT^%s says how a patient is now', (event) => {
  expect(admissionOf(`${header(event)}\rEVN|${event}|202601151159\r${PID}\rZPD|x^y\r`)).toEqual({
    ok: true,
    value: {
      kind: 'patient',
      sender: 'ADT1^HOSP',
      controlId: 'M1',
      saidAt: '202601151159',
      facts: {
        identifiers: [{ identifier: '123', authority: 'HOSP' }],
        said: {
          mrn: '123',
          lastName: 'Doe',
          firstName: 'John',
          birthOn: '1950-02-28',
          sex: 'male',
          phone: '217-5550100',
          addressLine: '1 Main St, Apt 2',
          city: 'Springfield',
          state: 'IL',
          postalCode: '62701',
        },
      },
    },
  });
});

test('what a field leaves empty is not said, and HL7 null says that there is none', () => {
  const empty = withPid('PID|1||123^^^HOSP||Doe^John||19500228');
  const { facts } = empty.ok && empty.value.kind === 'patient' ? empty.value : { facts: null };
  expect(facts?.said).toEqual({
    mrn: '123',
    lastName: 'Doe',
    firstName: 'John',
    birthOn: '1950-02-28',
  });
  const none = withPid(changedPid({ 11: '""', 13: '""' }));
  expect(none).toMatchObject({
    value: { facts: { said: { phone: null, addressLine: null, city: null, postalCode: null } } },
  });
});

test('the medical record number stands first, and an authority is all that its field says', () => {
  expect(withPid(changedPid({ 3: '7^^^REG&1.2.3&ISO^PI~123^^^HOSP^MR~8^^^^PI' }))).toMatchObject({
    value: {
      facts: {
        identifiers: [
          { identifier: '123', authority: 'HOSP' },
          { identifier: '7', authority: 'REG&1.2.3&ISO' },
        ],
        said: { mrn: '123' },
      },
    },
  });
});

test.for([
  ['a mail address', '^NET^Internet^doe@example.org~555-0100^PRN^CP', '555-0100'],
  ['a fax', '555-0199^WPN^FX~555-0100', '555-0100'],
  ['a number in the older form', '(217)555-0100', '(217)555-0100'],
  ['an unformatted one', '^PRN^PH^^^^^^^^^2175550100', '2175550100'],
] as const)('%s among the telephones', ([, field, phone]) => {
  expect(withPid(changedPid({ 13: field }))).toMatchObject({
    value: { facts: { said: { phone } } },
  });
});

test.for([
  ['no authority', changedPid({ 3: '123' }), 'PID-3 has no identifier'],
  ['a social security number alone', changedPid({ 3: '1^^^USA^SS' }), 'PID-3 has no identifier'],
  ['no identifier', changedPid({ 3: '' }), 'PID-3 has no identifier'],
  ['no given name', changedPid({ 5: 'Doe' }), 'PID-5 lacks'],
  ['no name', changedPid({ 5: '' }), 'PID-5 lacks'],
  ['no birth date', changedPid({ 7: '' }), 'PID-7, the birth date, is missing'],
  ['a birth year alone', changedPid({ 7: '1950' }), 'is not a whole day'],
  ['a day that is not in the calendar', changedPid({ 7: '19500230' }), 'is not a whole day'],
  [
    'a name that is too long',
    changedPid({ 5: `${'x'.repeat(101)}^J` }),
    'The family name in PID-5',
  ],
  ['no PID', 'PV1|1|O', 'has no PID segment'],
  ['two PIDs', `${PID}\r${PID}`, 'has more than one PID'],
] as const)('%s is refused with the reason, and nothing of it is told', ([, pid, reason]) => {
  const read = withPid(pid);
  expect(read).toMatchObject({ ok: false, failure: expect.stringContaining(reason) });
  expect(JSON.stringify(read)).not.toMatch(/Doe|123\^|1950|xxx/);
});

test('a message that was cut off within its PID is refused, and one cut off later is not', () => {
  const whole = `${header('A04')}\r${PID}`;
  expect(admissionOf(whole)).toMatchObject({
    ok: false,
    failure: expect.stringContaining('cut off'),
  });
  expect(admissionOf(`${whole}\rPV1|1|`)).toMatchObject({ ok: true });
});

test.for([
  [header('A40'), 'ADT^A40 merges or parts patients'],
  [header('A03'), 'ADT^A03 is an event that changes no patient here'],
  [header('A08').replace('ADT^A08', 'ORU^R01'), 'ORU^R01 is not an ADT message'],
] as const)('%s is left out by name', ([msh, reason]) => {
  expect(admissionOf(`${msh}\r${PID}\r`)).toMatchObject({
    ok: true,
    value: { kind: 'skipped', reason: expect.stringContaining(reason) },
  });
});

test('without a control id nobody can tell whether a message came before', () => {
  expect(admissionOf(`${header('A04', '')}\r${PID}\r`)).toMatchObject({
    ok: false,
    failure: 'has no control id in MSH-10',
  });
});
