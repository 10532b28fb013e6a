import { filingCodes, filingNames, type Payer, payerFields } from '../../shared/payers/payer.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { useEntry } from '../use-entry.ts';
import { EntryText } from '../EntryText.tsx';
import { blankPayer, payerEntryOf, payerLabels } from './payer-entry.ts';

export type PayerDialogProps = {
  /** The payer that is corrected; null for a new one. */
  readonly payer: Payer | null;
  readonly onClose: () => void;
};

const FILING_OPTIONS = filingCodes.map((key) => ({
  key: key as string,
  label: filingNames[key],
  detail: key,
}));

function usePayerEntry({ payer, onClose }: PayerDialogProps) {
  const add = useChange('payers.add');
  const correct = useChange('payers.correct');
  return useEntry({
    keptAs: `payer ${payer?.id ?? 'new'}`,
    start: {
      entry: payer === null ? blankPayer : payerEntryOf(payer),
      seen: payer?.version ?? 0,
    },
    what: 'payer',
    read: (typed) => readTyped(payerFields, typed, payerLabels),
    send: (said, { seen }) =>
      payer === null
        ? add.mutateAsync(said)
        : correct.mutateAsync({ payerId: payer.id, seen, ...said }),
    onSaved: onClose,
  });
}

/** Asks who pays and how claims name it. Mount it to open. */
export function PayerDialog(props: PayerDialogProps) {
  const { payer, onClose } = props;
  const form = usePayerEntry(props);
  const text = { ...form, labels: payerLabels };
  return (
    <EntryDialog
      title={payer === null ? 'Add a payer' : 'Correct a payer'}
      saveLabel="Save payer"
      size="large"
      form={form}
      onClose={onClose}
    >
      <EntryText {...text} name="name" isRequired takesFocus />
      <Grid minColumnRem={16}>
        <EntryText
          {...text}
          name="payerCode"
          isRequired
          description="As electronic claims name it; the clearinghouse lists it"
        />
        <SelectField
          label={payerLabels.filingCode}
          isRequired
          options={FILING_OPTIONS}
          value={form.entry.filingCode}
          error={form.problems['filingCode']}
          onChange={(filingCode) => form.change({ filingCode })}
        />
      </Grid>
      <p>The address is printed on paper claims. Leave all of it empty where none is needed.</p>
      <EntryText {...text} name="addressLine" />
      <Grid minColumnRem={10}>
        <EntryText {...text} name="city" />
        <EntryText {...text} name="state" />
        <EntryText {...text} name="postalCode" inputMode="numeric" />
      </Grid>
      <Checkbox
        label="Wants the identifier of a product on its line"
        description="Only where the payer asks for it"
        value={form.entry.wantsItemIdentifier}
        onChange={(wantsItemIdentifier) => form.change({ wantsItemIdentifier })}
      />
    </EntryDialog>
  );
}
