import { expect, test } from 'vitest';
import { entryOfSchedule, scheduleEntry } from './schedule-entry.ts';

const daily = { folder: null, everyHours: 24, keep: 14 } as const;

function problemsOf(entry: object): readonly string[] {
  const { error } = scheduleEntry.safeParse({ ...entryOfSchedule(daily), ...entry });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
}

test('a schedule goes into the form and comes out as it was', () => {
  for (const schedule of [daily, { folder: '/media/stick', everyHours: null, keep: 2 }])
    expect(scheduleEntry.parse(entryOfSchedule(schedule))).toEqual(schedule);
});

test('an empty folder is the one beside the records', () => {
  expect(scheduleEntry.parse({ ...entryOfSchedule(daily), folder: '  ' }).folder).toBeNull();
});

test('what is missing or out of range is told at its field', () => {
  expect(problemsOf({ everyHours: null })).toEqual(['everyHours is missing']);
  expect(problemsOf({ keep: null })).toEqual(['keep is missing']);
  expect(problemsOf({ everyHours: 169 })).toEqual(['everyHours must be 1 to 168']);
  expect(problemsOf({ keep: 1 })).toEqual(['keep must be 2 to 365']);
});

test('figures that are hidden while backups are made by hand only cannot stand in the way', () => {
  for (const hidden of [{ everyHours: null }, { everyHours: 500 }, { keep: null }, { keep: 400 }])
    expect(problemsOf({ isScheduled: false, ...hidden }), JSON.stringify(hidden)).toEqual([]);
  const entry = { ...entryOfSchedule({ ...daily, keep: 9 }), isScheduled: false };
  expect(scheduleEntry.parse(entry).keep).toBe(9);
  expect(scheduleEntry.parse({ ...entry, keep: null }).keep).toBe(14);
});
