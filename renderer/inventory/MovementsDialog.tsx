import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Permission } from '../../shared/base/permission.ts';
import type { ShownMovement } from '../../shared/inventory/stock-contract.ts';
import { movementWords } from '../../shared/inventory/movement.ts';
import { actOf } from '../../shared/inventory/taking-back.ts';
import { areaInWords } from '../../shared/base/size-words.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useSignedIn } from '../signed-in.ts';
import { OwnRecordSync } from '../sync/RecordSyncPanel.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatInstant } from '../ui/format.ts';
import { Stack } from '../ui/Stack.tsx';
import { UnitTracePanel } from '../receipts/UnitTracePanel.tsx';
import { movedInWords, unitTitle } from './stock-words.ts';
import { TakeBackDialog } from './TakeBackDialog.tsx';
import { UnitVersions } from './UnitVersions.tsx';

const signed = (count: number) => (count > 0 ? `+${count}` : String(count));

function columnsFor(timeZone: string | undefined): readonly Column<ShownMovement>[] {
  return [
    {
      key: 'when',
      header: 'When',
      isNoWrap: true,
      render: ({ occurredAt }) => formatInstant(occurredAt, timeZone),
    },
    {
      key: 'kind',
      header: 'What',
      isRowHeader: true,
      render: ({ kind, reverses }) =>
        reverses === null ? movementWords[kind] : `${movementWords[kind]}, counter-entry`,
    },
    { key: 'place', header: 'Place', render: ({ locationName }) => locationName },
    { key: 'pieces', header: 'Pieces', align: 'end', render: ({ pieces }) => signed(pieces) },
    {
      key: 'area',
      header: 'Area',
      align: 'end',
      render: ({ areaMm2 }) =>
        areaMm2 === null || areaMm2 === 0
          ? '–'
          : `${areaMm2 < 0 ? '−' : '+'}${areaInWords(Math.abs(areaMm2))}`,
    },
    { key: 'who', header: 'By', render: ({ movedByName }) => movedByName },
    {
      key: 'why',
      header: 'Why',
      render: ({ reason, isTakenBack }) => (
        <>
          {isTakenBack ? <s>{reason}</s> : reason} {isTakenBack && <Badge>Taken back</Badge>}
        </>
      ),
    },
  ];
}

/** A transfer has two sides in the list: its button stands at the one that left. */
function canTakeBack(movement: ShownMovement, permissions: readonly Permission[]): boolean {
  const { reverses, isTakenBack, pieces } = movement;
  const act = actOf(movement);
  if (act === null || reverses !== null || isTakenBack) return false;
  return permissions.includes(act.permission) && (act.kind !== 'transfer' || pieces < 0);
}

/** The column of what can be taken back; none where there is nothing that this person can. */
function takingBack(
  movements: readonly ShownMovement[],
  permissions: readonly Permission[],
  onTakeBack: (movement: ShownMovement) => void,
): readonly Column<ShownMovement>[] {
  if (!movements.some((movement) => canTakeBack(movement, permissions))) return [];
  const render = (movement: ShownMovement) =>
    canTakeBack(movement, permissions) && (
      <Button
        icon={Undo2}
        aria-label={`Take back: ${movedInWords(movement)}`}
        onPress={() => onTakeBack(movement)}
      >
        Take back
      </Button>
    );
  return [{ key: 'takeBack', header: 'Do', render }];
}

const NOTHING: readonly Permission[] = [];

type MovementsDialogProps = { readonly stockUnitId: string; readonly onClose: () => void };

/** Everything that happened to a unit, from its receipt on. */
export function MovementsDialog({ stockUnitId, onClose }: MovementsDialogProps) {
  const history = useOperation('stock.movements', { stockUnitId });
  const site = useSite();
  const permissions = useSignedIn(({ user }) => user?.permissions ?? NOTHING);
  const [mistake, setMistake] = useState<ShownMovement | null>(null);
  const unit = history.data?.unit;
  if (mistake !== null)
    return <TakeBackDialog movement={mistake} onClose={() => setMistake(null)} />;
  return (
    <Dialog isOpen onClose={onClose} size="large" title={unit ? unitTitle(unit) : 'Movements'}>
      {history.data === undefined ? (
        <QueryNotice query={history} what="Movements" />
      ) : (
        <Stack>
          <OwnRecordSync entity="stock_units" id={stockUnitId} which="This unit" />
          <DataTable
            caption="Movements, the newest first"
            isDense
            columns={[
              ...columnsFor(site?.timeZone),
              ...takingBack(history.data.movements, permissions, setMistake),
            ]}
            rows={history.data.movements}
            rowKey={({ id }) => id}
            rowTone={({ reverses, isTakenBack }) =>
              reverses !== null || isTakenBack ? 'muted' : undefined
            }
          />
          {site && <UnitVersions unit={history.data.unit} timeZone={site.timeZone} />}
          <UnitTracePanel stockUnitId={stockUnitId} />
        </Stack>
      )}
    </Dialog>
  );
}
