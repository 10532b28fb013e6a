import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf, codeOf, newSession, openTestCore, TEST_PIN, type TestCore } from './core.ts';

let app: TestCore;
beforeAll(async () => {
  app = await openTestCore({ pinCost: { log2N: 15, r: 8, p: 1 } });
});
afterAll(() => app.close());

const signIn = (pin: string) =>
  clientOf(app.core, newSession())['session.signIn']({ userId: app.administratorId, pin });

test('while a PIN is checked others get their turn', async () => {
  const order: string[] = [];
  const note = (what: string) => () => void order.push(what);
  await Promise.all([
    signIn(TEST_PIN).then(note('signed in')),
    app.client['site.status']({}).then(note('asked')),
    app.client['products.add']({ sku: 'P', name: 'P' }).then(note('saved')),
  ]);
  expect(order.at(-1)).toBe('signed in');
});

test('guesses made at the same time are counted one by one, and soon have to wait', async () => {
  const replies = await Promise.all(Array.from({ length: 8 }, () => signIn('271828')));
  const codes = replies.map(codeOf);
  expect(codes).toContain('TooSoon');
  expect(codes).not.toContain('ok');
  expect(codeOf(await signIn(TEST_PIN))).toBe('TooSoon');
});
