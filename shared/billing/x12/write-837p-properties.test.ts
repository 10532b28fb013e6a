import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromDayNumber } from '../../base/civil-date.ts';
import type { CareProvider, Claim, ClaimLine, PostalAddress } from '../claim.ts';
import { totalCentsOf } from '../claim.ts';
import { centsOf } from './amount.ts';
import { problemsOf } from './check-claim.ts';
import { exampleEnvelope } from './example-claim.ts';
import { readX12 } from './read-x12.ts';
import { write837P } from './write-837p.ts';
import { elementOf, type X12Segment } from './x12-file.ts';

const letters = 'ABCXYZabcxyzŁłØßéñĐ';
const word = fc.string({
  unit: fc.constantFrom(...letters.split(''), "'", '-', '*', ':', '~', '^', '\n', ' '),
  maxLength: 70,
});
const name = word.map((text) => `N${text}`);
const digits = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...'0123456789'.split('')),
    minLength: length,
    maxLength: length,
  });
const npi = fc.constantFrom('1234567893', '1245319599', '1003000126');
const code = (maxLength: number) =>
  fc
    .string({ unit: fc.constantFrom(...'ABC019-'.split('')), maxLength: maxLength - 1 })
    .map((text) => `C${text}`);
const day = fc.integer({ min: 0, max: 20_000 }).map(fromDayNumber);

const address = (zip: number): fc.Arbitrary<PostalAddress> =>
  fc.record({
    addressLine: name,
    city: name,
    state: fc.constantFrom('CA', 'ny'),
    postalCode: digits(zip),
  });
const provider: fc.Arbitrary<CareProvider> = fc.record({
  last: name,
  first: word,
  npi,
  taxonomy: fc.option(fc.constantFrom('213E00000X', '207Q00000X')),
});
const person = {
  last: name,
  first: word,
  birthOn: day,
  sex: fc.constantFrom('F', 'M', 'U'),
  address: address(5),
};

const line = (diagnoses: number): fc.Arbitrary<Omit<ClaimLine, 'id'>> =>
  fc.record({
    procedureCode: fc.constantFrom('15275', '97597', 'Q4186', '0001T'),
    modifiers: fc.array(fc.constantFrom('RT', 'LT', '59', 'JW'), { maxLength: 4 }),
    chargeCents: fc.integer({ min: 1, max: 99_999_999 }),
    units: fc.integer({ min: 1, max: 999_999 }).map((thousandths) => thousandths / 1000),
    servedOn: day,
    pointers: fc.uniqueArray(fc.integer({ min: 1, max: diagnoses }), {
      minLength: 1,
      maxLength: 4,
    }),
    narrative: fc.option(word),
    item: fc.option(
      fc.record({
        qualifier: fc.constant('UK'),
        identifier: digits(14),
        quantity: fc.integer({ min: 1, max: 99 }),
        unit: fc.constant('UN'),
      }),
    ),
    ordering: fc.option(provider),
    decisions: fc.constant([]),
    explanation: fc.constant([]),
    treatmentRecordIds: fc.constant([]),
    addsTo: fc.constant(null),
  });

const lines = (diagnoses: number) =>
  fc
    .array(line(diagnoses), { minLength: 1, maxLength: 8 })
    .map((drawn) => drawn.map((each, index) => ({ ...each, id: `L-${index}` })));

const claim: fc.Arbitrary<Claim> = fc
  .uniqueArray(fc.constantFrom('E11.621', 'L97.512', 'L89614', 'I83.012', 'T81.31XA', 'U07.1'), {
    minLength: 1,
  })
  .chain((diagnoses) =>
    fc.record({
      controlNumber: code(20),
      frequency: fc.constant('1'),
      originalReference: fc.constant(null),
      payer: fc.record({
        name,
        payerId: code(10).map((id) => `${id}1`),
        filingCode: fc.constantFrom('CI', 'MC', 'ZZ'),
        address: fc.constant(null),
      }),
      billing: fc.record({
        name,
        npi,
        ein: digits(9),
        taxonomy: fc.option(fc.constant('261QP2300X')),
        address: address(9),
        phone: digits(10),
      }),
      subscriber: fc.record({
        ...person,
        memberId: code(20),
        groupNumber: fc.option(code(20)),
        responsibility: fc.constant('P'),
        medicareSecondaryReason: fc.constant(null),
      }),
      otherInsurances: fc.constant([]),
      dependent: fc.option(
        fc.record({ ...person, relationshipCode: fc.constantFrom('01', '19', 'G8') }),
      ),
      mrn: fc.option(code(30)),
      placeOfService: fc.constantFrom('11', '31', '32'),
      facility: fc.option(fc.record({ name, npi: fc.option(npi), address: address(9) })),
      rendering: provider,
      supervising: fc.option(provider),
      referring: fc.option(provider),
      priorAuthorization: fc.option(code(30)),
      diagnoses: fc.constant(diagnoses),
      lines: lines(diagnoses.length),
    }),
  )
  .chain((original) =>
    fc.constantFrom('1' as const, '7' as const, '8' as const).map((frequency) => ({
      ...original,
      frequency,
      originalReference: frequency === '1' ? null : 'PAYER-1',
    })),
  );

/** A few claims, some of which share their billing provider, subscriber and patient. */
const batch = fc
  .array(fc.tuple(claim, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 4 })
  .map((drawn) => drawn.flatMap(([each, copies]) => Array.from({ length: copies }, () => each)));

