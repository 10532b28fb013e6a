import { useEffect, useEffectEvent, useState } from 'react';
import type { CountLine } from '../../shared/inventory/stock-contract.ts';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import { ScanEntryPanel } from '../scanning/ScanEntryPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Row } from '../ui/Row.tsx';
import { useScannedProduct } from '../use-scanned-product.ts';
import type { PackToCount } from './CountEntryDialog.tsx';
import { countPlaceOf, scannedUnitOf } from './scanned-unit.ts';
import { isUnknown, UnknownPack } from './UnknownPack.tsx';

type ScanToCountProps = {
  readonly lines: readonly CountLine[];
  readonly onCount: (pack: PackToCount) => void;
};

/** The pack to count that was scanned; null while its product or its serial is not known. */
function packToCount(
  pack: ScannedPack,
  product: { readonly sku: string; readonly name: string },
  lines: readonly CountLine[],
): PackToCount | null {
  const scanned = scannedUnitOf(pack, product);
  const place = countPlaceOf(lines, scanned);
  if (place.kind === 'serialMissing') return null;
  return place.kind === 'listed'
    ? { unit: place.line.unit, line: place.line, scanned }
    : { unit: null, line: null, scanned };
}

const isToldApart = ({ lot, serial }: ScannedPack) => lot !== null || serial !== null;

/** A pack that is scanned opens its line of the count, or the entry of one that is not listed. */
export function ScanToCount({ lines, onCount }: ScanToCountProps) {
  const [pack, setPack] = useState<ScannedPack | null>(null);
  const found = useScannedProduct(pack);
  const product = found.state === 'known' ? found.product : null;
  const toCount = pack && product && packToCount(pack, product, lines);
  const clear = toCount && pack && isToldApart(pack) ? pack : null;
  // What has been counted by now does not open again what was scanned before.
  const count = useEffectEvent(() => toCount && onCount(toCount));
  useEffect(() => {
    if (clear !== null) count();
  }, [clear]);
  return (
    <ScanEntryPanel
      title="Scan the pack you count"
      isComplete={(scanned) => scanned === clear}
      onPack={setPack}
    >
      {product !== null && (
        <Row>
          <strong>{product.name}</strong>
          {toCount && <Button onPress={() => onCount(toCount)}>Count this pack</Button>}
        </Row>
      )}
      {product !== null && toCount === null && (
        <InlineMessage tone="caution" title="This lot is listed by serial numbers">
          Scan the label with the serial number, or choose its line below.
        </InlineMessage>
      )}
      {isUnknown(found) && (
        <UnknownPack
          found={found}
          advice="Add a pack that is not listed, and choose its product there."
        />
      )}
    </ScanEntryPanel>
  );
}
