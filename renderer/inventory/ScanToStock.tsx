import { useEffect, useEffectEvent, useState } from 'react';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import { useNavigation } from '../navigation.ts';
import { ScanEntryPanel } from '../scanning/ScanEntryPanel.tsx';
import { useScannedProduct } from '../use-scanned-product.ts';
import { isUnknown, UnknownPack } from './UnknownPack.tsx';

const isNamed = ({ deviceIdentifier, sku }: ScannedPack) =>
  deviceIdentifier !== null || sku !== null;

/**
 * A pack that is scanned opens the stock of its product, its lot and serial first. On the page of a
 * product (`sku`) a label that names none is of that product.
 */
export function ScanToStock({ sku = null }: { readonly sku?: string | null }) {
  const [pack, setPack] = useState<ScannedPack | null>(null);
  const found = useScannedProduct(pack);
  const isOfPage = sku !== null && pack !== null && !isNamed(pack);
  const named = found.state === 'known' ? found.product.sku : isOfPage ? sku : null;
  const toOpen = named === null ? null : pack;
  const open = useEffectEvent(({ lot, serial }: ScannedPack) => {
    if (named === null) return;
    const label = { lotNumber: lot, serialNumber: serial };
    useNavigation.getState().go({
      screen: 'stockProduct',
      sku: named,
      ...((lot ?? serial) !== null && { label }),
    });
  });
  useEffect(() => {
    if (toOpen !== null) open(toOpen);
  }, [toOpen]);
  return (
    <ScanEntryPanel
      isQuiet
      title="Scanned"
      isComplete={(scanned) => isNamed(scanned) || sku !== null}
      onPack={setPack}
    >
      {isUnknown(found) && (
        <UnknownPack found={found} advice="Add its number to the product under Products." />
      )}
    </ScanEntryPanel>
  );
}
