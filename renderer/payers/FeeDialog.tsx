import type { Fee } from '../../shared/payers/fee.ts';
import type { Payer } from '../../shared/payers/payer.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';
import { EntryText } from '../EntryText.tsx';
import { blankFee, EVERY_PAYER, feeEntryOf, feeLabels, readFee } from './fee-entry.ts';

export type FeeDialogProps = {
  /** The fee that is corrected; null for a new one. */
  readonly fee: Fee | null;
  readonly payers: readonly Payer[];
  readonly today: string;
  readonly onClose: () => void;
};

function useFeeEntry({ fee, today, onClose }: FeeDialogProps) {
  const set = useChange('fees.set');
  const correct = useChange('fees.correct');
  return useEntry({
    keptAs: `fee ${fee?.id ?? 'new'}`,
    start: {
      entry: fee === null ? blankFee(today) : feeEntryOf(fee),
      seen: fee?.version ?? 0,
    },
    what: 'fee',
    read: readFee,
    send: ({ payerId, procedureCode, ...terms }, { seen }) =>
      fee === null
        ? set.mutateAsync({ payerId, procedureCode, ...terms })
        : correct.mutateAsync({ feeId: fee.id, seen, ...terms }),
    onSaved: onClose,
  });
}

type OfFormProps = { readonly form: ReturnType<typeof useFeeEntry> };

/** For whom and for which code; said once, for a new fee. */
function WhatFor({ form, payers }: OfFormProps & Pick<FeeDialogProps, 'payers'>) {
  const options = [
    { key: '', label: EVERY_PAYER },
    ...payers.map(({ id, name }) => ({ key: id, label: name })),
  ];
  return (
    <Grid minColumnRem={14}>
      <EntryText
        {...form}
        labels={feeLabels}
        name="procedureCode"
        isRequired
        takesFocus
        description="HCPCS or CPT, five characters"
      />
      <SelectField
        label={feeLabels.payerId}
        options={options}
        value={form.entry.payerId}
        onChange={(payerId) => form.change({ payerId })}
      />
    </Grid>
  );
}

/** Asks what one unit of a code is charged at, and on which days of service. Mount it to open. */
export function FeeDialog(props: FeeDialogProps) {
  const { fee, payers, onClose } = props;
  const form = useFeeEntry(props);
  const { entry, problems, change } = form;
  return (
    <EntryDialog
      title={fee === null ? 'Set a fee' : `Correct the fee for ${fee.procedureCode}`}
      saveLabel="Save fee"
      size="large"
      form={form}
      onClose={onClose}
    >
      {fee === null ? (
        <WhatFor form={form} payers={payers} />
      ) : (
        <p>
          {fee.procedureCode} · {fee.payerName ?? EVERY_PAYER}
        </p>
      )}
      <TextField
        label={feeLabels.unitCents}
        isRequired
        inputMode="decimal"
        value={entry.unitDollars}
        error={problems['unitDollars']}
        onChange={(unitDollars) => change({ unitDollars })}
      />
      <Grid minColumnRem={12}>
        <DateField
          label={feeLabels.effectiveFrom}
          isRequired
          value={entry.effectiveFrom}
          error={problems['effectiveFrom']}
          onChange={(effectiveFrom) => change({ effectiveFrom })}
        />
        <DateField
          label={feeLabels.effectiveTo}
          description="Leave it empty while it goes on"
          value={entry.effectiveTo}
          error={problems['effectiveTo']}
          onChange={(effectiveTo) => change({ effectiveTo })}
        />
      </Grid>
      <EntryText
        {...form}
        labels={feeLabels}
        name="source"
        description="Such as the fee schedule and its page"
      />
    </EntryDialog>
  );
}
