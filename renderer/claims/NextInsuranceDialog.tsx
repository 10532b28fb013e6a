import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import { moneyInWords } from '../../shared/base/money-words.ts';
import type { ClaimShown } from '../../shared/claims/claim-shapes.ts';
import { useChange } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';
import { FollowUpMade } from './FollowUpMade.tsx';
import {
  blankNext,
  isForMedicare,
  lineFields,
  type NextEntry,
  readNext,
  reasonOptions,
} from './next-insurance-entry.ts';

const TITLE = 'Bill the next insurance';

export type NextInsuranceDialogProps = {
  readonly claim: ClaimShown;
  readonly onClose: () => void;
};

function useNextEntry(claim: ClaimShown, onStarted: (jobId: string) => void) {
  const bill = useChange('claims.billNext');
  const today = useSite()?.today ?? '';
  const read = (entry: NextEntry) => readNext(entry, claim, today);
  return useEntry({
    keptAs: `next insurance ${claim.id}`,
    start: { entry: blankNext(claim), seen: 0 },
    what: 'claim',
    read,
    send: (next) => bill.mutateAsync({ claimId: claim.id, ...next }),
    onSaved: ({ jobId }) => onStarted(jobId),
  });
}

type FormProps = {
  readonly claim: ClaimShown;
  readonly form: ReturnType<typeof useNextEntry>;
};

type FieldOf = { readonly form: FormProps['form']; readonly name: string; readonly label: string };

function Amount({ form, name, label }: FieldOf) {
  return (
    <TextField
      label={label}
      inputMode="decimal"
      value={form.entry[name] ?? ''}
      error={form.problems[name]}
      onChange={(text) => form.change({ [name]: text })}
    />
  );
}

function Adjustments({ form, name, label }: FieldOf) {
  return (
    <TextField
      label={label}
      description="Such as CO-45 120.50, PR-2 30"
      value={form.entry[name] ?? ''}
      error={form.problems[name]}
      onChange={(text) => form.change({ [name]: text })}
    />
  );
}

function WhoIsNext({ claim, form }: FormProps) {
  return (
    <Grid minColumnRem={16}>
      <SelectField
        label="Insurance"
        isRequired
        options={claim.nextCoverages.map(({ id, label }) => ({ key: id, label }))}
        value={form.entry['coverageId'] ?? null}
        error={form.problems['coverageId']}
        onChange={(coverageId) => form.change({ coverageId })}
      />
      {isForMedicare(form.entry, claim) && (
        <SelectField
          label="Why Medicare is not the first to pay"
          isRequired
          options={reasonOptions}
          value={form.entry['reason'] ?? null}
          error={form.problems['reason']}
          onChange={(reason) => form.change({ reason })}
        />
      )}
    </Grid>
  );
}

/** What the payer of the claim decided, as its remittance says it. */
function Decided({ claim, form }: FormProps) {
  return (
    <fieldset className="claim-decision">
      <legend>What {apart(claim.payerName)} decided of the claim</legend>
      <Stack>
        <Grid minColumnRem={12}>
          <DateField
            label="Day of the remittance"
            isRequired
            value={form.entry['decidedOn'] ?? ''}
            error={form.problems['decidedOn']}
            onChange={(decidedOn) => form.change({ decidedOn })}
          />
          <Amount form={form} name="paid" label="It paid, in dollars" />
          <Amount form={form} name="patient" label="The patient owes, in dollars" />
        </Grid>
        <Adjustments form={form} name="adjustments" label="Adjustments to no line" />
      </Stack>
    </fieldset>
  );
}

function DecidedLines({ claim, form }: FormProps) {
  return claim.content.lines.map(({ id, procedureCode, modifiers, chargeCents }, index) => {
    const name = `line ${index + 1}`;
    const fields = lineFields(id);
    return (
      <fieldset key={id} className="claim-decision">
        <legend>
          Line {index + 1}: {[procedureCode, ...modifiers].join(' ')}, {moneyInWords(chargeCents)}
        </legend>
        <Grid minColumnRem={12}>
          <Amount form={form} name={fields.paid} label={`Paid for ${name}, in dollars`} />
          <Adjustments form={form} name={fields.adjustments} label={`Adjustments of ${name}`} />
        </Grid>
      </fieldset>
    );
  });
}

/** Asks what the payer of a claim decided, and bills the insurance whose turn is next. Mount it to open. */
export function NextInsuranceDialog({ claim, onClose }: NextInsuranceDialogProps) {
  const [jobId, setJobId] = useState<string | null>(null);
  const form = useNextEntry(claim, setJobId);
  if (jobId !== null)
    return (
      <Dialog
        isOpen
        title={TITLE}
        onClose={onClose}
        actions={<Button onPress={onClose}>Close</Button>}
      >
        <JobProgressPanel
          jobId={jobId}
          heading="The claim"
          renderDone={(value) => <FollowUpMade value={value} />}
        />
      </Dialog>
    );
  return (
    <EntryDialog
      title={TITLE}
      saveLabel="Make the claim"
      size="large"
      form={form}
      onClose={onClose}
    >
      <p>
        Enter the remittance as it is: what was paid and the adjustments come to the charge of{' '}
        {moneyInWords(claim.totalCents)}. Leave all lines empty where it says nothing of lines.
      </p>
      <WhoIsNext claim={claim} form={form} />
      <Decided claim={claim} form={form} />
      <DecidedLines claim={claim} form={form} />
    </EntryDialog>
  );
}
