import { fail, ok, type Result } from '../../shared/base/result.ts';

/** A person as the sign-in tiles show them. */
export type Person = {
  readonly userId: string;
  readonly displayName: string;
  readonly signInName: string;
};

type WhyNot = 'NobodyYet' | 'NameNeeded' | 'UnknownName' | 'AmbiguousName';

function folded(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/**
 * Who `--as` means: a sign-in name before a display name, whatever the case. Without it, the only
 * person there is.
 */
export function choosePerson(
  people: readonly Person[],
  as: string | undefined,
): Result<Person, { readonly code: WhyNot; readonly message: string }> {
  const [first, second] = people;
  if (!first) return fail('NobodyYet', 'Nobody can sign in here yet.');
  if (as === undefined) {
    if (!second) return ok(first);
    return fail('NameNeeded', `Say who you are with --as: ${namesOf(people)}.`);
  }
  const named = (name: keyof Person) => people.filter((each) => folded(each[name]) === folded(as));
  const bySignIn = named('signInName');
  const matches = bySignIn.length > 0 ? bySignIn : named('displayName');
  const [match, other] = matches;
  if (!match) return fail('UnknownName', `Nobody signs in here by that name: ${namesOf(people)}.`);
  if (other)
    return fail('AmbiguousName', `More than one person has that name: ${namesOf(matches)}.`);
  return ok(match);
}

const NAMES_SHOWN = 10;

function namesOf(people: readonly Person[]): string {
  const names = people.slice(0, NAMES_SHOWN).map(({ signInName }) => `"${signInName}"`);
  const more = people.length - names.length;
  return [names.join(', '), ...(more > 0 ? [`and ${more} more`] : [])].join(' ');
}
