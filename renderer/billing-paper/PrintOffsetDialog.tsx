import type { PrintOffset } from '../../shared/billing-paper/print-offset.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { EntryText } from '../EntryText.tsx';
import { Grid } from '../ui/Grid.tsx';
import { useEntry } from '../use-entry.ts';
import { blankOffset, offsetEntryOf, offsetLabels, readOffset } from './offset-entry.ts';

export type PrintOffsetDialogProps = {
  /** The printer that is corrected; null for a new one. */
  readonly offset: PrintOffset | null;
  readonly onClose: () => void;
};

function useOffsetEntry({ offset, onClose }: PrintOffsetDialogProps) {
  const add = useChange('printOffsets.add');
  const correct = useChange('printOffsets.correct');
  return useEntry({
    keptAs: `print offset ${offset?.id ?? 'new'}`,
    start: {
      entry: offset === null ? blankOffset : offsetEntryOf(offset),
      seen: offset?.version ?? 0,
    },
    what: 'printer',
    read: readOffset,
    send: (said, { seen }) =>
      offset === null
        ? add.mutateAsync(said)
        : correct.mutateAsync({ printOffsetId: offset.id, seen, ...said }),
    onSaved: onClose,
  });
}

/** Asks how a printer is off. Mount it to open. */
export function PrintOffsetDialog(props: PrintOffsetDialogProps) {
  const { offset, onClose } = props;
  const form = useOffsetEntry(props);
  const text = { ...form, labels: offsetLabels };
  return (
    <EntryDialog
      title={offset === null ? 'Add a printer' : 'Correct a printer'}
      saveLabel="Save printer"
      form={form}
      onClose={onClose}
    >
      <EntryText
        {...text}
        name="printerName"
        isRequired
        takesFocus
        description="As people here call it, with its tray if it has several"
      />
      <p>What the alignment page shows is added to what stands here.</p>
      <Grid minColumnRem={12}>
        <EntryText {...text} name="rightMm" isRequired inputMode="decimal" />
        <EntryText {...text} name="downMm" isRequired inputMode="decimal" />
      </Grid>
    </EntryDialog>
  );
}
