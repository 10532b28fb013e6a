import { fillCharts } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateFully } from './migration-steps.ts';

/** PGlite and both servers with the charts of locked-rows.ts, attacked alike. */
export async function openLockedEnds() {
  const ends: End[] = [];
  for (const [, open] of everyEnd) {
    const end = await open();
    ends.push(end);
    await migrateFully(end);
    await fillCharts(end);
  }
  return {
    ends,
    /** Runs an attack on all and undoes it: `accepted`, or what each database says, once if alike. */
    async answer(attack: string): Promise<string> {
      const answers = new Set<string>();
      for (const end of ends) answers.add(await answerOf(end, attack));
      return [...answers].join(' | ');
    },
    close: () => Promise.all(ends.map((end) => end.close())),
  };
}

async function answerOf(end: End, attack: string): Promise<string> {
  await end.exec('BEGIN');
  try {
    await end.exec(attack);
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await end.exec('ROLLBACK');
  }
}
