import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { adt, importHl7 } from './hl7-messages.ts';

let app: TestCore;
beforeEach(async () => {
  app = await openTestCore();
});
afterEach(async () => {
  await app.close();
  if (app.incidents.length > 0) throw new AggregateError(app.incidents, 'Unexpected incidents');
});

const take = async (...messages: readonly string[]) => {
  const { files, messages: listed } = await importHl7(app, { 'adt.hl7': messages.join('') });
  return { ...files[0], listed: listed.map(({ message, outcome }) => `${message} ${outcome}`) };
};

async function patient() {
  const [found] = valueOf(await app.client['patients.find']({ text: '' }));
  const chart = await app.client['patients.getChart']({ patientId: found?.id ?? '' });
  return valueOf(chart).patient;
}

/** A person corrects details by hand. */
async function correct(changes: { readonly [Field in 'mrn' | 'phone' | 'city']?: string }) {
  const { id: patientId, version: seen, deceasedOn: _, ...details } = await patient();
  const confirmedNotDuplicate = true;
  const input = { patientId, seen, ...details, ...changes, confirmedNotDuplicate };
  valueOf(await app.client['patients.correct'](input));
}

test('a message registers a patient, and the same message again changes nothing', async () => {
  expect(await take(adt({ event: 'A04' }))).toMatchObject({ read: 1, added: 1, listed: [] });
  expect(await patient()).toMatchObject({
    mrn: '123',
    firstName: 'John',
    lastName: 'Doe',
    birthOn: '1950-02-28',
    sex: 'male',
    phone: '217-555-0100',
    addressLine: '1 Main St',
    postalCode: '62701',
    version: 1,
  });
  expect(await take(adt({ event: 'A04' }))).toMatchObject({ read: 1, unchanged: 1, added: 0 });
  expect(await allRows(app.database, 'patientIdentifiers')).toMatchObject([
    { assigningAuthority: 'HOSP', identifier: '123' },
  ]);
  expect(await take(adt({ event: 'A04', phone: '1' }))).toMatchObject({
    refused: 1,
    listed: ['1 refused'],
  });
});

test('an update changes only what it says, and what stood before is kept', async () => {
  await take(adt({ event: 'A04' }));
  const update = adt({ control: '2', at: '202601161200', sex: '', address: '', phone: '""' });
  expect(await take(update)).toMatchObject({ changed: 1 });
  expect(await patient()).toMatchObject({ sex: 'male', addressLine: '1 Main St', phone: null });
  expect(await allRows(app.database, 'patientVersions')).toMatchObject([
    { version: 1, replacedBy: app.administratorId, details: { phone: '217-555-0100' } },
  ]);
});

test('a patient is found by a number only together with who gave it', async () => {
  await take(adt());
  const elsewhere = { control: '2', id: '123^^^OTHER^MR', name: 'Roe^Jane', birth: '19600101' };
  // The same number as an MRN may be the same patient: a person decides.
  expect(await take(adt(elsewhere))).toMatchObject({ refused: 1 });
  expect(await take(adt({ ...elsewhere, id: '77^^^OTHER^MR' }))).toMatchObject({ added: 1 });
  expect(
    await take(adt({ ...elsewhere, control: '3', id: '77^^^OTHER^MR~123^^^HOSP^MR' })),
  ).toMatchObject({
    refused: 1,
  });
  expect(await allRows(app.database, 'patients')).toHaveLength(2);
});

describe('what a person here changed', () => {
  test('is kept where the message says what it said before, and is not reported', async () => {
    await take(adt());
    await correct({ phone: '555-9999' });
    const again = adt({
      control: '2',
      at: '202601161200',
      address: '2 New St^^Springfield^IL^62701',
    });
    expect(await take(again)).toMatchObject({ changed: 1, listed: [] });
    expect(await patient()).toMatchObject({ phone: '555-9999', addressLine: '2 New St' });
  });

  test('is kept where the message says something new, and the report names the field', async () => {
    await take(adt());
    await correct({ phone: '555-9999', city: 'Chicago' });
    const { files, messages } = await importHl7(app, {
      'adt.hl7': adt({ control: '2', phone: '555-7777' }),
    });
    expect(files[0]).toMatchObject({ unchanged: 1, changed: 0 });
    expect(messages).toEqual([
      {
        file: 'adt.hl7',
        message: 1,
        outcome: 'kept',
        reason: 'changed here and there: telephone. What is here was kept',
      },
    ]);
    expect(await patient()).toMatchObject({ phone: '555-9999', city: 'Chicago' });
  });

  test('a message that is older than the last one of its sender changes nothing', async () => {
    await take(adt({ at: '202601161200' }));
    const older = adt({ control: '2', at: '202601151200', phone: '1' });
    expect(await take(older)).toMatchObject({ skipped: 1, listed: ['1 skipped'] });
    expect(await patient()).toMatchObject({ phone: '217-555-0100' });
  });
});

