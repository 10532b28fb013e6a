import { expect, test } from 'vitest';
import { failureCodeOf, newFailureWatch } from './failure-watch.ts';

test('the code of a failure is read, and of anything else there is none', () => {
  expect(failureCodeOf({ ok: false, failure: { code: 'ReadOnly', message: 'No.' } })).toBe(
    'ReadOnly',
  );
  for (const reply of [{ ok: true, value: { code: 'ReadOnly' } }, null, 'ReadOnly', { failure: 1 }])
    expect(failureCodeOf(reply)).toBeNull();
});

test('a listener hears of failures until it stops listening', () => {
  const watch = newFailureWatch();
  const heard: string[] = [];
  const stop = watch.subscribe((code, name) => heard.push(`${name} ${code}`));
  watch.tell('NotSaved', 'patients.create');
  stop();
  watch.tell('NotSaved', 'orders.create');
  expect(heard).toEqual(['patients.create NotSaved']);
});
