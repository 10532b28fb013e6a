import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
beforeAll(async () => {
  app = await openTestCore();
});
afterAll(() => app.close());

test('the last day that can be written ends a range', async () => {
  const { total } = valueOf(await app.client['waste.list']({ toOn: '9999-12-31' }));
  expect(total).toBe(0);
  expect(app.incidents).toEqual([]);
});

test.for<[string, () => Promise<unknown>]>([
  [
    'a fee',
    () => app.client['fees.list']({ search: '\u0000', payerId: null, on: '2026-03-10', limit: 1 }),
  ],
  ['a code', () => app.client['codes.lookup']({ codes: ['\u0000'], on: '2026-03-10' })],
  [
    'a procedure',
    () => app.client['codes.lookupProcedures']({ codes: ['\u0000'], on: '2026-03-10' }),
  ],
])('%s is not looked for by a character that nothing can hold', async ([, ask]) => {
  expect(codeOf((await ask()) as Parameters<typeof codeOf>[0])).toBe('InvalidInput');
  expect(app.incidents).toEqual([]);
});
