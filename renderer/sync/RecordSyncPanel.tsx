import { CloudCheck, Monitor, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { RecordState, SyncedEntity } from '../../shared/sync/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Row } from '../ui/Row.tsx';
import { kindWords } from './review-words.ts';
import { recordWords } from './sync-words.ts';
import { useSyncStatus } from './use-sync-status.ts';

/** The contract asks after no more at once. */
const AT_MOST = 500;

const NONE: ReadonlyMap<string, RecordState> = new Map();

/** Where each of these records is, by its id; empty while sync is off, or until it is known. */
export function useRecordStates(
  entity: SyncedEntity,
  ids: readonly string[],
): ReadonlyMap<string, RecordState> {
  const { data: status } = useSyncStatus();
  const isOn = status !== undefined && status.state !== 'off';
  const { data } = useOperation(
    'sync.ofRecords',
    { entity, ids: ids.slice(0, AT_MOST) },
    { enabled: isOn && ids.length > 0, keepsPrevious: true },
  );
  return isOn && data !== undefined ? new Map(data.map((each) => [each.id, each])) : NONE;
}

export type RecordSyncMarkProps = {
  /** Left out while sync is off. */
  readonly state: RecordState | undefined;
  readonly timeZone: string;
};

const ICONS = { thisComputer: Monitor, onServer: CloudCheck, needsAttention: TriangleAlert };

/** Where a saved record is: here alone, on the server too, or in want of somebody. */
export function RecordSyncMark({ state, timeZone }: RecordSyncMarkProps) {
  const [now] = useState(() => new Date().toISOString());
  if (state === undefined) return null;
  return (
    <Badge
      icon={ICONS[state.state]}
      tone={state.state === 'needsAttention' ? 'caution' : 'neutral'}
    >
      {recordWords(state, now, timeZone)}
    </Badge>
  );
}

export type SettleButtonProps = {
  readonly state: RecordState | undefined;
  /** The record, for whoever hears the button. */
  readonly which: string;
};

/** Leads to what has to be settled about a record; nothing where nothing has. */
export function SettleButton({ state, which }: SettleButtonProps) {
  const go = useNavigation((navigation) => navigation.go);
  const mayRead = useMay('charts.read');
  const reviewId = state?.reviewIds[0];
  if (reviewId === undefined || !mayRead) return null;
  return (
    <Button
      variant="quiet"
      icon={TriangleAlert}
      aria-label={`See what needs attention: ${which}`}
      onPress={() => go({ screen: 'syncReview', reviewId })}
    >
      See what needs attention
    </Button>
  );
}

export type RecordSyncProps = SettleButtonProps;

/** Where a record is; of one that needs attention also why, and the way to where it is settled. */
export function RecordSync({ state, which }: RecordSyncProps) {
  const site = useSite();
  if (state === undefined || site === null) return null;
  return (
    <Row>
      <RecordSyncMark state={state} timeZone={site.timeZone} />
      {state.reviewKind !== null && <span>{kindWords({ kind: state.reviewKind }).title}</span>}
      <SettleButton state={state} which={which} />
    </Row>
  );
}

export type OwnRecordSyncProps = {
  readonly entity: SyncedEntity;
  readonly id: string;
  readonly which: string;
};

/** The same for the one record that a screen is about. */
export function OwnRecordSync({ entity, id, which }: OwnRecordSyncProps) {
  const states = useRecordStates(entity, [id]);
  return <RecordSync state={states.get(id)} which={which} />;
}
