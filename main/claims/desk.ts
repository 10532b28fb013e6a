import type { z } from 'zod';
import { type Claim, totalCentsOf } from '../../shared/billing/claim.ts';
import type { DeskState } from '../../shared/billing/claim-state.ts';
import type { Assembled } from '../../shared/claims/assemble-claims.ts';
import { DESK_LIMIT, type DeskRow } from '../../shared/claims/claim-shapes.ts';
import type { claimOperations } from '../../shared/claims/contract.ts';
import { type DeskProblem, deskProblemOf } from '../../shared/claims/desk-problem.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { assembleFrom, openAssembly } from './assemble.ts';
import { textsOf } from './claim-store.ts';
import {
  countStandings,
  type Days,
  selectClaimHeads,
  selectMarkReasons,
  selectStanding,
  type StandingRow,
} from './desk-store.ts';

type Desk = z.input<(typeof claimOperations)['claims.desk']['output']>;

/** The desk for some days: how many treatments stand where, and those of one state. */
export async function readDesk(
  db: ReadonlyDb,
  { state, ...days }: Days & { readonly state: DeskState },
  now: Date,
): Promise<Desk> {
  const standings = await countStandings(db, days);
  const open = await readOpen(db, days, now);
  const count = (of: Parameters<typeof standings.get>[0]) => standings.get(of) ?? 0;
  const ready = open.rows.filter(({ problems }) => problems.length === 0);
  const notReady = open.rows.filter(({ problems }) => problems.length > 0);
  const others =
    state === 'ready' || state === 'notReady'
      ? { rows: state === 'ready' ? ready : notReady, isCut: open.isCut }
      : await readOthers(db, days, state);
  return {
    counts: {
      ready: ready.length,
      notReady: notReady.length,
      inBatch: count('inBatch'),
      acknowledged: count('acknowledged'),
      rejected: count('rejected'),
      billedOutside: count('billedOutside'),
      notBillable: count('notBillable'),
    },
    rows: others.rows,
    isCut: others.isCut,
    readyPayers: payersOf(ready),
  };
}

async function readOpen(db: ReadonlyDb, days: Days, now: Date) {
  const found = await selectStanding(db, days, 'open');
  const rows = found.slice(0, DESK_LIMIT);
  const signed = rows.filter(({ isSigned }) => isSigned).map(({ id }) => id);
  const assembly = await openAssembly(db, await todayAtSite(db, now));
  const assembled = await assembleFrom(db, signed, assembly);
  const byRecord = new Map(
    assembled.flatMap((each) => each.treatments.map((facts) => [facts.treatmentRecordId, each])),
  );
  return {
    rows: rows.map((row) => deskRowOf(row, byRecord.get(row.id))),
    isCut: found.length > DESK_LIMIT,
  };
}

function headOf({ id, lastName, firstName, isSigned: _, ...row }: StandingRow) {
  return { ...row, treatmentRecordId: id, patientName: `${lastName}, ${firstName}` };
}

function deskRowOf(row: StandingRow, assembled: Assembled | undefined): DeskRow {
  return {
    ...headOf(row),
    payerId: assembled?.payer?.id ?? null,
    payerName: assembled?.payer?.name ?? null,
    claimKey: assembled?.treatments[0]?.treatmentRecordId ?? row.id,
    claimCents: centsOf(assembled?.claim ?? null),
    problems: assembled ? [...assembled.problems] : [unsigned(row.id)],
    advice: [...(assembled?.advice ?? [])],
    reasons: [],
  };
}

const centsOf = (claim: Claim | null): number | null =>
  claim === null ? null : totalCentsOf(claim);

const unsigned = (treatmentRecordId: string): DeskProblem =>
  deskProblemOf(
    'NotSigned',
    'The record waits for a signature. Nothing is billed before it is signed, and co-signed where that is asked for.',
    { place: 'treatment', id: treatmentRecordId },
  );

async function readOthers(
  db: ReadonlyDb,
  days: Days,
  state: Exclude<DeskState, 'ready' | 'notReady'>,
): Promise<{ readonly rows: DeskRow[]; readonly isCut: boolean }> {
  const found = await selectStanding(db, days, state);
  const rows = found.slice(0, DESK_LIMIT);
  const heads = await selectClaimHeads(
    db,
    rows.flatMap(({ claimId }) => (claimId === null ? [] : [claimId])),
  );
  const isMark = state === 'billedOutside' || state === 'notBillable';
  const marks = await selectMarkReasons(db, isMark ? rows.map(({ id }) => id) : []);
  return {
    rows: rows.map((row) => {
      const head = isMark ? undefined : heads.get(row.claimId ?? '');
      const mark = marks.get(row.id);
      return {
        ...headOf(row),
        claimId: isMark ? null : row.claimId,
        payerId: head?.payerId ?? null,
        payerName: head?.payerName ?? null,
        claimKey: row.claimId ?? row.id,
        claimCents: head?.totalCents ?? null,
        problems: [],
        advice: [],
        reasons: mark === undefined ? textsOf(head?.reasons) : [mark],
      };
    }),
    isCut: found.length > DESK_LIMIT,
  };
}

/** What is ready, by payer: each claim counts once, however many treatments it holds. */
function payersOf(ready: readonly DeskRow[]): Desk['readyPayers'] {
  const claims = new Map(ready.map((row) => [row.claimKey, row]));
  return [...Map.groupBy(claims.values(), ({ payerId }) => payerId)].flatMap(([payerId, rows]) =>
    payerId === null
      ? []
      : [
          {
            payerId,
            payerName: rows[0]?.payerName ?? '',
            claimCount: rows.length,
            totalCents: rows.reduce((sum, { claimCents }) => sum + (claimCents ?? 0), 0),
          },
        ],
  );
}
