import { expect, test } from 'vitest';
import { forgetForm, keepForm, keptOr } from './kept-forms.ts';
import { useSignedIn } from './signed-in.ts';

const blank = { firstName: '', lastName: '' };

function signIn(userId: string): void {
  const user = {
    userId,
    displayName: userId,
    role: 'nurse',
    credential: null,
    hasPassword: false,
    permissions: [],
  };
  useSignedIn.setState({ user: { ...user, role: 'nurse' } });
}

test('what was typed comes back to the person who typed it and to nobody else', () => {
  signIn('ann');
  keepForm('newPatient', { ...blank, firstName: 'Rosa' });
  signIn('ben');
  expect(keptOr('newPatient', blank)).toEqual(blank);
  signIn('ann');
  expect(keptOr('newPatient', blank)).toEqual({ firstName: 'Rosa', lastName: '' });
});

test('a form that was saved is forgotten, and no other', () => {
  signIn('ann');
  keepForm('newPatient', { firstName: 'Rosa' });
  keepForm('person', { firstName: 'Lee' });
  forgetForm('newPatient');
  expect(keptOr('newPatient', blank)).toEqual(blank);
  expect(keptOr('person', blank).firstName).toBe('Lee');
});
