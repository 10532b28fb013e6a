import type { MatchFacts } from './match-facts.ts';

/** Of one block so many are compared with each other; of more, only those of the same name. */
export const MOST_COMPARED = 50;
/** More than so many of one day of birth: the day stands for none, as 1900-01-01 does. */
export const MOST_BORN = 500;

/** What registrations are found by, as the database's functions of migration 322 work it out. */
export type BlockFacts = Pick<MatchFacts, 'firstName' | 'lastName' | 'birthOn'> & {
  readonly id: string;
  readonly mrnKey: string | null;
  readonly phoneKey: string | null;
  readonly firstSound: string;
  readonly lastSound: string;
};

/**
 * The ids of those worth comparing with this one: born on that day or near it and sounding alike, or of the
 * same phone or number. Each kind by itself; where it holds more than `MOST_COMPARED`, of it only the newest
 * of the very same name. `patients_like` of migration 322 is the same over the whole table.
 */
export function worthComparing(of: BlockFacts, all: readonly BlockFacts[]): ReadonlySet<string> {
  const named = all.filter((each) => isNamed(each, of));
  const bornThen = all.filter(({ birthOn }) => birthOn === of.birthOn);
  const heard = bornThen.filter((each) => isHeard(each, of));
  const isDay = bornThen.length <= MOST_BORN;
  const blocks = [
    few(isDay ? heard : null, () => named.filter(({ birthOn }) => birthOn === of.birthOn)),
    few(
      all.filter((each) => isSounding(each, of) && isNearDay(each.birthOn, of.birthOn)),
      () => named.filter(({ birthOn }) => isNearDay(birthOn, of.birthOn)),
    ),
    few(
      all.filter(
        (each) =>
          isPhone(each, of) && (each.firstSound === of.firstSound || each.birthOn === of.birthOn),
      ),
      () => named.filter((each) => isPhone(each, of)),
    ),
    all.filter(({ mrnKey }) => mrnKey !== null && mrnKey === of.mrnKey),
  ];
  return new Set(blocks.flat().map(({ id }) => id));
}

/** The block, or where it is too large, the newest of those that `stronger` names. */
function few(
  block: readonly BlockFacts[] | null,
  stronger: () => readonly BlockFacts[],
): readonly BlockFacts[] {
  if (block !== null && block.length <= MOST_COMPARED) return block;
  return stronger().toSorted(newestFirst).slice(0, MOST_COMPARED);
}

function newestFirst(one: BlockFacts, other: BlockFacts): number {
  const [first, second] = [`${one.birthOn} ${one.id}`, `${other.birthOn} ${other.id}`];
  return first < second ? 1 : -1;
}

function isNamed(one: BlockFacts, other: BlockFacts): boolean {
  return (
    plain(one.lastName) === plain(other.lastName) && plain(one.firstName) === plain(other.firstName)
  );
}

/** Letters a to z alone are the same in capitals: all databases agree on those. */
function plain(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function isHeard(one: BlockFacts, { lastSound, firstSound }: BlockFacts): boolean {
  const sounds = [lastSound, firstSound];
  return sounds.includes(one.lastSound) || sounds.includes(one.firstSound);
}

function isSounding(one: BlockFacts, { lastSound, firstSound }: BlockFacts): boolean {
  return one.lastSound === lastSound && one.firstSound === firstSound;
}

function isPhone(one: BlockFacts, { phoneKey }: BlockFacts): boolean {
  return phoneKey !== null && one.phoneKey === phoneKey;
}

function isNearDay(one: string, other: string): boolean {
  const [year, month, day] = one.split('-');
  const [otherYear, otherMonth, otherDay] = other.split('-');
  if (year === otherYear) return month === otherMonth || month === otherDay || day === otherDay;
  return month === otherMonth && day === otherDay;
}
