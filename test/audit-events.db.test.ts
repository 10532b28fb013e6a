import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertAuditEvents } from '../main/platform/audit.ts';
import { tamper, undone, verifiedIn } from './audit-trail.ts';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
beforeAll(async () => {
  app = await openTestCore();
});
afterAll(() => app.close());

const NOBODY = '0199aaaa-0000-7000-8000-000000000009';

const lastEvent = async () => valueOf(await app.client['audit.list']({ limit: 1 }))[0];

test('looking for people is written down, without whom', async () => {
  valueOf(await app.client['patients.find']({ text: 'Xanthippe' }));
  expect(await lastEvent()).toMatchObject({
    operation: 'patients.find',
    outcome: 'ok',
    patientId: null,
    utcOffsetMinutes: 0 - app.clock.now.getTimezoneOffset(),
    deviceName: null,
  });
  expect(JSON.stringify(await allRows(app.database, 'auditEvents'))).not.toMatch(/Xanthippe/i);
});

test('a query that answers a failure is written down as refused', async () => {
  const reply = await app.client['products.get']({ productId: NOBODY });
  expect(codeOf(reply)).not.toBe('ok');
  expect(await lastEvent()).toMatchObject({
    operation: 'products.get',
    outcome: 'refused',
    failureCode: codeOf(reply),
  });
});

test('events are found by what was done, how it ended, when, by whom and on which computer', async () => {
  valueOf(await app.client['patients.find']({ text: 'a' }));
  const { clock, client } = app;
  const before = new Date(clock.now.getTime() + 3_600_000).toISOString();
  clock.now = new Date(clock.now.getTime() + 7_200_000);
  await client['session.signIn']({ userId: app.administratorId, pin: '000000' });
  const [own] = valueOf(await client['audit.chains']({}));
  expect(own).toMatchObject({ isThisComputer: true, cause: 'installation' });
  const found = async (filter: Parameters<(typeof client)['audit.list']>[0]) =>
    valueOf(await client['audit.list'](filter)).map(({ operation }) => operation);
  expect(new Set(await found({ operations: ['patients.find'] }))).toEqual(
    new Set(['patients.find']),
  );
  expect(await found({ from: before, outcome: 'refused' })).toEqual(['session.signIn']);
  expect(
    await found({ until: before, operations: ['session.signIn'], outcome: 'refused' }),
  ).toEqual([]);
  expect(await found({ chainId: own?.chainId, limit: 1000 })).toHaveLength(own?.lastNumber ?? 0);
  expect(await found({ chainId: NOBODY })).toEqual([]);
  expect(await found({ userId: NOBODY })).toEqual([]);
  expect(await found({ patientId: NOBODY })).toEqual([]);
});

test('thousands of events at once are chained as one by one, and signed', async () => {
  const entries = Array.from({ length: 6000 }, (_, at) => ({
    id: v7(),
    occurredAt: app.clock.now,
    host: 'desktop',
    userId: app.administratorId,
    operation: 'patients.getChart',
    kind: 'query' as const,
    outcome: 'ok' as const,
    subject: { patientId: v7(), entityType: 'chart', entityId: `"${at}", (\\)` },
  }));
  const seen = await undone(app.database, async (tx) => {
    await insertAuditEvents(tx, entries);
    const whole = await verifiedIn(tx);
    await tamper(
      tx,
      'UPDATE audit_events SET chain_number = chain_number + 1 WHERE chain_number = 5000',
    );
    return [whole, await verifiedIn(tx)];
  });
  expect(seen[0]).toMatchObject({ isWhole: true, heads: 1 });
  expect(seen[0]?.events).toBeGreaterThan(6000);
  expect(seen[1]?.findings[0]).toMatchObject({ kind: 'deleted', chainNumber: 5000 });
});