function isSendable(each: Claim): boolean {
  return problemsOf(each, exampleEnvelope.madeAt.date).length === 0;
}

async function segmentsOf(claims: readonly Claim[]): Promise<readonly X12Segment[]> {
  let text = '';
  for await (const chunk of write837P(claims, exampleEnvelope)) text += chunk;
  const read = readX12(text);
  if (!read.ok) throw new Error(read.failure.message);
  return read.value[0]?.groups[0]?.transactions[0]?.segments ?? [];
}

/** Segments by tag and the qualifier that tells their meaning, in the order of 005010X222A1. */
const QUALIFIED: ReadonlyMap<string, number> = new Map([
  ['NM1', 1],
  ['REF', 1],
  ['HL', 3],
  ['PRV', 1],
]);
const LINE = 'LX SV1 DTP REF:6R (NTE )?(LIN CTP )?(NM1:DK )?';
const PARTIES = '(NM1:DN )?(NM1:82 (PRV:PE )?)?(NM1:77 N3 N4 )?(NM1:DQ )?';
const CLAIMS = `(CLM (REF:G1 )?(REF:F8 )?(REF:EA )?HI ${PARTIES}(${LINE}){1,50}){1,100}`;
const SUBSCRIBER = 'HL:22 SBR NM1:IL N3 N4 DMG NM1:PR ';
const DEPENDENT = 'HL:23 PAT NM1:QC N3 N4 DMG ';
const BILLING = 'HL:20 (PRV:BI )?NM1:85 N3 N4 REF:EI (PER )?';
const ORDER = new RegExp(
  `^BHT NM1:41 PER NM1:40 (${BILLING}(${SUBSCRIBER}(${CLAIMS}|(${DEPENDENT}${CLAIMS})+))+)+$`,
);

function orderOf(segments: readonly X12Segment[]): string {
  return segments
    .map((segment) => {
      const position = QUALIFIED.get(segment.tag);
      return `${segment.tag}${position ? `:${elementOf(segment, position)}` : ''} `;
    })
    .join('');
}

function hierarchyProblems(segments: readonly X12Segment[]): readonly string[] {
  const levels = segments.filter(({ tag }) => tag === 'HL');
  const above: Readonly<Record<string, string>> = { '22': '20', '23': '22' };
  return levels.flatMap((level, index) => {
    const [number, parent, kind, child] = [1, 2, 3, 4].map((at) => elementOf(level, at)) as [
      string,
      string,
      string,
      string,
    ];
    const mother = levels.slice(0, index).findLast((each) => elementOf(each, 3) === above[kind]);
    const next = levels[index + 1];
    const hasChild = next !== undefined && elementOf(next, 2) === number;
    return [
      number === String(index + 1) ? '' : `level ${number} is the ${index + 1}th`,
      parent === (mother ? elementOf(mother, 1) : '')
        ? ''
        : `level ${number} hangs below ${parent}`,
      child === (hasChild ? '1' : '0') ? '' : `level ${number} says ${child} of its children`,
    ].filter((problem) => problem !== '');
  });
}

/** Each claim as the file has it: its total, the sum of its lines, and their ids. */
function claimsOf(segments: readonly X12Segment[]) {
  const claims: {
    number: string;
    total: number | null;
    sum: number;
    ids: string[];
    original: string | null;
  }[] = [];
  for (const segment of segments) {
    const open = claims.at(-1);
    if (segment.tag === 'CLM') {
      claims.push({
        number: elementOf(segment, 1),
        total: centsOf(elementOf(segment, 2)),
        sum: 0,
        ids: [],
        original: null,
      });
    }
    if (segment.tag === 'SV1' && open) open.sum += centsOf(elementOf(segment, 2)) ?? Number.NaN;
    if (segment.tag === 'REF' && elementOf(segment, 1) === 'F8' && open) {
      open.original = elementOf(segment, 2);
    }
    if (segment.tag === 'REF' && elementOf(segment, 1) === '6R')
      open?.ids.push(elementOf(segment, 2));
  }
  return claims;
}

test('any claims that can be sent come back whole, in the order and hierarchy of the standard', async () => {
  await fc.assert(
    fc.asyncProperty(batch, async (claims) => {
      fc.pre(claims.every(isSendable));
      const segments = await segmentsOf(claims);
      expect(orderOf(segments)).toMatch(ORDER);
      expect(hierarchyProblems(segments)).toEqual([]);
      expect(claimsOf(segments)).toEqual(
        claims.map((each) => ({
          number: each.controlNumber,
          total: totalCentsOf(each),
          sum: totalCentsOf(each),
          ids: each.lines.map(({ id }) => id),
          original: each.originalReference,
        })),
      );
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('no element is empty at the end of its segment, too long, or other than printable ASCII', async () => {
  await fc.assert(
    fc.asyncProperty(batch, async (claims) => {
      fc.pre(claims.every(isSendable));
      const segments = await segmentsOf(claims);
      const elements = segments.flatMap((segment) => segment.elements);
      expect(segments.filter((segment) => segment.elements.at(-1) === '')).toEqual([]);
      expect(
        elements.filter((element) => !/^[ -}]{0,80}$/.test(element) || element !== element.trim()),
      ).toEqual([]);
      expect(
        segments.filter((segment) => segment.tag === 'NM1' && elementOf(segment, 3) === ''),
      ).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 60_000);
