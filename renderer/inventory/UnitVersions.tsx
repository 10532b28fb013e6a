import { areaInWords } from '../../shared/base/size-words.ts';
import type { UnitVersion } from '../../shared/inventory/stock-contract.ts';
import type { StockUnit } from '../../shared/inventory/stock-unit.ts';
import { useOperation } from '../client/use-operation.ts';
import type { ChangedLine } from '../changed-lines.ts';
import { VersionHistory } from '../VersionHistory.tsx';
import { expiryInWords } from './stock-words.ts';

type Label = Omit<StockUnit, 'id' | 'productId' | 'version'>;

const fields: readonly (readonly [label: string, words: (label: Label) => string])[] = [
  ['Lot', ({ lotNumber }) => lotNumber],
  ['Serial', ({ serialNumber }) => serialNumber],
  ['Expires', ({ expiresOn }) => expiryInWords(expiresOn)],
  ['Area of one piece', ({ pieceMm2 }) => (pieceMm2 === null ? '' : areaInWords(pieceMm2))],
  ['Donor or donation', ({ donorNumber }) => donorNumber ?? ''],
  ['Received', ({ isFound }) => (isFound ? 'Not yet' : 'Yes')],
];

function changedLines(before: Label, after: Label): readonly ChangedLine[] {
  return fields
    .map(([label, words]) => ({ key: label, label, was: words(before), is: words(after) }))
    .filter(({ was, is }) => was !== is);
}

type UnitVersionsProps = { readonly unit: StockUnit; readonly timeZone: string };

/** What the label of a unit said before each correction, newest first; nothing where none was made. */
export function UnitVersions({ unit, timeZone }: UnitVersionsProps) {
  const query = useOperation(
    'stock.unitVersions',
    { stockUnitId: unit.id },
    { enabled: unit.version > 1 },
  );
  if (unit.version === 1) return null;
  return (
    <VersionHistory<UnitVersion, Label>
      query={query}
      current={unit}
      thingOf={(version) => version}
      linesOf={changedLines}
      timeZone={timeZone}
    >
      A correction of the label moves no piece.
    </VersionHistory>
  );
}
