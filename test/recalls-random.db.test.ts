import * as fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lotKey, type RecalledPacks } from '../shared/recalls/recalled-packs.ts';
import type { TracedStanding } from '../shared/recalls/trace.ts';
import { openTestCore, type TestCore } from './core.ts';
import { asked, correctInTables, FOAM, openRecallClinic } from './recall-clinic.ts';
import { closeQuietly } from './signing-clinic.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openRecallClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openRecallClinic(app);
});
afterAll(() => closeQuietly(app));

const RECORDS = 400;
const PATIENTS = 25;

type Said = {
  readonly productId: string;
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
};
type Life = {
  readonly patient: number;
  readonly first: Said;
  /** One after another. */
  readonly corrections: readonly Said[];
  readonly isVoided: boolean;
};

const lot = fc.constantFrom('A-1', 'a1', 'A2', 'B 10', 'B-11', 'B12', 'C', null);
const serial = fc.constantFrom('01', '02', '9', '10', null, null);
const said: fc.Arbitrary<Said> = fc.record({
  productId: fc.constantFrom(FOAM, FOAM, FOAM, 'GAUZE'),
  lotNumber: lot,
  serialNumber: serial,
});
const life: fc.Arbitrary<Life> = fc.record({
  patient: fc.nat(PATIENTS - 1),
  first: said,
  corrections: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(said, { maxLength: 3 }) },
  ),
  isVoided: fc.integer({ min: 0, max: 9 }).map((tenth) => tenth === 0),
});

/** Signs, corrects and voids in the tables what would take minutes at the bedside. */
async function insertLives(lives: readonly Life[]): Promise<readonly string[]> {
  const by = clinic.nurse.userId;
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute));
  const people = Array.from({ length: PATIENTS }, () => v7());
  const ids = lives.map(() => v7());
  await app.database.transact(async (tx) => {
    await tx
      .insertInto('patients')
      .values(
        people.map((id, index) => ({
          id,
          firstName: 'P',
          lastName: `Q${index}`,
          birthOn: '1950-01-01',
          sex: 'other' as const,
          searchText: ` p q${index}`,
          mrn: `R-${index}`,
        })),
      )
      .execute();
    for (const [index, { patient, first, corrections, isVoided }] of lives.entries()) {
      const id = ids[index] ?? '';
      await tx
        .insertInto('treatmentRecords')
        .values({
          id,
          patientId: people[patient] ?? '',
          orderId: clinic.order.id,
          ...first,
          productName: 'Product',
          quantityUsed: 1,
          dateApplied: '2026-03-01',
          recordedBy: by,
          signedAt: at(0).toISOString(),
          signedBy: by,
        })
        .execute();
      for (const [step, content] of corrections.entries())
        await correctInTables(tx, { treatmentRecordId: id, by, at: at(step + 1), content });
      if (isVoided)
        await tx
          .updateTable('treatmentRecords')
          .set({ voidedAt: at(9).toISOString(), voidedBy: by, voidReason: 'Wrong patient' })
          .where('id', '=', id)
          .execute();
    }
  });
  return ids;
}

/** The slow way: every record by itself, by the words of the rule. */
function naiveStanding(packs: RecalledPacks, lived: Life): TracedStanding | null {
  const part = (value: string | null, first: string | null, last: string | null) => {
    if (first === null) return 'yes';
    if (value === null) return 'unsaid';
    const [key, from, to] = [lotKey(value), lotKey(first), lotKey(last ?? first)];
    return key.length === from.length && key >= from && key <= to ? 'yes' : 'no';
  };
  const standing = (of: Said) => {
    if (of.productId !== FOAM) return 'no';
    const parts = [
      part(of.lotNumber, packs.lotNumber, packs.lastLotNumber),
      part(of.serialNumber, packs.serialNumber, packs.lastSerialNumber),
    ];
    return parts.find((each) => each === 'no') ?? parts.find((each) => each === 'unsaid') ?? 'yes';
  };
  const versions = [lived.first, ...lived.corrections];
  const now = standing(versions.at(-1) ?? lived.first);
  if (now === 'yes') return 'recalled';
  if (versions.some((version) => standing(version) === 'yes')) return 'correctedSince';
  return now === 'unsaid' ? 'unsaid' : null;
}

test('over random records the drill finds exactly those that a scan of all of them finds', async () => {
  const lives = fc.sample(life, { numRuns: RECORDS, seed: 20260310 });
  const ids = await insertLives(lives);
  const questions: readonly Partial<RecalledPacks>[] = [
    {},
    { lotNumber: 'A-1' },
    { lotNumber: 'B10', lastLotNumber: 'B-12' },
    { serialNumber: '01' },
    { serialNumber: '01', lastSerialNumber: '10' },
    { lotNumber: 'a 2', serialNumber: '9' },
    { lotNumber: 'A1', lastLotNumber: 'A9', serialNumber: '02', lastSerialNumber: '99' },
    { lotNumber: 'nowhere' },
  ];
  for (const question of questions) {
    const [packs] = asked(question).packs;
    if (packs === undefined) throw new Error('there is a question');
    const expected = lives.flatMap((lived, index) => {
      const standing = naiveStanding(packs, lived);
      return standing === null ? [] : [{ id: ids[index] ?? '', standing, lived }];
    });
    const traced = await clinic.trace(asked(question), true);
    const found = traced.treatments?.map(({ id, standing }) => `${id} ${standing}`);
    expect(found?.toSorted(), JSON.stringify(question)).toEqual(
      expected.map(({ id, standing }) => `${id} ${standing}`).toSorted(),
    );
    const standing = expected.filter(
      (each) => each.standing === 'recalled' && !each.lived.isVoided,
    );
    expect(traced.counts).toMatchObject({
      treatments: standing.length,
      patients: new Set(standing.map(({ lived }) => lived.patient)).size,
    });
    const unsaid = expected.filter((each) => each.standing === 'unsaid' && !each.lived.isVoided);
    expect(traced.counts.unsaid).toBeGreaterThanOrEqual(unsaid.length);
  }
});
