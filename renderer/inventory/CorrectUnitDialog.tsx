import { z } from 'zod';
import { areaAsTyped, parseArea } from '../../shared/base/size-words.ts';
import { shelfOperations } from '../../shared/inventory/shelf-contract.ts';
import type { StockUnit } from '../../shared/inventory/stock-unit.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';
import type { UnitDialogProps } from './MovePiecesDialog.tsx';
import { unitTitle } from './stock-words.ts';

const { stockUnitId: _, seen: _seen, ...asked } = shelfOperations['stock.correctUnit'].input.shape;
const area = z.int('must be a number, such as 12.5').nullable();
const shape = { ...asked, pieceMm2: area.pipe(asked.pieceMm2) };

const labels = {
  lotNumber: 'Lot',
  serialNumber: 'Serial',
  expiresOn: 'Expires',
  pieceMm2: 'Area of one piece (cm²)',
  donorNumber: 'Donor or donation',
  reason: 'Reason',
} as const;

/** What a label says, as it is typed. */
type Typed = Readonly<Record<keyof typeof labels, string>>;

function startOf(unit: StockUnit): Typed {
  return {
    lotNumber: unit.lotNumber,
    serialNumber: unit.serialNumber,
    expiresOn: unit.expiresOn ?? '',
    pieceMm2: areaAsTyped(unit.pieceMm2),
    donorNumber: unit.donorNumber ?? '',
    reason: '',
  };
}

/** Corrects what the label of a unit says, in every place that holds some of it. Mount it to open. */
export function CorrectUnitDialog({ at: { unit }, onClose, onDone }: UnitDialogProps) {
  const correct = useChange('stock.correctUnit');
  const form = useEntry<Typed, typeof shape, StockUnit>({
    keptAs: `correct unit ${unit.id}`,
    start: { entry: startOf(unit), seen: unit.version },
    what: 'unit',
    read: (typed) => {
      const { expiresOn, pieceMm2 } = typed;
      const said = {
        expiresOn: expiresOn === '' ? null : expiresOn,
        pieceMm2: parseArea(pieceMm2),
      };
      return readTyped(shape, { ...typed, ...said }, labels);
    },
    send: (said, { seen }) => correct.mutateAsync({ stockUnitId: unit.id, seen, ...said }),
    onSaved: (corrected) => onDone(`${unitTitle(corrected)} was corrected.`),
  });
  const { entry, problems, change } = form;
  const field = (name: Exclude<keyof Typed, 'expiresOn'>) => ({
    label: labels[name],
    value: entry[name],
    error: problems[name],
    onChange: (text: string) => change({ [name]: text }),
  });
  return (
    <EntryDialog
      title={`Correct ${unitTitle(unit)}`}
      saveLabel="Save correction"
      form={form}
      onClose={onClose}
    >
      <p>
        For what was typed or read wrongly off the pack. What stood before is kept, and no piece is
        moved.
      </p>
      <Grid minColumnRem={11} gap={3}>
        <TextField {...field('lotNumber')} />
        <TextField {...field('serialNumber')} />
        <DateField
          label={labels.expiresOn}
          value={entry.expiresOn}
          error={problems['expiresOn']}
          onChange={(expiresOn) => change({ expiresOn })}
        />
        <TextField {...field('pieceMm2')} inputMode="decimal" />
        <TextField {...field('donorNumber')} />
      </Grid>
      <TextField {...field('reason')} isRequired />
    </EntryDialog>
  );
}
