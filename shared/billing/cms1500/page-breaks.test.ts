import { describe, expect, test } from 'vitest';
import type { Claim, ClaimLine } from '../claim.ts';
import { exampleClaim, exampleCommercialClaim } from '../x12/example-claim.ts';
import { paperProblemsOf } from './claim-pages.ts';
import {
  exampleLines,
  fullPaperExample,
  fullPaperExtras,
  pagesOf,
  textAt,
} from './example-paper.ts';
import { PLAIN_PAPER_CLAIM, type PaperClaim } from './paper-claim.ts';

const TODAY = '2026-01-15';

const addingTo = (line: ClaimLine, firstIds: Readonly<Record<string, string>>): ClaimLine => ({
  ...line,
  addsTo: firstIds[line.id] ?? null,
});

const problemsOf = (claim: Claim, paper: PaperClaim = PLAIN_PAPER_CLAIM) =>
  paperProblemsOf(claim, paper, TODAY).map(({ field, code }) => `${field} ${code}`);

const dearLines = exampleLines(2).map((line) => ({ ...line, chargeCents: 6_000_000 }));

describe('what a page has no room for', () => {
  test('goes to the next page, each with the total of its own lines and the diagnoses of all', () => {
    const lines = exampleLines(13);
    const pages = pagesOf({ ...exampleClaim, lines });
    expect(pages.map(({ lineIds }) => lineIds.length)).toEqual([6, 6, 1]);
    expect(pages.map((page) => textAt(page, 56, 52))).toEqual([
      '28:   600 15',
      '28:   600 51',
      '28:   100 12',
    ]);
    expect(pages.map((page) => textAt(page, 38, 16))).toEqual(Array(3).fill('21: L97512'));
    expect(pages.map((page) => textAt(page, 44, 50))[2]).toBe('24F:   100 12');
  });

  test('an add-on line goes with the line it adds to, and what was paid stands on the first page', () => {
    const lines = exampleLines(8).map((line) => addingTo(line, { 'L-8': 'L-6' }));
    const paper = { ...PLAIN_PAPER_CLAIM, paidCents: 5 };
    const pages = pagesOf({ ...exampleClaim, lines }, paper);
    expect(pages.map(({ lineIds }) => lineIds)).toEqual([
      ['L-1', 'L-2', 'L-3', 'L-4', 'L-5'],
      ['L-6', 'L-8', 'L-7'],
    ]);
    expect(pages.map((page) => textAt(page, 56, 62))).toEqual(['29:     0 05', null]);
  });

  test('an add-on line that stands before the line it adds to is printed behind it', () => {
    const lines = exampleLines(3).map((line) => addingTo(line, { 'L-1': 'L-3' }));
    const [page] = pagesOf({ ...exampleClaim, lines });
    expect(page?.lineIds).toEqual(['L-3', 'L-1', 'L-2']);
  });

  test('a total that has no room turns the page', () => {
    const pages = pagesOf({ ...exampleClaim, lines: dearLines });
    expect(pages.map(({ totalCents }) => totalCents)).toEqual([6_000_000, 6_000_000]);
    expect(textAt(pages[0], 56, 52)).toBe('28: 60000 00');
  });

  test('a narrative that does not fit beside the identifier of its product stands in box 19', () => {
    const lines = fullPaperExample.lines.map((line) => ({
      ...line,
      narrative: line.item?.qualifier === 'N4' ? 'Forty letters that do not fit beside it' : null,
    }));
    const [page] = pagesOf({ ...fullPaperExample, lines });
    expect(textAt(page, 49, 1)).toBe('24 shaded: N400026063512 ML10');
    expect(textAt(page, 36, 1)).toBe('19: FORTY LETTERS THAT DO NOT FIT BESIDE IT');
  });
});

