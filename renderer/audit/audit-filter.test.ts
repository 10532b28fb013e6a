import { expect, test } from 'vitest';
import { askedOf, isOpen, openChoice } from './audit-filter.ts';

test('both days belong to what is asked, on the clocks of the site', () => {
  const choice = { ...openChoice(null), fromOn: '2026-03-07', toOn: '2026-03-08' };
  expect(askedOf(choice, 'America/New_York')).toMatchObject({
    from: '2026-03-07T05:00:00.000Z',
    until: '2026-03-09T04:00:00.000Z',
    operations: null,
  });
});

test('a day on which clocks skip midnight begins an hour later', () => {
  const choice = { ...openChoice(null), fromOn: '2026-09-06' };
  expect(askedOf(choice, 'America/Santiago').from).toBe('2026-09-06T04:00:00.000Z');
});

test('what is half typed leaves the time open, and so does nothing', () => {
  expect(askedOf({ ...openChoice('p'), toOn: '2026-02' }, 'UTC')).toMatchObject({
    patientId: 'p',
    from: null,
    until: null,
  });
  expect(isOpen(openChoice(null))).toBe(true);
  expect(isOpen(openChoice('p'))).toBe(false);
  expect(isOpen({ ...openChoice(null), toOn: '2026-03-08' })).toBe(false);
});
