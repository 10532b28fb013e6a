import { etiologies } from '../../shared/wounds/wound.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { type CoverageEntry, coverageLabels } from './coverage-entry.ts';

export type CoverageRuleFieldsProps = {
  readonly entry: CoverageEntry;
  readonly today: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly isNew: boolean;
  readonly onChange: (part: Partial<CoverageEntry>) => void;
};

function EtiologyFields({ entry, problems, onChange }: CoverageRuleFieldsProps) {
  const chosen = new Set(entry.etiologies);
  const problem = problems['etiologies'];
  return (
    <fieldset className="coverage-etiologies">
      <legend>{coverageLabels.etiologies}</legend>
      <Grid minColumnRem={9} gap={1}>
        {etiologies.map((key) => (
          <Checkbox
            key={key}
            label={`${key.charAt(0).toUpperCase()}${key.slice(1)}`}
            value={chosen.has(key)}
            onChange={(isChosen) =>
              onChange({
                etiologies: etiologies.filter((each) =>
                  each === key ? isChosen : chosen.has(each),
                ),
              })
            }
          />
        ))}
      </Grid>
      {problem !== undefined && (
        <p className="coverage-etiologies__problem" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

type NumberName = 'applicationLimit' | 'windowWeeks' | 'minConservativeWeeks' | 'noteAbove';

function NumberEntry({ name, ...props }: CoverageRuleFieldsProps & { readonly name: NumberName }) {
  return (
    <TextField
      label={coverageLabels[name]}
      inputMode="numeric"
      value={props.entry[name]}
      error={props.problems[name]}
      onChange={(value) => props.onChange({ [name]: value })}
    />
  );
}

function LimitFields(props: CoverageRuleFieldsProps) {
  const { entry, problems, onChange } = props;
  return (
    <>
      <p>Leave empty what the source does not say.</p>
      <Grid minColumnRem={14}>
        <NumberEntry {...props} name="applicationLimit" />
        <NumberEntry {...props} name="windowWeeks" />
        <NumberEntry {...props} name="minConservativeWeeks" />
        <TextField
          label={coverageLabels.minAreaMm2}
          inputMode="decimal"
          value={entry.minArea}
          error={problems['minAreaMm2']}
          onChange={(minArea) => onChange({ minArea })}
        />
      </Grid>
    </>
  );
}

type ShortName = 'payer' | 'title' | 'source';

function ShortEntry({ name, ...props }: CoverageRuleFieldsProps & { readonly name: ShortName }) {
  return (
    <TextField
      label={coverageLabels[name]}
      isRequired
      value={props.entry[name]}
      error={props.problems[name]}
      onChange={(text) => props.onChange({ [name]: text })}
    />
  );
}

type LineName = 'reductionWording' | 'note';

function LineEntry({ name, ...props }: CoverageRuleFieldsProps & { readonly name: LineName }) {
  return (
    <TextAreaField
      label={coverageLabels[name]}
      rows={1}
      value={props.entry[name]}
      error={props.problems[name]}
      onChange={(text) => props.onChange({ [name]: text.replaceAll(/[\r\n]+/g, ' ') })}
    />
  );
}

type DayName = 'asOfOn' | 'effectiveFrom' | 'effectiveTo' | 'withdrawnOn';

function DayEntry({
  name,
  isRequired,
  max,
  ...props
}: CoverageRuleFieldsProps & {
  readonly name: DayName;
  readonly isRequired?: boolean;
  readonly max?: string;
}) {
  return (
    <DateField
      label={coverageLabels[name]}
      isRequired={isRequired}
      max={max}
      value={props.entry[name]}
      error={props.problems[name]}
      onChange={(day) => props.onChange({ [name]: day })}
    />
  );
}

/** The fields of a coverage rule. */
export function CoverageRuleFields(props: CoverageRuleFieldsProps) {
  const { entry, today, isNew, onChange } = props;
  return (
    <>
      <ShortEntry {...props} name="payer" />
      <ShortEntry {...props} name="title" />
      <EtiologyFields {...props} />
      <LimitFields {...props} />
      <LineEntry {...props} name="reductionWording" />
      <LineEntry {...props} name="note" />
      <NumberEntry {...props} name="noteAbove" />
      <ShortEntry {...props} name="source" />
      <Grid minColumnRem={12}>
        <DayEntry {...props} name="asOfOn" isRequired max={today} />
        <DayEntry {...props} name="effectiveFrom" isRequired />
        <DayEntry {...props} name="effectiveTo" />
        <DayEntry {...props} name="withdrawnOn" />
      </Grid>
      {!isNew && (
        <Checkbox
          label="In force"
          description="Taken out of force it stays readable and is not offered any more"
          value={entry.isActive}
          onChange={(isActive) => onChange({ isActive })}
        />
      )}
    </>
  );
}
