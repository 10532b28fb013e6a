import { Checkbox } from '../ui/Checkbox.tsx';
import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { listOf, type RuleField, textOf, type Typed } from './rule-field.ts';

export type RuleFieldInputProps = {
  readonly field: RuleField;
  readonly typed: Typed;
  readonly problem: string | undefined;
  readonly onChange: (part: Typed) => void;
};

type ChecksProps = RuleFieldInputProps & { readonly field: Extract<RuleField, { as: 'checks' }> };

function Checks({ field, typed, problem, onChange }: ChecksProps) {
  const ticked = listOf(typed, field.path);
  return (
    <fieldset className="rule-checks">
      <legend>{field.label}</legend>
      {problem !== undefined && <p className="rule-checks__problem">{problem}</p>}
      <Grid minColumnRem={12} gap={1}>
        {field.options.map(({ key, label }) => (
          <Checkbox
            key={key}
            label={label}
            value={ticked.includes(key)}
            onChange={(isTicked) =>
              onChange({
                [field.path]: isTicked ? [...ticked, key] : ticked.filter((each) => each !== key),
              })
            }
          />
        ))}
      </Grid>
    </fieldset>
  );
}

const inputModes: Readonly<Partial<Record<RuleField['as'], 'numeric' | 'decimal'>>> = {
  number: 'numeric',
  area: 'decimal',
  money: 'decimal',
};

/** The control of one field of a rule or an example. */
export function RuleFieldInput(props: RuleFieldInputProps) {
  const { field, typed, problem, onChange } = props;
  if (field.as === 'checks') return <Checks {...props} field={field} />;
  const shared = {
    label: field.label,
    description: field.description,
    isRequired: field.mayBeEmpty !== true,
    error: problem,
    value: textOf(typed, field.path),
    onChange: (text: string) => onChange({ [field.path]: text }),
  };
  if (field.as === 'choice')
    return (
      <SelectField
        {...shared}
        options={field.options}
        value={shared.value === '' ? null : shared.value}
      />
    );
  if (field.as === 'list' && field.path.split('.').length === 1)
    return <TextAreaField {...shared} rows={2} />;
  return <TextField {...shared} inputMode={inputModes[field.as] ?? 'text'} />;
}
