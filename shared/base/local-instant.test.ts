import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { civilDateAt } from './civil-date.ts';
import { localInstant, timeOfDayAt } from './local-instant.ts';

const NEW_YORK = 'America/New_York';

test.for([
  ['winter', '2026-01-04', '14:02', NEW_YORK, '2026-01-04T14:02:00-05:00'],
  ['summer', '2026-07-04', '14:02', NEW_YORK, '2026-07-04T14:02:00-04:00'],
  [
    'an hour that comes twice, taken as the first',
    '2026-11-01',
    '01:30',
    NEW_YORK,
    '2026-11-01T01:30:00-04:00',
  ],
  ['an hour that clocks skip', '2026-03-08', '02:30', NEW_YORK, null],
  ['an offset of half an hour', '2026-03-08', '00:10', 'Asia/Kolkata', '2026-03-08T00:10:00+05:30'],
  ['no time', '2026-03-08', '24:00', NEW_YORK, null],
  ['no day', '2026-02-30', '10:00', NEW_YORK, null],
] as const)('%s', ([, day, time, timeZone, expected]) => {
  expect(localInstant(day, time, timeZone)).toBe(expected);
});

test('clocks show at the instant what was said, in any zone', () => {
  const zones = fc.constantFrom(
    NEW_YORK,
    'Europe/Berlin',
    'Pacific/Auckland',
    'Asia/Kolkata',
    'UTC',
  );
  const instants = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instants, zones, (instant, timeZone) => {
      const [day, time] = [civilDateAt(instant, timeZone), timeOfDayAt(instant, timeZone)];
      const found = new Date(localInstant(day, time, timeZone) ?? '');
      expect(civilDateAt(found, timeZone)).toBe(day);
      expect(timeOfDayAt(found, timeZone)).toBe(time);
    }),
  );
});
