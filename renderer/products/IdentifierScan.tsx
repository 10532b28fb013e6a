import { ScanEntryPanel } from '../scanning/ScanEntryPanel.tsx';
import type { IdentifierEntry } from './product-entry.ts';
import { identifierOf } from './scanned-identifier.ts';

export type IdentifierScanProps = {
  /** Hears of each label that names a product. */
  readonly onRead: (scanned: Partial<IdentifierEntry>) => void;
};

/** Takes the labels of packages for their identifiers, each package for itself. */
export function IdentifierScan({ onRead }: IdentifierScanProps) {
  return (
    <ScanEntryPanel
      title="Scan the label of the package"
      isComplete={({ deviceIdentifier }) => deviceIdentifier !== null}
      onPack={(pack) => {
        const scanned = pack && identifierOf(pack);
        if (scanned) onRead(scanned);
      }}
    />
  );
}
