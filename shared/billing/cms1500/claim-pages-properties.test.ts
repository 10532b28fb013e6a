import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromDayNumber } from '../../base/civil-date.ts';
import { type Claim, type ClaimLine, totalCentsOf } from '../claim.ts';
import { exampleClaim } from '../x12/example-claim.ts';
import { cms1500Of, paperProblemsOf } from './claim-pages.ts';
import { fullPaperExample } from './example-paper.ts';
import { CARRIER_BOX, FORM_BOXES, type FormBox, SHADED_BOX } from './form-boxes.ts';
import { FORM_GRID, type PlacedText } from './form-grid.ts';
import { PLAIN_PAPER_CLAIM, type PaperClaim } from './paper-claim.ts';

const TODAY = '2030-01-15';

const wild = fc.string({
  unit: fc.constantFrom(..."AZaz09ŁßéÅ½²™µ'-.,#*~\n ".split('')),
  maxLength: 70,
});
const name = wild.map((text) => `N${text}`);
const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((each) => each.join(''));
const address = fc.record({
  addressLine: fc.oneof(fc.constant('7 Sample Lane'), name),
  city: name,
  state: fc.constantFrom('CA', 'ny'),
  postalCode: digits(9),
});
const day = fc.integer({ min: 0, max: 20_000 }).map(fromDayNumber);
const provider = fc.record({
  last: name,
  first: wild,
  npi: fc.constantFrom('1234567893', '1245319599'),
  taxonomy: fc.constant(null),
});

const line: fc.Arbitrary<Omit<ClaimLine, 'id' | 'addsTo'>> = fc.record({
  procedureCode: fc.constantFrom('15275', 'Q4186', '0001T'),
  modifiers: fc.array(fc.constantFrom('RT', 'LT', '59', 'JW'), { maxLength: 4 }),
  chargeCents: fc.oneof(
    fc.integer({ min: 1, max: 9_999_999 }),
    fc.integer({ min: 1, max: 50_000 }),
  ),
  units: fc.integer({ min: 1, max: 999 }),
  servedOn: day,
  pointers: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
  narrative: fc.option(wild),
  item: fc.option(
    fc.record({
      qualifier: fc.constantFrom('UK', 'HI'),
      identifier: digits(14),
      quantity: fc.integer({ min: 1, max: 99 }),
      unit: fc.constant('UN'),
    }),
  ),
  ordering: fc.constant(null),
  decisions: fc.constant([]),
  explanation: fc.constant([]),
  treatmentRecordIds: fc.constant([]),
});

const claim: fc.Arbitrary<Claim> = fc
  .record({
    // Every second, third or fourth line leads those behind it.
    lines: fc
      .tuple(fc.array(line, { minLength: 1, maxLength: 50 }), fc.integer({ min: 2, max: 4 }))
      .map(([drawn, every]) =>
        drawn.map((each, place) => ({
          ...each,
          id: `L-${place}`,
          addsTo: place % every === 0 ? null : `L-${place - (place % every)}`,
        })),
      ),
    billing: fc.record({ name, address, taxonomy: fc.constant('261QP2300X') }),
    payer: fc.record({
      name,
      address: fc.option(address),
      filingCode: fc.constantFrom('MB', 'MC', 'CI'),
    }),
    patient: fc.record({
      last: name,
      first: wild,
      birthOn: day,
      sex: fc.constantFrom('F', 'M', 'U'),
      address,
    }),
    facility: fc.option(fc.record({ name, npi: fc.constant(null), address })),
    referring: fc.option(provider),
  })
  .map(({ billing, payer, patient, ...rest }) => ({
    ...fullPaperExample,
    ...rest,
    billing: { ...exampleClaim.billing, ...billing },
    payer: { ...fullPaperExample.payer, ...payer },
    subscriber: { ...exampleClaim.subscriber, ...patient },
    dependent: null,
  }));

const paper: fc.Arbitrary<PaperClaim> = fc
  .record({
    paidCents: fc.integer({ min: 0, max: 9_999_999 }),
    narrative: fc.option(wild),
    patientSignature: name,
  })
  .map((said): PaperClaim => ({ ...PLAIN_PAPER_CLAIM, ...said }));

const boxNamed = new Map<string, FormBox>(
  [...FORM_BOXES, CARRIER_BOX, SHADED_BOX].map((each) => [each.box, each]),
);

function isInsideItsBox({ box, row, column, length, text }: PlacedText): boolean {
  const drawn = boxNamed.get(box);
  return (
    drawn !== undefined &&
    text.length <= length &&
    row >= drawn.row &&
    row < drawn.row + drawn.rows &&
    column >= drawn.column &&
    column + length <= drawn.column + drawn.columns &&
    column + length - 1 <= FORM_GRID.columns
  );
}

/** Cells that share a column of a row. */
function overlapsOf(cells: readonly PlacedText[]): number {
  const taken = cells.flatMap(({ row, column, text }) =>
    Array.from(text, (_, index) => `${row}/${column + index}`),
  );
  return taken.length - new Set(taken).size;
}

test('any claim either names its problems or is printed whole, once, inside its boxes', () => {
  const seen = { printed: 0, refused: 0 };
  fc.assert(
    fc.property(claim, paper, (drawn, extras) => {
      const made = cms1500Of(drawn, extras, TODAY);
      const problems = paperProblemsOf(drawn, extras, TODAY);
      if (!made.ok) {
        seen.refused += 1;
        return problems.length > 0;
      }
      seen.printed += 1;
      const pages = made.value;
      const cells = pages.flatMap((page) => page.cells);
      return (
        problems.length === 0 &&
        pages.reduce((sum, { totalCents }) => sum + totalCents, 0) === totalCentsOf(drawn) &&
        pages.every(({ lineIds }) => lineIds.length >= 1 && lineIds.length <= 6) &&
        pages
          .flatMap(({ lineIds }) => lineIds)
          .toSorted()
          .join() ===
          drawn.lines
            .map(({ id }) => id)
            .toSorted()
            .join() &&
        pages.every((page) => overlapsOf(page.cells) === 0) &&
        cells.every(isInsideItsBox) &&
        cells.every(({ text }) => /^[ -`{-}]+$/.test(text))
      );
    }),
    { numRuns: 300, seed: 20_260_115 },
  );
  expect(seen.printed).toBeGreaterThan(100);
  expect(seen.refused).toBeGreaterThan(10);
});

test('the boxes cover the form without one lying on another', () => {
  const taken = FORM_BOXES.flatMap(({ row, rows, column, columns }) =>
    Array.from(
      { length: rows * columns },
      (_, index) => `${row + Math.floor(index / columns)}/${column + (index % columns)}`,
    ),
  );
  expect(new Set(taken).size).toBe(taken.length);
});
