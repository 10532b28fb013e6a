import { type Facility, facilityFields } from '../../shared/facilities/contract.ts';
import { HOME } from '../../shared/facilities/place-of-service.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { EntryText } from '../EntryText.tsx';
import { readTyped } from '../read-typed.ts';
import { Grid } from '../ui/Grid.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { useEntry } from '../use-entry.ts';
import {
  blankFacility,
  facilityEntryOf,
  facilityLabels,
  gapsInWords,
  placeOptions,
  typedGaps,
} from './facility-entry.ts';

export type FacilityDialogProps = {
  /** The facility that is corrected; null for a new one. */
  readonly facility: Facility | null;
  readonly onClose: () => void;
};

function useFacilityEntry({ facility, onClose }: FacilityDialogProps) {
  const create = useChange('facilities.create');
  const correct = useChange('facilities.correct');
  return useEntry({
    keptAs: `facility ${facility?.id ?? 'new'}`,
    start: {
      entry: facility === null ? blankFacility : facilityEntryOf(facility),
      seen: facility?.version ?? 0,
    },
    what: 'facility',
    read: (typed) => readTyped(facilityFields, typed, facilityLabels),
    send: (said, { seen }) =>
      facility === null
        ? create.mutateAsync(said)
        : correct.mutateAsync({ facilityId: facility.id, seen, ...said }),
    onSaved: onClose,
  });
}

/** Asks where care is given, as claims name the place. Mount it to open. */
export function FacilityDialog(props: FacilityDialogProps) {
  const { facility, onClose } = props;
  const form = useFacilityEntry(props);
  const text = { ...form, labels: facilityLabels };
  const missing = gapsInWords(typedGaps(form.entry));
  return (
    <EntryDialog
      title={facility === null ? 'Add a facility' : 'Correct a facility'}
      saveLabel="Save facility"
      size="large"
      form={form}
      onClose={onClose}
    >
      <EntryText {...text} name="name" isRequired takesFocus />
      <Grid minColumnRem={16}>
        <SelectField
          label={facilityLabels.placeOfService}
          description="The CMS code that claims carry; type its digits to find it"
          options={placeOptions}
          value={form.entry.placeOfService}
          error={form.problems['placeOfService']}
          onChange={(placeOfService) => form.change({ placeOfService })}
        />
        <EntryText
          {...text}
          name="npi"
          inputMode="numeric"
          description="Of the place, not of who bills; where it has one"
        />
      </Grid>
      <EntryText
        {...text}
        name="addressLine"
        description="A building: claims take no post office box here"
      />
      <Grid minColumnRem={10}>
        <EntryText {...text} name="city" />
        <EntryText {...text} name="state" />
        <EntryText {...text} name="postalCode" inputMode="numeric" />
        <EntryText {...text} name="phone" inputMode="tel" />
      </Grid>
      {missing !== '' && (
        <InlineMessage tone="caution" title="Can be saved, but not claimed yet">
          {missing}
        </InlineMessage>
      )}
      {form.entry.placeOfService === HOME && (
        <InlineMessage tone="info">
          Claims for care at home carry the patient’s own address instead of this one.
        </InlineMessage>
      )}
    </EntryDialog>
  );
}
