import { X } from 'lucide-react';
import { useState } from 'react';
import type { NamedEvent } from '../../shared/audit/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { ComboBoxField } from '../ui/ComboBoxField.tsx';
import { DateField } from '../ui/DateField.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { type AuditChoice, isOpen, openChoice } from './audit-filter.ts';
import { computerWords, deedOptions, patientWords } from './audit-words.ts';

type Patient = NonNullable<NamedEvent['patient']>;

type FilterProps = {
  readonly choice: AuditChoice;
  readonly onChange: (choice: AuditChoice) => void;
};

type ChosenProps = {
  readonly label: string;
  readonly words: string;
  readonly onClear: () => void;
};

/** What was chosen of many, in the place of the field it was chosen with. */
function Chosen({ label, words, onClear }: ChosenProps) {
  return (
    <div className="audit-chosen">
      <p className="field__label">{label}</p>
      <div className="audit-chosen__value">
        <span dir="auto">{words}</span>
        <Button
          variant="quiet"
          icon={X}
          aria-label={`Clear ${label.toLowerCase()}`}
          onPress={onClear}
        >
          Clear
        </Button>
      </div>
    </div>
  );
}

const MOST_SHOWN = 20;

function PatientFilter({ onChoose }: { readonly onChoose: (patient: Patient) => void }) {
  const [text, setText] = useState('');
  const isAsked = text.trim() !== '';
  const found = useOperation(
    'patients.find',
    { text, limit: MOST_SHOWN },
    { keepsPrevious: true, enabled: isAsked },
  );
  const patients = isAsked ? (found.data ?? []) : [];
  return (
    <ComboBoxField
      label="Patient"
      placeholder="Name or MRN"
      error={found.error?.message}
      text={text}
      onTextChange={setText}
      isSearching={isAsked && (found.isPending || found.isPlaceholderData)}
      emptyText={isAsked ? 'No patient fits' : 'Type a name or an MRN'}
      options={patients.map((patient) => ({
        key: patient.id,
        label: patientWords(patient),
        detail: `Born ${formatCivilDate(patient.birthOn)}`,
      }))}
      onChoose={(key) => {
        const patient = patients.find(({ id }) => id === key);
        if (patient) onChoose(patient);
      }}
    />
  );
}

function DeedFilter({ choice, onChange }: FilterProps) {
  const [text, setText] = useState('');
  const { operation } = choice;
  if (operation !== null) {
    const words = deedOptions.find(({ key }) => key === operation)?.label ?? operation;
    const onClear = () => onChange({ ...choice, operation: null });
    return <Chosen label="Action" words={words} onClear={onClear} />;
  }
  const asked = text.trim().toLowerCase();
  return (
    <ComboBoxField
      label="Action"
      placeholder="Any; type to find one"
      text={text}
      onTextChange={setText}
      emptyText="No action fits"
      options={deedOptions.filter(({ label }) => label.toLowerCase().includes(asked))}
      onChoose={(key) => onChange({ ...choice, operation: key })}
    />
  );
}

const ANY = 'any';

const outcomes = [
  { key: ANY, label: 'Any' },
  { key: 'ok', label: 'Done' },
  { key: 'refused', label: 'Refused' },
  { key: 'failed', label: 'Failed' },
] as const;

function PersonFilter({ choice, onChange }: FilterProps) {
  const people = useOperation('audit.people', {});
  return (
    <SelectField
      label="Person"
      error={people.error?.message}
      value={choice.userId ?? ANY}
      options={[
        { key: ANY, label: 'Anybody' },
        ...(people.data ?? []).map(({ id, displayName }) => ({ key: id, label: displayName })),
      ]}
      onChange={(key) => onChange({ ...choice, userId: key === ANY ? null : key })}
    />
  );
}

function ComputerFilter({ choice, onChange }: FilterProps) {
  const chains = useOperation('audit.chains', {});
  return (
    <SelectField
      label="Computer"
      error={chains.error?.message}
      value={choice.chainId ?? ANY}
      options={[
        { key: ANY, label: 'Any' },
        ...(chains.data ?? []).map((chain) => ({
          key: chain.chainId,
          label: computerWords(chain),
          detail:
            chain.beganAt === null
              ? undefined
              : `From ${formatCivilDate(chain.beganAt.slice(0, 10))} on`,
        })),
      ]}
      onChange={(key) => onChange({ ...choice, chainId: key === ANY ? null : key })}
    />
  );
}

type AuditFilterFieldsProps = FilterProps & {
  readonly patient: Patient | null;
  readonly onPatient: (patient: Patient | null) => void;
};

/** What the list of events is narrowed by. */
export function AuditFilterFields(props: AuditFilterFieldsProps) {
  const { choice, onChange, patient, onPatient } = props;
  return (
    <Panel
      heading="Filters"
      actions={
        !isOpen(choice) && (
          <Button
            icon={X}
            onPress={() => {
              onPatient(null);
              onChange(openChoice(null));
            }}
          >
            Clear all filters
          </Button>
        )
      }
    >
      <Grid gap={3} minColumnRem={14}>
        {choice.patientId === null ? (
          <PatientFilter onChoose={onPatient} />
        ) : (
          <Chosen
            label="Patient"
            words={patient === null ? 'One patient' : patientWords(patient)}
            onClear={() => onPatient(null)}
          />
        )}
        <PersonFilter {...{ choice, onChange }} />
        <DeedFilter {...{ choice, onChange }} />
        <SelectField
          label="Outcome"
          value={choice.outcome ?? ANY}
          options={outcomes}
          onChange={(key) => onChange({ ...choice, outcome: key === ANY ? null : key })}
        />
        <ComputerFilter {...{ choice, onChange }} />
        <SelectField
          label="Broken glass"
          value={choice.withBrokenGlass === null ? ANY : 'broken'}
          options={[
            { key: ANY, label: 'Any' },
            { key: 'broken', label: 'Only with broken glass' },
          ]}
          onChange={(key) =>
            onChange({ ...choice, withBrokenGlass: key === 'broken' ? true : null })
          }
        />
        <DateField
          label="From"
          value={choice.fromOn}
          onChange={(fromOn) => onChange({ ...choice, fromOn })}
        />
        <DateField
          label="To"
          value={choice.toOn}
          min={choice.fromOn === '' ? undefined : choice.fromOn}
          onChange={(toOn) => onChange({ ...choice, toOn })}
        />
      </Grid>
    </Panel>
  );
}
