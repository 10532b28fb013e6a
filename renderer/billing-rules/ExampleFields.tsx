import { Check, CircleX, Plus, Trash2 } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Grid } from '../ui/Grid.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { outcomeInWords } from './example-words.ts';
import { kindForms } from './kind-forms.ts';
import {
  blankExample,
  type ExampleEntry,
  outcomeOf,
  type RuleEntry,
  takingActual,
} from './rule-entry.ts';
import { RuleFieldInput } from './RuleFieldInput.tsx';

type OneProps = {
  readonly entry: RuleEntry;
  readonly example: ExampleEntry;
  readonly index: number;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (example: ExampleEntry) => void;
  readonly onRemove: () => void;
};

/** What the rule gives as it is typed now, beside what the example expects. */
function Outcome({ entry, example, index, onChange }: Omit<OneProps, 'problems' | 'onRemove'>) {
  const outcome = outcomeOf(entry, example);
  if (outcome === null)
    return (
      <p className="rule-outcome" role="status">
        What the rule gives shows here as soon as the rule and the example are whole.
      </p>
    );
  const words = outcomeInWords(entry.kind, outcome.actual);
  if (outcome.isAsExpected)
    return (
      <p className="rule-outcome rule-outcome--right" role="status">
        <Check size={20} aria-hidden /> The rule gives this: {words}
      </p>
    );
  return (
    <Row isWrapping>
      <p className="rule-outcome rule-outcome--wrong" role="status">
        <CircleX size={20} aria-hidden /> The rule gives something else: {words}
      </p>
      <Button
        aria-label={`Expect what the rule gives: example ${index + 1}`}
        onPress={() => onChange(takingActual(entry.kind, example, outcome.actual))}
      >
        Expect what the rule gives
      </Button>
    </Row>
  );
}

function OneExample(props: OneProps) {
  const { entry, example, index, problems, onChange, onRemove } = props;
  const at = `examples.${index}`;
  const { exampleFields } = kindForms[entry.kind];
  const part = (name: 'given' | 'expected') => (
    <fieldset className="rule-example__part">
      <legend>{name === 'given' ? 'Given' : 'Expected'}</legend>
      <Grid minColumnRem={12} gap={3}>
        {exampleFields
          .filter(({ path }) => path.startsWith(`${name}.`))
          .map((field) => (
            <RuleFieldInput
              key={field.path}
              field={field}
              typed={example.typed}
              problem={problems[`${at}.${field.path}`]}
              onChange={(typed) => onChange({ ...example, typed: { ...example.typed, ...typed } })}
            />
          ))}
      </Grid>
    </fieldset>
  );
  return (
    <fieldset className="rule-example">
      <legend className="rule-example__legend">Example {index + 1}</legend>
      <Stack gap={3}>
        <div className="rule-example__name">
          <TextField
            label="Name"
            isRequired
            value={example.name}
            error={problems[`${at}.name`]}
            onChange={(name) => onChange({ ...example, name })}
          />
          <IconButton label={`Remove example ${index + 1}`} icon={Trash2} onPress={onRemove} />
        </div>
        {part('given')}
        {part('expected')}
        <Outcome entry={entry} example={example} index={index} onChange={onChange} />
      </Stack>
    </fieldset>
  );
}

export type ExampleFieldsProps = {
  readonly entry: RuleEntry;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (examples: readonly ExampleEntry[]) => void;
};

/** The worked examples of a rule, each run while it is typed. */
export function ExampleFields({ entry, problems, onChange }: ExampleFieldsProps) {
  const { examples, kind } = entry;
  return (
    <Stack>
      {problems['examples'] !== undefined && (
        <p className="rule-checks__problem">{problems['examples']}</p>
      )}
      {examples.map((example, index) => (
        <OneExample
          key={example.key}
          entry={entry}
          example={example}
          index={index}
          problems={problems}
          onChange={(changed) =>
            onChange(examples.map((each) => (each.key === changed.key ? changed : each)))
          }
          onRemove={() => onChange(examples.filter(({ key }) => key !== example.key))}
        />
      ))}
      <Row>
        <Button icon={Plus} onPress={() => onChange([...examples, blankExample(kind)])}>
          Add an example
        </Button>
      </Row>
    </Stack>
  );
}
