import { Plus, Trash2 } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { blankGroup, groupCountOf, MAX_GROUPS, withoutLastGroup } from './application-form.ts';
import { kindForms } from './kind-forms.ts';
import type { RuleEntry } from './rule-entry.ts';
import type { RuleField, Typed } from './rule-field.ts';
import { RuleFieldInput } from './RuleFieldInput.tsx';

export type ParameterFieldsProps = {
  readonly entry: RuleEntry;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (typed: Typed) => void;
};

function Fields({
  fields,
  entry,
  problems,
  onChange,
}: ParameterFieldsProps & { readonly fields: readonly RuleField[] }) {
  const isWide = (field: RuleField) => field.as === 'checks' || field.as === 'list';
  const input = (field: RuleField) => (
    <RuleFieldInput
      key={field.path}
      field={field}
      typed={entry.typed}
      problem={problems[`parameters.${field.path}`]}
      onChange={(part) => onChange({ ...entry.typed, ...part })}
    />
  );
  const narrow = fields.filter((field) => !isWide(field));
  return (
    <Stack gap={3}>
      {fields.filter((field) => isWide(field) && field.section === undefined).map(input)}
      {narrow.length > 0 && <Grid minColumnRem={14}>{narrow.map(input)}</Grid>}
      {fields.filter((field) => isWide(field) && field.section !== undefined).map(input)}
    </Stack>
  );
}

function GroupButtons({ entry, onChange }: Omit<ParameterFieldsProps, 'problems'>) {
  const count = groupCountOf(entry.typed);
  return (
    <Row>
      <Button
        icon={Plus}
        isDisabled={count === MAX_GROUPS}
        onPress={() => onChange({ ...entry.typed, ...blankGroup(count) })}
      >
        Add a group
      </Button>
      <Button
        icon={Trash2}
        isDisabled={count === 1}
        onPress={() => onChange(withoutLastGroup(entry.typed))}
      >
        Remove the last group
      </Button>
    </Row>
  );
}

/** What a rule of its kind says, as fields. */
export function ParameterFields(props: ParameterFieldsProps) {
  const { entry } = props;
  const fields = kindForms[entry.kind]
    .fields(entry.typed)
    .filter(({ isHidden }) => isHidden?.(entry.typed) !== true);
  const sections = [...new Set(fields.flatMap(({ section }) => section ?? []))];
  return (
    <Stack>
      <Fields {...props} fields={fields.filter(({ section }) => section === undefined)} />
      {sections.map((title) => (
        <fieldset key={title} className="rule-example">
          <legend className="rule-example__legend">{title}</legend>
          <Fields {...props} fields={fields.filter(({ section }) => section === title)} />
        </fieldset>
      ))}
      {entry.kind === 'applicationCodes' && <GroupButtons {...props} />}
    </Stack>
  );
}
