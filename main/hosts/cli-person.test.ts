import { expect, test } from 'vitest';
import { choosePerson, type Person } from './cli-person.ts';

function person(displayName: string, signInName: string = displayName): Person {
  return { userId: `id of ${signInName}`, displayName, signInName };
}

const dana = person('Dana Reyes', 'dana');
const eva = person('Éva Nagy', 'eva');

test('a person is found by either name, whatever the case and however accents are encoded', () => {
  for (const name of ['dana', 'DANA', ' Dana Reyes '])
    expect(choosePerson([dana, eva], name)).toEqual({ ok: true, value: dana });
  expect(choosePerson([dana, eva], 'E\u0301va nagy')).toEqual({ ok: true, value: eva });
});

test('a sign-in name counts before a display name', () => {
  const other = person('dana', 'dana2');
  expect(choosePerson([other, dana], 'dana')).toEqual({ ok: true, value: dana });
});

test('two people of one display name are told apart by their sign-in names', () => {
  const people = [person('Sam Lee', 'sam1'), person('Sam Lee', 'sam2')];
  const choice = choosePerson(people, 'sam lee');
  expect(choice).toMatchObject({ ok: false, failure: { code: 'AmbiguousName' } });
  expect(choice).toHaveProperty('failure.message', expect.stringContaining('"sam1", "sam2"'));
});

test('without a name it is the only person there is', () => {
  expect(choosePerson([dana], undefined)).toEqual({ ok: true, value: dana });
  expect(choosePerson([dana, eva], undefined)).toMatchObject({ failure: { code: 'NameNeeded' } });
  expect(choosePerson([], undefined)).toMatchObject({ failure: { code: 'NobodyYet' } });
});

test('an unknown name is answered with the names there are, the first ten of them', () => {
  const people = Array.from({ length: 12 }, (_, at) => person(`P${at}`));
  const choice = choosePerson(people, 'x');
  expect(choice).toHaveProperty('failure.message', expect.stringMatching(/"P9" and 2 more\.$/));
});