describe('a claim is refused on paper, and the problem named, for', () => {
  const [line] = exampleLines(1);
  const withLine = (change: object): Claim => ({
    ...exampleClaim,
    lines: line === undefined ? [] : [{ ...line, ...change }],
  });
  const patientAt = (addressLine: string): Claim => ({
    ...exampleClaim,
    subscriber: {
      ...exampleClaim.subscriber,
      address: { ...exampleClaim.subscriber.address, addressLine },
    },
  });
  const commercial = (change: object): Claim => ({
    ...exampleCommercialClaim,
    subscriber: { ...exampleCommercialClaim.subscriber, ...change },
  });

  test.for<readonly [string, Claim, readonly string[]]>([
    ['nothing, when all fits', exampleClaim, []],
    [
      'a charge of six digits',
      withLine({ chargeCents: 10_000_000 }),
      ['lines.0.chargeCents tooLong', 'lines tooLong'],
    ],
    ['more than 999 units', withLine({ units: 1000 }), ['lines.0.units tooLong']],
    [
      'units that have no room for their fraction',
      withLine({ units: 12.5 }),
      ['lines.0.units tooLong'],
    ],
    [
      'a narrative longer than any place',
      withLine({ narrative: 'N'.repeat(62) }),
      ['lines.0.narrative tooLong'],
    ],
    [
      'a control number of 15 characters',
      { ...exampleClaim, controlNumber: 'A'.repeat(15) },
      ['controlNumber tooLong'],
    ],
    [
      'a member id of 30 characters',
      commercial({ memberId: '1'.repeat(30) }),
      ['subscriber.memberId tooLong'],
    ],
    [
      'a street that cannot be shortened',
      patientAt('12345 Extraordinarily Long Example Way'),
      ['subscriber.address.addressLine tooLong'],
    ],
    [
      'a prior authorization of 30 characters',
      { ...exampleClaim, priorAuthorization: '1'.repeat(30) },
      ['priorAuthorization tooLong'],
    ],
    [
      'an original reference of 19 characters',
      { ...exampleClaim, frequency: '8', originalReference: '1'.repeat(19) },
      ['originalReference tooLong'],
    ],
    [
      'thirteen diagnoses',
      { ...exampleClaim, diagnoses: [...fullPaperExample.diagnoses, 'L97.412'] },
      ['diagnoses tooManyDiagnoses'],
    ],
    ['a pointer to nothing', withLine({ pointers: [3] }), ['lines.0.pointers pointerToNothing']],
    [
      'a name in letters that no claim can hold',
      commercial({ last: '李' }),
      ['subscriber.last unwritable'],
    ],
    [
      'a payer that is not the first',
      commercial({ responsibility: 'S' }),
      ['subscriber.responsibility otherPayerMissing'],
    ],
    [
      'workers’ compensation without its cause',
      { ...exampleCommercialClaim, payer: { ...exampleCommercialClaim.payer, filingCode: 'WC' } },
      ['cause missing'],
    ],
  ])('%s', ([, claim, expected]) => {
    expect(problemsOf(claim)).toEqual(expected);
  });

  test('lines that were ordered by two providers', () => {
    const provider = { last: 'A', first: 'B', npi: '1245319599', taxonomy: null };
    const lines = exampleLines(2).map((each, index) => ({
      ...each,
      ordering: { ...provider, npi: index === 0 ? '1245319599' : '1003000126' },
    }));
    expect(problemsOf({ ...exampleClaim, lines })).toEqual(['lines badIdentifier']);
  });

  test('nothing that stands on the chart is in what is said', () => {
    const claim = {
      ...commercial({ memberId: 'SECRET'.repeat(6) }),
      priorAuthorization: 'HIDDEN'.repeat(6),
    };
    const said = paperProblemsOf(claim, PLAIN_PAPER_CLAIM, TODAY).map(({ message }) => message);
    expect(said).toHaveLength(2);
    expect(said.join(' ')).not.toMatch(/SECRET|HIDDEN/);
  });

  test('a second insurance can be billed on paper when the first one is named', () => {
    const claim = commercial({ responsibility: 'S' });
    expect(
      problemsOf(claim, { ...PLAIN_PAPER_CLAIM, otherInsured: fullPaperExtras.otherInsured }),
    ).toEqual([]);
  });
});
