import { sexes } from '../../shared/patients/patient.ts';
import {
  priorityNames,
  relationshipCodes,
  relationshipNames,
  SELF,
} from '../../shared/payers/coverage.ts';
import { filingInWords, type Payer } from '../../shared/payers/payer.ts';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { type CoverageEntry, coverageLabels } from './coverage-entry.ts';
import { EntryText } from '../EntryText.tsx';

export type CoverageFieldsProps = {
  readonly entry: CoverageEntry;
  readonly problems: Readonly<Record<string, string>>;
  readonly change: (part: Partial<CoverageEntry>) => void;
  /** Those that may be chosen. */
  readonly payers: readonly Payer[];
  readonly today: string;
};

const TURN_CARDS = (['1', '2', '3'] as const).map((key) => ({
  key,
  title: priorityNames[key],
}));

const RELATIONSHIP_OPTIONS = relationshipCodes.map((key) => ({
  key: key as string,
  label: key === SELF ? relationshipNames[key] : `Somebody else: ${relationshipNames[key]}`,
}));

const SEX_OPTIONS = sexes.map((key) => ({
  key: key as string,
  label: `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
}));

function SubscriberFields(props: CoverageFieldsProps) {
  const { entry, problems, change, today } = props;
  const text = { entry, problems, change, labels: coverageLabels };
  return (
    <>
      <Grid minColumnRem={14}>
        <EntryText {...text} name="subscriberLastName" isRequired />
        <EntryText {...text} name="subscriberFirstName" isRequired />
        <DateField
          label={coverageLabels.subscriberBirthOn}
          isRequired
          max={today}
          value={entry.subscriberBirthOn}
          error={problems['subscriberBirthOn']}
          onChange={(subscriberBirthOn) => change({ subscriberBirthOn })}
        />
        <SelectField
          label={coverageLabels.subscriberSex}
          isRequired
          options={SEX_OPTIONS}
          value={entry.subscriberSex}
          error={problems['subscriberSex']}
          onChange={(subscriberSex) => change({ subscriberSex })}
        />
      </Grid>
      <p>Leave the address empty where it is the patient’s.</p>
      <EntryText {...text} name="subscriberAddressLine" />
      <Grid minColumnRem={10}>
        <EntryText {...text} name="subscriberCity" />
        <EntryText {...text} name="subscriberState" />
        <EntryText {...text} name="subscriberPostalCode" inputMode="numeric" />
      </Grid>
    </>
  );
}

function WhenFields({ entry, problems, change }: CoverageFieldsProps) {
  return (
    <Grid minColumnRem={12}>
      <DateField
        label={coverageLabels.startsOn}
        isRequired
        value={entry.startsOn}
        error={problems['startsOn']}
        onChange={(startsOn) => change({ startsOn })}
      />
      <DateField
        label={coverageLabels.endsOn}
        description="Leave it empty while it goes on"
        value={entry.endsOn}
        error={problems['endsOn']}
        onChange={(endsOn) => change({ endsOn })}
      />
    </Grid>
  );
}

/** The fields of a patient's insurance. */
export function CoverageFields(props: CoverageFieldsProps) {
  const { entry, problems, change, payers } = props;
  const text = { entry, problems, change, labels: coverageLabels };
  return (
    <>
      <SelectField
        label={coverageLabels.payerId}
        isRequired
        placeholder={payers.length === 0 ? 'No payers yet: an administrator adds them' : undefined}
        options={payers.map(({ id, name, filingCode }) => ({
          key: id,
          label: name,
          detail: filingInWords(filingCode),
        }))}
        value={entry.payerId}
        error={problems['payerId'] === undefined ? undefined : 'Payer is missing'}
        onChange={(payerId) => change({ payerId })}
      />
      <Grid minColumnRem={14}>
        <EntryText {...text} name="memberId" isRequired />
        <EntryText {...text} name="groupNumber" />
      </Grid>
      <RadioCards
        label={coverageLabels.priority}
        columns={3}
        cards={TURN_CARDS}
        value={entry.priority}
        onChange={(priority) => change({ priority })}
      />
      <SelectField
        label={coverageLabels.relationshipCode}
        options={RELATIONSHIP_OPTIONS}
        value={entry.relationshipCode}
        onChange={(relationshipCode) => change({ relationshipCode })}
      />
      {entry.relationshipCode !== SELF && <SubscriberFields {...props} />}
      <WhenFields {...props} />
    </>
  );
}
