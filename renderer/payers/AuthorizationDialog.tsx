import {
  authorizationFields,
  type Coverage,
  type PriorAuthorization,
} from '../../shared/payers/coverage.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { useEntry } from '../use-entry.ts';
import { EntryText } from '../EntryText.tsx';

export type AuthorizationDialogProps = {
  readonly coverage: Coverage;
  /** The one that is corrected; null for a new one. */
  readonly authorization: PriorAuthorization | null;
  readonly today: string;
  readonly onClose: () => void;
};

const LABELS = {
  authorizationNumber: 'Authorization number',
  woundId: 'For',
  startsOn: 'Holds from',
  endsOn: 'Holds until',
} as const;

const EVERY_WOUND = 'every';

function useAuthorizationEntry(props: AuthorizationDialogProps) {
  const { coverage, authorization, today, onClose } = props;
  const add = useChange('authorizations.add');
  const correct = useChange('authorizations.correct');
  const coverageId = coverage.id;
  return useEntry({
    keptAs: `authorization ${authorization?.id ?? `new of ${coverageId}`}`,
    start: {
      entry: {
        authorizationNumber: authorization?.authorizationNumber ?? '',
        woundId: authorization?.woundId ?? EVERY_WOUND,
        startsOn: authorization?.startsOn ?? today,
        endsOn: authorization?.endsOn ?? '',
      },
      seen: coverage.version,
    },
    what: 'insurance',
    read: ({ woundId, ...typed }) =>
      readTyped(
        authorizationFields,
        { ...typed, woundId: woundId === EVERY_WOUND ? null : woundId },
        LABELS,
      ),
    send: (said, { seen }) =>
      authorization === null
        ? add.mutateAsync({ coverageId, seen, ...said })
        : correct.mutateAsync({ coverageId, seen, authorizationId: authorization.id, ...said }),
    onSaved: onClose,
  });
}

/** Asks for a payer's word beforehand that it will pay. Mount it to open. */
export function AuthorizationDialog(props: AuthorizationDialogProps) {
  const { coverage, authorization, onClose } = props;
  const form = useAuthorizationEntry(props);
  const { entry, problems, change } = form;
  const wounds = useOperation('wounds.list', { patientId: coverage.patientId });
  const options = [
    { key: EVERY_WOUND, label: 'Every wound' },
    ...(wounds.data ?? [])
      .filter(({ voidedAt }) => voidedAt === null)
      .map(({ id, woundNumber, location }) => ({
        key: id,
        label: `Wound ${woundNumber}`,
        detail: location,
      })),
  ];
  return (
    <EntryDialog
      title={authorization === null ? 'Add a prior authorization' : 'Correct an authorization'}
      saveLabel="Save authorization"
      form={form}
      onClose={onClose}
    >
      <EntryText {...form} labels={LABELS} name="authorizationNumber" isRequired takesFocus />
      <SelectField
        label={LABELS.woundId}
        options={options}
        value={entry.woundId}
        onChange={(woundId) => change({ woundId })}
      />
      <Grid minColumnRem={12}>
        <DateField
          label={LABELS.startsOn}
          isRequired
          value={entry.startsOn}
          error={problems['startsOn']}
          onChange={(startsOn) => change({ startsOn })}
        />
        <DateField
          label={LABELS.endsOn}
          isRequired
          value={entry.endsOn}
          error={problems['endsOn']}
          onChange={(endsOn) => change({ endsOn })}
        />
      </Grid>
    </EntryDialog>
  );
}
