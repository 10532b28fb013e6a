import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Operation } from '../shared/base/contract.ts';
import { operations } from '../shared/operations.ts';
import { openClinic } from './clinic.ts';
import { codeOf, newSession, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
});
afterAll(() => app.close());

const bytes = new Uint8Array([1, 2, 3]);
const lastEvents = async (limit = 5) => valueOf(await app.client['audit.list']({ limit }));

describe('who may do what', () => {
  test('what was asked before a sign-out or a disabling, but not begun, is not done any more', async () => {
    const { client, userId } = await app.signIn('nurse');
    const patient = {
      firstName: 'Too',
      lastName: 'Late',
      birthOn: '1980-01-01',
      sex: 'other',
    } as const;
    const [disabled, created] = await Promise.all([
      app.client['users.disable']({ userId }),
      client['patients.create'](patient),
    ]);
    expect(disabled.ok).toBe(true);
    expect(created).toMatchObject({ failure: { code: 'SignInNeeded' } });
  });

  test('a person who is disabled is signed out at once', async () => {
    const { client, userId } = await app.signIn('nurse');
    valueOf(await app.client['users.disable']({ userId }));
    expect(await client['patients.find']({ text: '' })).toMatchObject({
      failure: { code: 'SignInNeeded' },
    });
  });
});

describe('the audit trail', () => {
  test('a command, a refusal and a chart read each leave an event with who, what and about whom', async () => {
    const { client, nurse, patient, treatment } = clinic;
    const recorded = valueOf(await client['treatments.record'](treatment));
    await client['treatments.record']({ ...treatment, productId: 'ELSE' });
    await client['patients.getChart']({ patientId: patient.id });
    const events = await lastEvents(3);
    expect(events).toMatchObject([
      { operation: 'patients.getChart', kind: 'query', outcome: 'ok', patientId: patient.id },
      { operation: 'treatments.record', outcome: 'refused', failureCode: 'NotOnOrder' },
      {
        operation: 'treatments.record',
        outcome: 'ok',
        entityId: recorded.id,
        userId: nurse.userId,
      },
    ]);
  });

  test('what is typed into a draft leaves none', async () => {
    const { client, patient } = clinic;
    const before = await lastEvents(1);
    valueOf(
      await client['drafts.save']({
        form: 'recordTreatment',
        patientId: patient.id,
        content: { doctorNotes: 'half a sen' },
      }),
    );
    expect(await lastEvents(1)).toEqual(before);
  });

  test('a query over several charts leaves an event for each patient', async () => {
    const { client, nurse, patient, treatment } = clinic;
    valueOf(await client['treatments.record'](treatment));
    valueOf(await client['treatments.recentByClinician']({ userId: nurse.userId }));
    const own = valueOf(await app.client['audit.list']({ patientId: patient.id, limit: 1 }));
    expect(own).toMatchObject([{ operation: 'treatments.recentByClinician', outcome: 'ok' }]);
  });

  test('a command id that comes back with other input is refused, and that is written down', async () => {
    const { nurse, treatment } = clinic;
    const numbered = { ...treatment, commandId: crypto.randomUUID() };
    await app.core.dispatch(nurse.session, 'treatments.record', numbered);
    await app.core.dispatch(nurse.session, 'treatments.record', { ...numbered, quantityUsed: 2 });
    expect(await lastEvents(1)).toMatchObject([
      { operation: 'treatments.record', outcome: 'refused', failureCode: 'InvalidInput' },
    ]);
  });

  test('no event holds anything that was typed', async () => {
    const { client, treatment } = clinic;
    const secret = 'Only-in-the-note-7731';
    valueOf(await client['treatments.record']({ ...treatment, doctorNotes: secret }));
    await app.core.dispatch(clinic.nurse.session, secret, {});
    await app.core.dispatch(clinic.nurse.session, 'treatments.record', { [secret]: secret });
    expect(JSON.stringify(await lastEvents(1000))).not.toContain(secret);
  });

  test('the database refuses to change, delete or empty it', async () => {
    for (const attempt of [
      app.database.transact((tx) => tx.updateTable('auditEvents').set({ host: 'x' }).execute()),
      app.database.transact((tx) => tx.deleteFrom('auditEvents').execute()),
    ])
      await expect(attempt).rejects.toThrow(/never changed or deleted/);
  });
});

describe('what is not an operation', () => {
  test.for([['constructor'], ['__proto__'], ['toString'], ['treatments'], ['']])(
    '%s is refused',
    async ([name]) => {
      const reply = await app.core.dispatch(app.administrator, name ?? '', {});
      expect(codeOf(reply)).toBe('UnknownOperation');
    },
  );

  test.for([null, undefined, 7, 'text', [], true].map((input) => [input]))(
    'input %s instead of an object is refused',
    async ([input]) => {
      const reply = await app.core.dispatch(app.administrator, 'patients.create', input);
      expect(codeOf(reply)).toBe('InvalidInput');
    },
  );
});

describe('file bytes', () => {
  test.for<[string, () => Promise<{ ok: boolean; failure?: { code: string } }>, string]>([
    [
      'put by a nurse',
      () => app.core.putBytes(clinic.nurse.session, 'import-source', bytes),
      'Forbidden',
    ],
    [
      'put by nobody',
      () => app.core.putBytes(newSession(), 'import-source', bytes),
      'SignInNeeded',
    ],
    [
      'asked for by no digest',
      () => app.core.getBytes(app.administrator, 'a\u0000b'),
      'UnknownFile',
    ],
    [
      'that are not there',
      () => app.core.getBytes(app.administrator, '0'.repeat(64)),
      'UnknownFile',
    ],
  ])('%s are refused, and that is written down', async ([, ask, code]) => {
    expect(await ask()).toMatchObject({ ok: false, failure: { code } });
    expect(await lastEvents(1)).toMatchObject([
      { kind: 'bytes', outcome: 'refused', failureCode: code },
    ]);
  });

  test('come back to those who may have them, and to nobody else', async () => {
    const { digest } = valueOf(await app.core.putBytes(app.administrator, 'import-source', bytes));
    expect(valueOf(await app.core.getBytes(app.administrator, digest))).toEqual(bytes);
    expect(await app.core.getBytes(clinic.nurse.session, digest)).toMatchObject({
      failure: { code: 'Forbidden' },
    });
  });
});

test('input nested thousands deep is refused, not a crash', async () => {
  const nested = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
  const input = { form: 'recordTreatment', patientId: clinic.patient.id, content: { nested } };
  const reply = await app.core.dispatch(clinic.nurse.session, 'drafts.save', input);
  expect(codeOf(reply)).toBe('InvalidInput');
  expect(app.incidents).toEqual([]);
});

test('every operation tells what it is for, and its input can be written as a JSON schema', async () => {
  const { z } = await import('zod');
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    expect(operation.summary.length, name).toBeGreaterThan(10);
    expect(() => z.toJSONSchema(operation.input, { io: 'input' }), name).not.toThrow();
  }
});
