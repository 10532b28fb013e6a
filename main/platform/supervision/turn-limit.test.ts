import { expect, test } from 'vitest';
import { handTimers } from '../../../test/fakes/hand-timers.ts';
import { createTurnLimit } from './turn-limit.ts';

function watched() {
  const hand = handTimers();
  let over = 0;
  const limit = createTurnLimit(hand.timers, () => {
    over += 1;
  });
  return { ...hand, limit, over: () => over };
}

test('a turn that outlasts its limit is told once, at most a second late', () => {
  const { limit, pass, over } = watched();
  limit.began(5000);
  pass(5000);
  expect(over()).toBe(0);
  pass(1000);
  expect(over()).toBe(1);
  pass(60_000);
  expect(over()).toBe(1);
});

test('turns that end in time are never told, however many follow each other', () => {
  const { limit, pass, over, count } = watched();
  for (let turn = 0; turn < 100; turn += 1) {
    limit.began(2000);
    pass(900);
    limit.ended();
  }
  expect(over()).toBe(0);
  pass(1000);
  expect(count()).toBe(0);
});

test('a computer that slept for a night finds no turn hanging', () => {
  let fire: () => void = () => expect.unreachable();
  const asleep = {
    now: () => 0,
    after: (_delayMs: number, work: () => void) => {
      fire = work;
      return () => undefined;
    },
  };
  const limit = createTurnLimit(asleep, () => expect.unreachable());
  limit.began(5000);
  // A second's timer fires once when the lid is opened, however many seconds that took.
  fire();
  limit.ended();
});
