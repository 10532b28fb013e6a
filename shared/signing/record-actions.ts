import type { Permission } from '../base/permission.ts';
import { recordStateOf, type SigningState } from './record-state.ts';

/** What can be done with a saved record. */
export const recordActions = ['sign', 'cosign', 'correct', 'amend', 'void'] as const;
export type RecordAction = (typeof recordActions)[number];

export type ActedRecord = Pick<
  SigningState,
  'signedAt' | 'signedBy' | 'needsCosignature' | 'cosignedAt' | 'voidedAt'
> & {
  readonly recordedBy: string;
  readonly performedBy?: string | null | undefined;
  readonly isImported?: boolean | undefined;
};

type Person = { readonly userId: string; readonly permissions: readonly Permission[] };

/** What this person can do with a record as it stands, so that screens offer nothing that is refused. */
export function actionsOn(record: ActedRecord, person: Person): readonly RecordAction[] {
  const { userId, permissions } = person;
  const mayCosign = permissions.includes('records.cosign');
  if (!permissions.includes('treatments.write')) return [];
  const isOwn = record.recordedBy === userId || record.performedBy === userId;
  const mayVoid = record.recordedBy === userId || mayCosign;
  const state = recordStateOf(record);
  const isOffered: Readonly<Record<RecordAction, boolean>> = {
    sign: state === 'unsigned' && isOwn && record.isImported !== true,
    cosign: state === 'awaitingCosignature' && mayCosign && !isOwn && record.signedBy !== userId,
    correct: state === 'unsigned',
    amend: state === 'signed' || state === 'awaitingCosignature',
    void: state !== 'voided' && mayVoid,
  };
  return recordActions.filter((action) => isOffered[action]);
}
