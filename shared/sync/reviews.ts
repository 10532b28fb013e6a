import {
  type ChangeTransaction,
  changeId,
  type Register,
  type Review,
  type ReviewArriving,
  type ReviewKind,
  type ReviewStanding,
  type Standing,
} from './decision.ts';
import { syncEntity } from './entities.ts';
import { formatStamp } from './stamps.ts';
import type { Values } from './row-key.ts';

const BLOCKING: ReadonlySet<ReviewKind> = new Set([
  'concurrentEdit',
  'dependsOnHeld',
  'quarantined',
  'cancelledButUsed',
]);

type About = {
  readonly kind: ReviewKind;
  readonly entity: string;
  readonly rowKey: string;
  /** Place of the change that raised it. */
  readonly change: number;
  /** Null where nothing stands, or it stands by its insert. */
  readonly register?: Register | undefined;
  readonly values?: Values | null | undefined;
  readonly isBlocking?: boolean;
};

/** A review of a transaction, with all that it wanted to do beside what stands. */
export function reviewOf(
  transaction: ChangeTransaction,
  standing: Pick<Standing, 'rows'>,
  about: About,
): Review {
  const { kind, entity, rowKey } = about;
  return {
    kind,
    isBlocking: about.isBlocking ?? BLOCKING.has(kind),
    entity,
    rowKey,
    patientId: patientOf(transaction, standing, about),
    standing: standingOf(about),
    arriving: arrivingOf(transaction, about.change),
  };
}

function standingOf({ register, values }: About): ReviewStanding {
  return {
    change: register ? changeId(register) : null,
    deviceId: register?.deviceId ?? null,
    userId: null,
    stamp: register ? formatStamp(register.stamp) : null,
    values: values ?? null,
  };
}

function arrivingOf({ deviceId, changes }: ChangeTransaction, at: number): ReviewArriving {
  const raising = changes[at];
  return {
    change: changeId({ deviceId, number: raising?.line.n ?? 0 }),
    deviceId,
    userId: raising?.line.u ?? null,
    stamp: formatStamp(raising?.stamp ?? 0n),
    changes: changes
      .filter(({ line }) => syncEntity(line.k)?.class !== 'trail')
      .map(({ line }) => ({ entity: line.k, rowKey: line.r, op: line.o, values: line.v })),
  };
}

/** Whose chart it is about: as the row says, or else whatever the transaction names. */
function patientOf(
  { changes }: ChangeTransaction,
  { rows }: Pick<Standing, 'rows'>,
  { entity, rowKey, values, change }: About,
): string | null {
  const own = changes[change]?.line;
  if (entity === 'patients') return keyOf(rowKey);
  const named = [
    values,
    own?.v,
    ...changes.map(({ line }) => (line.k === 'patients' ? { patient_id: keyOf(line.r) } : line.v)),
    ...[...rows.values()].map((row) => row.values),
  ];
  for (const each of named) {
    const patientId = each?.['patient_id'];
    if (typeof patientId === 'string') return patientId;
  }
  return null;
}

function keyOf(rowKey: string): string | null {
  return /^\["([^"]+)"\]$/.exec(rowKey)?.[1] ?? null;
}
