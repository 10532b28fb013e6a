import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GLASS_OPEN_MS } from '../shared/glass/glass.ts';
import { chartQueries, inputFor, openFullChart } from './behind-glass.ts';
import { clientOf, codeOf, newSession, openTestCore, TEST_PIN, valueOf } from './core.ts';
import type { TestCore } from './core.ts';

let app: TestCore;
let chart: Awaited<ReturnType<typeof openFullChart>>;
beforeAll(async () => {
  app = await openTestCore();
  chart = await openFullChart(app);
  const restricted = { patientId: chart.patient.id, reason: 'worksHere' } as const;
  valueOf(await app.client['charts.restrict'](restricted));
});
afterAll(() => app.close());

type Session = ReturnType<typeof newSession>;

/** What each of these queries answers about the chart. */
async function answers(session: Session): Promise<Readonly<Record<string, string>>> {
  const codes: Record<string, string> = {};
  for (const [name, operation] of chartQueries)
    codes[name] = codeOf(await app.core.dispatch(session, name, inputFor(operation, chart.names)));
  return codes;
}

const all = (code: string) => Object.fromEntries(chartQueries.map(([name]) => [name, code]));

const breakGlass = (by: ReturnType<typeof clientOf>) =>
  by['charts.breakGlass']({ patientId: chart.patient.id, reason: 'emergency' });

describe(`${chartQueries.length} queries of one chart`, () => {
  test('are open to the nurse who worked in it, though it is restricted', async () => {
    expect(await answers(chart.nurse.session)).toEqual(all('ok'));
  });

  test.for(['supply', 'clinician', 'compliance'] as const)(
    'are closed to %s until the glass is broken, then open, and closed after half an hour',
    async (role) => {
      const { session, client } = await app.signIn(role);
      const begun = app.clock.now;
      expect(await answers(session)).toEqual(all('GlassNeeded'));
      valueOf(await breakGlass(client));
      expect(await answers(session)).toEqual(all('ok'));
      app.clock.now = new Date(begun.getTime() + GLASS_OPEN_MS - 1);
      expect(await answers(session)).toEqual(all('ok'));
      app.clock.now = new Date(begun.getTime() + GLASS_OPEN_MS);
      expect(await answers(session)).toEqual(all('GlassNeeded'));
      app.clock.now = begun;
    },
  );

  test('stay closed to the same person at another screen, and after they signed out', async () => {
    const { session, client, userId } = await app.signIn('supply');
    const elsewhere = newSession();
    const credentials = { userId, pin: TEST_PIN };
    valueOf(await clientOf(app.core, elsewhere)['session.signIn'](credentials));
    valueOf(await breakGlass(client));
    expect(await answers(elsewhere)).toEqual(all('GlassNeeded'));
    valueOf(await client['session.signOut']({}));
    valueOf(await client['session.signIn'](credentials));
    expect(await answers(session)).toEqual(all('GlassNeeded'));
  });
});
