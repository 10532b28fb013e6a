import type { ShownMovement } from '../../shared/inventory/stock-contract.ts';
import { movementWords } from '../../shared/inventory/movement.ts';
import { areaInWords } from '../../shared/base/size-words.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatInstant } from '../ui/format.ts';
import { Stack } from '../ui/Stack.tsx';
import { UnitTracePanel } from '../receipts/UnitTracePanel.tsx';
import { unitTitle } from './stock-words.ts';

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
        reverses === null ? movementWords[kind] : `${movementWords[kind]}, taken back`,
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
    { key: 'why', header: 'Why', render: ({ reason }) => reason ?? '' },
  ];
}

type MovementsDialogProps = { readonly stockUnitId: string; readonly onClose: () => void };

/** Everything that happened to a unit, from its receipt on. */
export function MovementsDialog({ stockUnitId, onClose }: MovementsDialogProps) {
  const history = useOperation('stock.movements', { stockUnitId });
  const site = useSite();
  const unit = history.data?.unit;
  return (
    <Dialog isOpen onClose={onClose} size="large" title={unit ? unitTitle(unit) : 'Movements'}>
      {history.data === undefined ? (
        <QueryNotice query={history} what="Movements" />
      ) : (
        <Stack>
          <DataTable
            caption="Movements, the newest first"
            isDense
            columns={columnsFor(site?.timeZone)}
            rows={history.data.movements}
            rowKey={({ id }) => id}
            rowTone={({ reverses }) => (reverses === null ? undefined : 'muted')}
          />
          <UnitTracePanel stockUnitId={stockUnitId} />
        </Stack>
      )}
    </Dialog>
  );
}
