import {
  type BillingOrganisation,
  billingOrganisationFields,
} from '../../shared/payers/billing-organisation.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Grid } from '../ui/Grid.tsx';
import { useEntry } from '../use-entry.ts';
import { EntryText } from '../EntryText.tsx';
import {
  blankOrganisation,
  organisationEntryOf,
  organisationLabels,
} from './organisation-entry.ts';

export type OrganisationDialogProps = {
  /** The one that is corrected; null for a new one. */
  readonly organisation: BillingOrganisation | null;
  readonly onClose: () => void;
};

function useOrganisationEntry({ organisation, onClose }: OrganisationDialogProps) {
  const add = useChange('billingOrganisations.add');
  const correct = useChange('billingOrganisations.correct');
  return useEntry({
    keptAs: `billingOrganisation ${organisation?.id ?? 'new'}`,
    start: {
      entry: organisation === null ? blankOrganisation : organisationEntryOf(organisation),
      seen: organisation?.version ?? 0,
    },
    what: 'organisation',
    read: (typed) => readTyped(billingOrganisationFields, typed, organisationLabels),
    send: (said, { seen }) =>
      organisation === null
        ? add.mutateAsync(said)
        : correct.mutateAsync({ billingOrganisationId: organisation.id, seen, ...said }),
    onSaved: onClose,
  });
}

type OfForm = { readonly form: ReturnType<typeof useOrganisationEntry> };

function WhoFields({ form }: OfForm) {
  const text = { ...form, labels: organisationLabels };
  return (
    <>
      <EntryText {...text} name="name" isRequired takesFocus />
      <Grid minColumnRem={13}>
        <EntryText
          {...text}
          name="npi"
          isRequired
          inputMode="numeric"
          description="Type 2, not a person’s"
        />
        <EntryText
          {...text}
          name="ein"
          isRequired
          inputMode="numeric"
          description="Nine digits, with or without dash"
        />
        <EntryText
          {...text}
          name="taxonomy"
          description="Ten characters, where the payer wants it"
        />
      </Grid>
      <EntryText
        {...text}
        name="addressLine"
        isRequired
        description="A building: claims take no post office box here"
      />
      <Grid minColumnRem={10}>
        <EntryText {...text} name="city" isRequired />
        <EntryText {...text} name="state" isRequired />
        <EntryText {...text} name="postalCode" isRequired inputMode="numeric" />
      </Grid>
    </>
  );
}

function SendingFields({ form }: OfForm) {
  const text = { ...form, labels: organisationLabels };
  return (
    <>
      <Grid minColumnRem={13}>
        <EntryText {...text} name="contactName" isRequired />
        <EntryText {...text} name="phone" isRequired inputMode="tel" />
      </Grid>
      <p>As the clearinghouse assigned it, for the files that are sent to it.</p>
      <Grid minColumnRem={13}>
        <EntryText {...text} name="submitterId" isRequired />
        <EntryText {...text} name="receiverName" isRequired />
        <EntryText {...text} name="receiverId" isRequired />
      </Grid>
      <Checkbox
        label="Files are sent as a trial"
        description="Until the clearinghouse says that yours are taken as real claims"
        value={form.entry.sendsTests}
        onChange={(sendsTests) => form.change({ sendsTests })}
      />
    </>
  );
}

/** Asks who bills, as claims name it. Mount it to open. */
export function OrganisationDialog(props: OrganisationDialogProps) {
  const { organisation, onClose } = props;
  const form = useOrganisationEntry(props);
  return (
    <EntryDialog
      title={organisation === null ? 'Add who bills' : 'Correct who bills'}
      saveLabel="Save organisation"
      size="large"
      form={form}
      onClose={onClose}
    >
      <WhoFields form={form} />
      <SendingFields form={form} />
    </EntryDialog>
  );
}
