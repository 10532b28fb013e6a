import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BillingMark,
  type DeskState,
  deskStateOf,
  deskStates,
} from '../shared/billing/claim-state.ts';
import { operations } from '../shared/operations.ts';
import { type ClaimClinic, openClaimClinic } from './claim-clinic.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { answer277 } from './payer-answers.ts';

let app: TestCore;
let clinic: ClaimClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClaimClinic(app);
});
afterAll(() => app.close());

/** What the test did to a treatment, from which `deskStateOf` tells where it stands. */
type History = {
  readonly recordId: string;
  readonly patientId: string;
  readonly isSigned: boolean;
  readonly claims: { readonly id: string; readonly controlNumber: string }[];
  mark: BillingMark | null;
  isClearedSince: boolean;
};

async function newHistory(isSigned: boolean): Promise<History> {
  const treated = await clinic.newPatient();
  const { id } = await (isSigned ? clinic.treat(treated) : clinic.record(treated));
  const patientId = treated.patient.id;
  return { recordId: id, patientId, isSigned, claims: [], mark: null, isClearedSince: false };
}

const steps = [
  'bill',
  'accept',
  'reject',
  'withdraw',
  'void',
  'cleared',
  'outside',
  'not',
] as const;
type Step = (typeof steps)[number];
const marks = { cleared: 'cleared', outside: 'billedOutside', not: 'notBillable' } as const;
const reason = 'A reason';
let answers = 0;

async function bill(all: readonly History[]): Promise<void> {
  const made = await clinic.makeBatch();
  if (!made.ok) return;
  const { batch } = operations['claims.makeBatch'].output.parse(made.value);
  for (const claim of await clinic.claimsOf(batch.id))
    all.find(({ patientId }) => patientId === claim.patientId)?.claims.push(claim);
}

async function answer(of: History, controlNumber: string, isAccepted: boolean): Promise<void> {
  answers += 1;
  const text = answer277([{ controlNumber, isAccepted }]) + '\n'.repeat(answers);
  const bytes = new TextEncoder().encode(text);
  const stored = await app.core.putBytes(app.administrator, 'payer-answer', bytes);
  const file = { name: 'answer.txt', digest: valueOf(stored).digest };
  const reply = await clinic.runJob(app.client['claims.readAnswer']({ file }));
  const report = operations['claims.readAnswer'].output.parse(valueOf(reply));
  if (report.rejected > 0) of.isClearedSince = false;
}

/** Does one thing to a treatment or to one of its claims; what the application refuses changes nothing. */
async function take(step: Step, of: History, { all, at }: { all: readonly History[]; at: number }) {
  // What happened at one instant has no order.
  app.clock.now = new Date(app.clock.now.getTime() + 1000);
  const claim = of.claims[at % Math.max(1, of.claims.length)];
  if (step === 'bill') return bill(all);
  if (step === 'cleared' || step === 'outside' || step === 'not') {
    const mark = marks[step];
    const reply = await app.client['claims.mark']({
      treatmentRecordIds: [of.recordId],
      mark,
      reason,
    });
    if (!reply.ok) return;
    of.mark = mark;
    of.isClearedSince ||= mark === 'cleared';
    return;
  }
  if (!claim) return;
  if (step === 'accept' || step === 'reject')
    return answer(of, claim.controlNumber, step === 'accept');
  if (step === 'withdraw') await app.client['claims.withdraw']({ claimId: claim.id, reason });
  else
    await clinic.runJob(
      app.client['claims.followUp']({
        claimId: claim.id,
        frequency: '8',
        originalReference: 'P-1',
        reason,
      }),
    );
}

async function expectedOf({ claims, mark, isClearedSince, isSigned }: History) {
  const details = await Promise.all(
    claims.map(async ({ id }) => valueOf(await app.client['claims.get']({ claimId: id }))),
  );
  const states = details.map(({ state }) => state);
  return deskStateOf({ claims: states, mark, isClearedSince, isComplete: isSigned });
}

const countsOf = (states: readonly DeskState[]) =>
  Object.fromEntries(
    deskStates.map((state) => [state, states.filter((each) => each === state).length]),
  );

const recordsOn = async (state: DeskState): Promise<readonly string[]> =>
  (await clinic.desk(state)).rows.map((row) => row.treatmentRecordId);

const drawn = fc.array(
  fc.record({ step: fc.constantFrom(...steps, 'bill' as const), who: fc.nat(3), at: fc.nat(3) }),
  { minLength: 40, maxLength: 40 },
);

test('the desk lists every treatment where its claims and marks say, whatever became of them', async () => {
  const all: History[] = [];
  for (const isSigned of [true, true, true, false]) all.push(await newHistory(isSigned));
  const seen = new Set<DeskState>();
  const [walk = []] = fc.sample(drawn, { numRuns: 1, seed: 20_261_123 });
  for (const [index, { step, who, at }] of walk.entries()) {
    const of = all[who];
    if (!of) continue;
    await take(step, of, { all, at });
    const wanted: { readonly recordId: string; readonly state: DeskState }[] = [];
    for (const each of all) wanted.push({ recordId: each.recordId, state: await expectedOf(each) });
    for (const { state } of wanted) seen.add(state);
    const own = wanted[who]?.state ?? 'ready';
    const there = wanted.filter(({ state }) => state === own).map(({ recordId }) => recordId);
    const { counts, rows } = await clinic.desk(own);
    const said = `after step ${index + 1}, ${step}`;
    expect(counts, said).toEqual(countsOf(wanted.map(({ state }) => state)));
    expect(rows.map((row) => row.treatmentRecordId).toSorted(), said).toEqual(there.toSorted());
  }
  expect([...seen].toSorted()).toEqual([...deskStates].toSorted());
}, 90_000);

test('a late answer to a claim that was voided or followed by another changes nothing of where its treatment stands', async () => {
  const one = await newHistory(true);
  const all = [one];
  const turns: readonly (readonly [Step, number, DeskState])[] = [
    ['bill', 0, 'inBatch'],
    ['void', 0, 'ready'],
    ['reject', 0, 'ready'],
    ['bill', 0, 'inBatch'],
    ['reject', 1, 'rejected'],
    ['cleared', 0, 'ready'],
    ['bill', 0, 'inBatch'],
    ['withdraw', 2, 'ready'],
    ['accept', 1, 'acknowledged'],
  ];
  const stood: string[] = [];
  for (const [step, at, state] of turns) {
    await take(step, one, { all, at });
    stood.push((await recordsOn(state)).includes(one.recordId) ? state : 'elsewhere');
  }
  expect(stood).toEqual(turns.map(([, , state]) => state));
});
