import { Ban, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { WasteRecord } from '../../shared/inventory/waste-contract.ts';
import type { SignedInUser } from '../../shared/staff/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useSignedIn } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { unitTitle } from './stock-words.ts';
import { VoidWasteDialog } from './VoidWasteDialog.tsx';

function columnsFor(timeZone: string | undefined): readonly Column<WasteRecord>[] {
  return [
    {
      key: 'when',
      header: 'Wasted',
      isNoWrap: true,
      render: ({ wastedAt }) => formatInstant(wastedAt, timeZone),
    },
    {
      key: 'product',
      header: 'Product',
      isRowHeader: true,
      render: ({ productName, productId }) => productName ?? productId,
    },
    { key: 'unit', header: 'Lot and serial', render: unitTitle },
    {
      key: 'for',
      header: 'Opened for',
      render: ({ patientName, orderNumber }) => (
        <>
          <bdi>{patientName ?? '–'}</bdi>
          {orderNumber !== null && ` · ${orderNumber}`}
        </>
      ),
    },
    {
      key: 'pieces',
      header: 'Pieces',
      align: 'end',
      render: ({ pieces }) => formatCount(pieces),
    },
    {
      key: 'reason',
      header: 'Why',
      render: ({ reason, largerPackageReason, voidedAt, voidReason, voidedByName }) => (
        <>
          {voidedAt === null ? reason : <s>{reason}</s>}
          {largerPackageReason !== null && ` · Larger package: ${apart(largerPackageReason)}`}
          {voidedAt !== null &&
            ` · Voided by ${apart(voidedByName ?? '')}: ${apart(voidReason ?? '')}`}
        </>
      ),
    },
    {
      key: 'who',
      header: 'Recorded by',
      render: ({ recordedByName, witnessedByName }) =>
        witnessedByName === null
          ? recordedByName
          : `${apart(recordedByName)}, ${apart(witnessedByName)} watched`,
    },
  ];
}

/** Its recorder can void it, and whoever adjusts stock. */
function canVoid(record: WasteRecord, user: SignedInUser | null): boolean {
  if (user === null || record.voidedAt !== null || !user.permissions.includes('stock.move'))
    return false;
  return record.recordedBy === user.userId || user.permissions.includes('stock.adjust');
}

/** The column of what can be voided; none where there is nothing that this person can. */
function voiding(
  records: readonly WasteRecord[],
  user: SignedInUser | null,
  onVoid: (record: WasteRecord) => void,
): readonly Column<WasteRecord>[] {
  if (!records.some((record) => canVoid(record, user))) return [];
  const render = (record: WasteRecord) =>
    canVoid(record, user) && (
      <Button
        icon={Ban}
        aria-label={`Void waste of ${record.productName ?? record.productId}, ${unitTitle(record)}`}
        onPress={() => onVoid(record)}
      >
        Void
      </Button>
    );
  return [{ key: 'void', header: 'Do', render }];
}

/** What was wasted without a treatment: of one product, or with null of all. */
export function WasteList({ productId }: { readonly productId: string | null }) {
  const site = useSite();
  const user = useSignedIn((signedIn) => signedIn.user);
  const [mistake, setMistake] = useState<WasteRecord | null>(null);
  const waste = useOperation('waste.list', { productId });
  if (waste.data === undefined) return <QueryNotice query={waste} what="Waste records" />;
  return (
    <Panel isFlush>
      <DataTable
        caption="Waste records, the newest first"
        isCaptionHidden
        columns={[...columnsFor(site?.timeZone), ...voiding(waste.data.records, user, setMistake)]}
        rows={waste.data.records}
        rowKey={({ id }) => id}
        rowTone={({ voidedAt }) => (voidedAt === null ? undefined : 'muted')}
        emptyState={<EmptyState icon={Trash2} title="No piece was wasted without a treatment" />}
      />
      {mistake && <VoidWasteDialog record={mistake} onClose={() => setMistake(null)} />}
    </Panel>
  );
}
