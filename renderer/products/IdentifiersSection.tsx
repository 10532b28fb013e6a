import { Plus, ScanBarcode, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ProductIdentifier, ProductPage } from '../../shared/products/contract.ts';
import { issuerWords } from '../../shared/products/device-identifier.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount } from '../ui/format.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { AddIdentifierDialog } from './AddIdentifierDialog.tsx';

export type IdentifiersSectionProps = {
  readonly product: ProductPage;
  readonly mayChange: boolean;
};

const shown: readonly Column<ProductIdentifier>[] = [
  {
    key: 'identifier',
    header: 'Device identifier',
    isRowHeader: true,
    render: ({ deviceIdentifier }) => deviceIdentifier,
  },
  { key: 'issuer', header: 'Issued by', render: ({ issuer }) => issuerWords[issuer] },
  {
    key: 'pieces',
    header: 'Pieces in that package',
    align: 'end',
    render: ({ pieces }) => formatCount(pieces),
  },
];

/** What labels name the product by, one for each package size. */
export function IdentifiersSection({ product, mayChange }: IdentifiersSectionProps) {
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<ProductIdentifier | null>(null);
  const removal: Column<ProductIdentifier> = {
    key: 'remove',
    header: <span className="visually-hidden">Remove</span>,
    align: 'end',
    render: (identifier) => (
      <IconButton
        label={`Remove ${identifier.deviceIdentifier}`}
        icon={Trash2}
        onPress={() => setLeaving(identifier)}
      />
    ),
  };
  return (
    <Panel
      heading="Device identifiers"
      isFlush
      actions={
        mayChange && (
          <Button icon={Plus} onPress={() => setAdding(true)}>
            Add device identifier
          </Button>
        )
      }
    >
      <DataTable
        caption="Device identifiers"
        isCaptionHidden
        isDense
        columns={mayChange ? [...shown, removal] : shown}
        rows={product.identifiers}
        rowKey={({ id }) => id}
        emptyState={
          <EmptyState icon={ScanBarcode} title="No device identifier yet">
            With the identifiers on its labels a scan finds this product.
          </EmptyState>
        }
      />
      {isAdding && <AddIdentifierDialog product={product} onClose={() => setAdding(false)} />}
      {leaving && (
        <RemoveIdentifierDialog
          product={product}
          identifier={leaving}
          onClose={() => setLeaving(null)}
        />
      )}
    </Panel>
  );
}

type RemoveIdentifierDialogProps = {
  readonly product: ProductPage;
  readonly identifier: ProductIdentifier;
  readonly onClose: () => void;
};

function RemoveIdentifierDialog({ product, identifier, onClose }: RemoveIdentifierDialogProps) {
  const remove = useChange('products.removeIdentifier');
  const [problem, setProblem] = useState<string | null>(null);

  async function confirm() {
    const of = { productId: product.id, identifierId: identifier.id };
    const reply = await remove.mutateAsync(of).catch(() => null);
    if (!reply?.ok) return setProblem(whyNot(reply));
    announce('Device identifier removed');
    return onClose();
  }

  return (
    <ConfirmDialog
      isOpen
      title="Remove this device identifier?"
      confirmLabel="Remove device identifier"
      tone="danger"
      isPending={remove.isPending}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>
        A scan of <strong>{identifier.deviceIdentifier}</strong> will no longer find{' '}
        <bdi>{product.name}</bdi>.
      </p>
      {problem !== null && <InlineMessage tone="danger">{problem}</InlineMessage>}
    </ConfirmDialog>
  );
}
