import type { Agreement } from './match-facts.ts';

/** How often two registrations of one person agree so, and how often those of two people do. */
type Rates = { readonly m: number; readonly u: number };

/**
 * Rates by fact and agreement. Method: I. P. Fellegi and A. B. Sunter, A Theory for Record Linkage, Journal of
 * the American Statistical Association 64 (1969): each fact adds log2(m / u) bits, what is not said adds none.
 * The rates are estimates for a practice of up to some 100,000 patients, not fitted to anybody's records: a
 * birth date out of some 25,000 days, a last name that 1 in 250 shares, a first name that 1 in 125 shares.
 */
const RATES = {
  lastName: {
    same: { m: 0.9, u: 0.004 },
    swapped: { m: 0.005, u: 0.0002 },
    oneLetter: { m: 0.03, u: 0.002 },
    part: { m: 0.02, u: 0.002 },
    soundsAlike: { m: 0.02, u: 0.006 },
    other: { m: 0.025, u: 0.98 },
  },
  firstName: {
    same: { m: 0.85, u: 0.008 },
    swapped: { m: 0.005, u: 0.0002 },
    part: { m: 0.06, u: 0.004 },
    oneLetter: { m: 0.04, u: 0.003 },
    soundsAlike: { m: 0.02, u: 0.008 },
    other: { m: 0.02, u: 0.97 },
  },
  birthOn: {
    same: { m: 0.94, u: 0.000_04 },
    swapped: { m: 0.01, u: 0.000_05 },
    onePart: { m: 0.03, u: 0.004 },
    other: { m: 0.02, u: 0.995 },
  },
  sex: { same: { m: 0.98, u: 0.5 }, other: { m: 0.02, u: 0.5 } },
  // Two offline computers give two numbers to one person: another number says little.
  mrn: { same: { m: 0.5, u: 0.000_01 }, other: { m: 0.4, u: 1 } },
  memberId: {
    samePerson: { m: 0.6, u: 0.000_01 },
    same: { m: 0.6, u: 0.0003 },
    other: { m: 0.3, u: 1 },
  },
  phone: { same: { m: 0.5, u: 0.0002 }, other: { m: 0.4, u: 1 } },
  address: { same: { m: 0.5, u: 0.0005 }, other: { m: 0.6, u: 1 } },
} as const satisfies {
  readonly [Fact in keyof Agreement]: Readonly<Record<Exclude<Agreement[Fact], 'unsaid'>, Rates>>;
};

/**
 * Bits from which two registrations are shown as a possible duplicate. A name and a birth date that are the
 * same reach it (30 with the sex, 26 where MRN, phone and address all differ), and so do a birth date with one
 * name and the same phone. Twins (17), a father and son of one name (10), and name-sakes do not.
 */
export const LIKELY_BITS = 20;

function bits(rates: Rates | undefined): number {
  return rates === undefined ? 0 : Math.log2(rates.m / rates.u);
}

function bitsOf(fact: keyof Agreement, agreement: Agreement): number {
  const rates: Readonly<Record<string, Rates>> = RATES[fact];
  return bits(rates[agreement[fact]]);
}

/** What a family shares says that two are one person only where nothing says that they are two. */
function isPersonOpen({ firstName, birthOn, sex }: Agreement): boolean {
  return firstName !== 'other' && birthOn !== 'other' && sex !== 'other';
}

/** How much speaks for one person, in bits, to two decimals; the same number is always looked at. */
export function matchBits(agreement: Agreement): number {
  const own = (['lastName', 'firstName', 'birthOn', 'sex', 'mrn'] as const).map((fact) =>
    bitsOf(fact, agreement),
  );
  const members = bitsOf('memberId', agreement);
  const shared = [
    bitsOf('phone', agreement),
    bitsOf('address', agreement),
    agreement.memberId === 'samePerson' ? 0 : members,
  ].map((each) => (isPersonOpen(agreement) ? each : Math.min(each, 0)));
  const personal = agreement.memberId === 'samePerson' ? members : 0;
  const sum = [...own, ...shared, personal].reduce((total, each) => total + each, 0);
  const least = agreement.mrn === 'same' ? LIKELY_BITS : -Infinity;
  return Math.round(Math.max(sum, least) * 100) / 100;
}