describe('a patient who was registered here before', () => {
  const register = async (mrn: string | null) =>
    valueOf(
      await app.client['patients.create']({
        mrn,
        firstName: 'John',
        lastName: 'Doe',
        birthOn: '1950-02-28',
        sex: 'male',
        phone: '555-9999',
      }),
    );

  test('is known by number, name and birth date together, and nothing of them is overwritten', async () => {
    await register('12-3');
    expect(await take(adt())).toMatchObject({ changed: 1, listed: ['1 kept'] });
    expect(await patient()).toMatchObject({ mrn: '12-3', phone: '555-9999', city: 'Springfield' });
    expect(await allRows(app.database, 'patients')).toHaveLength(1);
  });

  test('may be the same without the number: refused until a person gives the chart the number', async () => {
    await register(null);
    expect(await take(adt())).toMatchObject({ refused: 1 });
    await correct({ mrn: '123' });
    expect(await take(adt())).toMatchObject({ changed: 1 });
    expect(await allRows(app.database, 'patients')).toHaveLength(1);
  });
});

test('a chart never becomes another person, and nobody is born after being treated or in the future', async () => {
  await take(adt());
  const another = adt({ control: '2', name: 'Roe^Jane', birth: '19610101' });
  expect(await take(another)).toMatchObject({ refused: 1 });
  expect(await take(adt({ control: '3', birth: '20300101' }))).toMatchObject({ refused: 1 });
  expect(await patient()).toMatchObject({ lastName: 'Doe', birthOn: '1950-02-28', version: 1 });
});

test('each message of a file is counted, and told by its number and reason without its content', async () => {
  const report = await importHl7(app, {
    'many.hl7': [
      adt({ control: '1' }),
      adt({ control: '2', event: 'A40' }),
      adt({ control: '3', id: '9' }),
      adt({ control: '4', birth: '' }),
      adt({ control: '5', id: '5^^^HOSP', name: 'Źdźbło^Ł\\T\\B', birth: '19700101' }),
      'MSH|^~\\&|ADT1|HOSP|||2026||ORU^R01|9|P|2.5\rPID|1\r',
    ].join('\r\n'),
    'foreign.pdf': '%PDF-1.7\n%âã\n1 0 obj\n',
    'empty.hl7': '\r\n',
  });
  expect(report.files).toMatchObject([
    { read: 6, added: 2, changed: 0, unchanged: 0, skipped: 2, refused: 2 },
    { read: 1, refused: 1 },
    { read: 0 },
  ]);
  expect(report.messages.map(({ message, reason }) => `${message} ${reason}`)).toEqual([
    '2 ADT^A40 merges or parts patients, which a person has to do here',
    '3 PID-3 has no identifier of the patient with an assigning authority',
    '4 PID-7, the birth date, is missing',
    '6 ORU^R01 is not an ADT message',
    '1 does not begin with an MSH segment',
  ]);
  const names = (await allRows(app.database, 'patients')).map((row) =>
    Object.values(row).join(' '),
  );
  expect(names.some((text) => text.includes('Źdźbło') && text.includes('Ł&B'))).toBe(true);
});

test('text that is not UTF-8 is read as Windows wrote it', async () => {
  const bytes = Buffer.from(adt({ name: 'Núñez^José' }), 'latin1');
  await importHl7(app, { 'old.hl7': bytes });
  expect(await patient()).toMatchObject({ lastName: 'Núñez', firstName: 'José' });
});

test('an import that is cancelled goes on where it stopped and counts each message once', async () => {
  const messages = Array.from({ length: 60 }, (_, at) =>
    adt({ control: `${at}`, id: `${at}^^^HOSP`, name: `Doe${at}^John` }),
  );
  const bytes = new TextEncoder().encode(messages.join(''));
  const { digest } = valueOf(await app.core.putBytes(app.administrator, 'import-source', bytes));
  const ended: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  app.core.onEvent((event) => {
    if (event.type !== 'job') return;
    if (event.state === 'running' && event.done >= 20 && ended.length === 0) {
      ended.push('asked');
      void app.client['jobs.cancel']({ jobId: event.jobId });
    }
    if (event.state === 'cancelled') void app.client['jobs.resume']({ jobId: event.jobId });
    if (event.state === 'done') resolve();
  });
  const { jobId } = valueOf(await app.client['hl7.import']({ files: [{ name: 'a.hl7', digest }] }));
  await promise;
  expect(valueOf(await app.client['jobs.get']({ jobId })).result).toMatchObject({
    value: { files: [{ read: 60, added: 60, unchanged: 0 }] },
  });
});

test('an import needs the permission to import', async () => {
  const { client } = await app.signIn('nurse');
  const files = [{ name: 'a', digest: '0'.repeat(64) }];
  expect(codeOf(await client['hl7.import']({ files }))).toBe('Forbidden');
});
