import { type SyntheticEvent, useId, useState } from 'react';
import { type Recall, recallFields } from '../../shared/safety/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { ProductPickerPanel } from '../products/ProductPickerPanel.tsx';
import { readTyped } from '../read-typed.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { TextField } from '../ui/TextField.tsx';

export type RecallDialogProps = {
  /** The recall that is changed; null for a new one. */
  readonly recall: Recall | null;
  readonly today: string;
  readonly onClose: () => void;
};

const labels = {
  productId: 'Product',
  lotNumber: 'Lot number',
  reason: 'Why it is recalled',
  source: 'Source',
  sinceOn: 'Since',
} as const;

type Entry = Record<keyof typeof labels, string> & { readonly isActive: boolean };

function entryOf(recall: Recall | null, today: string): Entry {
  if (recall === null)
    return { productId: '', lotNumber: '', reason: '', source: '', sinceOn: today, isActive: true };
  const { productId, lotNumber, reason, source, sinceOn, isActive } = recall;
  return { productId, lotNumber: lotNumber ?? '', reason, source, sinceOn, isActive };
}

/** Saves a recall; a refusal leaves all that was typed in place. */
function useSavingRecall({ recall, onClose }: RecallDialogProps, entry: Entry) {
  const add = useChange('recalls.add');
  const correct = useChange('recalls.correct');
  const [seen, setSeen] = useState(recall?.version ?? 0);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [notice, setNotice] = useState<string | null>(null);

  async function save() {
    const read = readTyped(recallFields, entry, labels);
    setProblems(read.ok ? {} : read.problems);
    setNotice(null);
    if (!read.ok) return;
    const { isActive } = entry;
    const reply = await (recall === null
      ? add.mutateAsync(read.value)
      : correct.mutateAsync({ recallId: recall.id, seen, ...read.value, isActive })
    ).catch(() => null);
    if (reply === null)
      return setNotice('Caretrail did not answer. What you typed is still here; please try again.');
    if (reply.ok) return onClose();
    if (reply.failure.code === 'Stale') setSeen(reply.failure.details.version);
    return setNotice(
      reply.failure.code === 'Stale'
        ? 'Somebody else changed this recall meanwhile. What you typed is still here; save again to replace theirs.'
        : reply.failure.message.replace(/^sinceOn/, labels.sinceOn),
    );
  }
  /** What was wrong with a field is said until it is typed in again. */
  const forget = (fields: readonly string[]) =>
    setProblems(
      Object.fromEntries(Object.entries(problems).filter(([at]) => !fields.includes(at))),
    );
  return { save, problems, forget, notice, isPending: add.isPending || correct.isPending };
}

type FieldsProps = {
  readonly entry: Entry;
  readonly today: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly isNew: boolean;
  readonly onChange: (part: Partial<Entry>) => void;
};

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
      <TextField
        label={labels.lotNumber}
        description="Leave it empty when every lot is recalled"
        value={entry.lotNumber}
        error={problems['lotNumber']}
        onChange={(lotNumber) => onChange({ lotNumber })}
      />
      <TextAreaField
        label={labels.reason}
        isRequired
        rows={2}
        spellCheck
        value={entry.reason}
        error={problems['reason']}
        onChange={(text) => onChange({ reason: text.replaceAll(/[\r\n]+/g, ' ') })}
      />
      <Grid minColumnRem={14}>
        <TextField
          label={labels.source}
          description="The notice or who called"
          isRequired
          value={entry.source}
          error={problems['source']}
          onChange={(source) => onChange({ source })}
        />
        <DateField
          label={labels.sinceOn}
          isRequired
          max={today}
          value={entry.sinceOn}
          error={problems['sinceOn']}
          onChange={(sinceOn) => onChange({ sinceOn })}
        />
      </Grid>
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

/** Asks for a recall of a product or of one of its lots. */
export function RecallDialog(props: RecallDialogProps) {
  const { recall, today, onClose } = props;
  const formId = useId();
  const [entry, setEntry] = useState(() => entryOf(recall, today));
  const { save, problems, forget, notice, isPending } = useSavingRecall(props, entry);
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void save();
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={recall === null ? 'Enter a recall' : 'Change a recall'}
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} isPending={isPending}>
            Save recall
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Stack>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <RecallFields
            entry={entry}
            today={today}
            problems={problems}
            isNew={recall === null}
            onChange={(part) => {
              setEntry({ ...entry, ...part });
              forget(Object.keys(part));
            }}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
