import { packsProblems, type RecalledPacks } from '../../shared/recalls/recalled-packs.ts';
import { type Recall, recallFields } from '../../shared/safety/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { ProductPickerPanel } from '../products/ProductPickerPanel.tsx';
import { readTyped, type TypedReading } from '../read-typed.ts';
import { RecallReasonFields, recallReasonLabels } from '../RecallReasonFields.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Grid } from '../ui/Grid.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';

export type RecallDialogProps = {
  /** The recall that is changed; null for a new one. */
  readonly recall: Recall | null;
  readonly today: string;
  readonly onClose: () => void;
};

const labels = {
  productId: 'Product',
  lotNumber: 'Lot number',
  lastLotNumber: 'Last lot of a range',
  serialNumber: 'Serial number',
  lastSerialNumber: 'Last serial of a range',
  ...recallReasonLabels,
} as const;

type Entry = Record<keyof typeof labels, string> & { readonly isActive: boolean };

function entryOf(recall: Recall | null, today: string): Entry {
  return {
    productId: recall?.productId ?? '',
    lotNumber: recall?.lotNumber ?? '',
    lastLotNumber: recall?.lastLotNumber ?? '',
    serialNumber: recall?.serialNumber ?? '',
    lastSerialNumber: recall?.lastSerialNumber ?? '',
    reason: recall?.reason ?? '',
    source: recall?.source ?? '',
    sinceOn: recall?.sinceOn ?? today,
    isActive: recall?.isActive ?? true,
  };
}

/** By the contract's fields, and then the ends of a range against each other. */
function readRecall(typed: Entry): TypedReading<typeof recallFields> {
  const read = readTyped(recallFields, typed, labels);
  const ranges = read.ok ? packsProblems(read.value) : [];
  if (ranges.length === 0) return read;
  const sentences = ranges.map(({ field, problem }) => [field, `${labels[field]} ${problem}`]);
  return { ok: false, problems: Object.fromEntries(sentences) };
}

function useRecallEntry({ recall, today, onClose }: RecallDialogProps) {
  const add = useChange('recalls.add');
  const correct = useChange('recalls.correct');
  return useEntry({
    keptAs: `recall ${recall?.id ?? 'new'}`,
    start: { entry: entryOf(recall, today), seen: recall?.version ?? 0 },
    what: 'recall',
    read: readRecall,
    send: (said, { entry: { isActive }, seen }) =>
      recall === null
        ? add.mutateAsync(said)
        : correct.mutateAsync({ recallId: recall.id, seen, ...said, isActive }),
    inWords: (message) => message.replace(/^sinceOn/, labels.sinceOn),
    onSaved: onClose,
  });
}

type FieldsProps = {
  readonly entry: Entry;
  readonly today: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly isNew: boolean;
  readonly onChange: (part: Partial<Entry>) => void;
};

function PackFields({ entry, problems, onChange }: Omit<FieldsProps, 'today' | 'isNew'>) {
  const field = (name: keyof RecalledPacks, description?: string) => (
    <TextField
      label={labels[name]}
      description={description}
      value={entry[name]}
      error={problems[name]}
      onChange={(text) => onChange({ [name]: text })}
    />
  );
  return (
    <Grid minColumnRem={14}>
      {field('lotNumber', 'Leave it empty when every lot is recalled')}
      {field('lastLotNumber', 'Leave it empty for one lot')}
      {field('serialNumber', 'Leave it empty when every serial is recalled')}
      {field('lastSerialNumber', 'Leave it empty for one serial')}
    </Grid>
  );
}

function RecallFields({ entry, today, problems, isNew, onChange }: FieldsProps) {
  return (
    <>
      <ProductPickerPanel
        label="Find the recalled product"
        error={problems['productId']}
        onPick={({ sku }) => onChange({ productId: sku })}
      />
      {entry.productId !== '' && (
        <p role="status">
          Recalled: <strong>{entry.productId}</strong>
        </p>
      )}
      <PackFields entry={entry} problems={problems} onChange={onChange} />
      <RecallReasonFields entry={entry} today={today} problems={problems} onChange={onChange} />
      {!isNew && (
        <Checkbox
          label="In force"
          description="A recall that was taken back stays readable and stops nothing"
          value={entry.isActive}
          onChange={(isActive) => onChange({ isActive })}
        />
      )}
    </>
  );
}

/** Asks for a recall of a product, or of some of its lots or serials. Mount it to open. */
export function RecallDialog(props: RecallDialogProps) {
  const { recall, today, onClose } = props;
  const form = useRecallEntry(props);
  return (
    <EntryDialog
      title={recall === null ? 'Enter a recall' : 'Change a recall'}
      saveLabel="Save recall"
      form={form}
      onClose={onClose}
    >
      <RecallFields
        entry={form.entry}
        today={today}
        problems={form.problems}
        isNew={recall === null}
        onChange={form.change}
      />
    </EntryDialog>
  );
}
