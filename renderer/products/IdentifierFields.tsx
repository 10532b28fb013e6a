import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { IdentifierEntry } from './product-entry.ts';
import { issuerOptions } from './product-words.ts';

export type IdentifierFieldsProps = {
  readonly entry: IdentifierEntry;
  readonly onChange: (part: Partial<IdentifierEntry>) => void;
  /** What is wrong, by the field of the entry. */
  readonly problems?: Readonly<Record<string, string>>;
  /** Set where several stand below one another, to tell their fields apart. */
  readonly number?: number | undefined;
};

/** Who issued a device identifier, what it is, and how many pieces the package has that carries it. */
export function IdentifierFields(props: IdentifierFieldsProps) {
  const { entry, onChange, problems = {}, number } = props;
  const named = (label: string) => (number === undefined ? label : `${label}, ${number}`);
  return (
    <Stack gap={2}>
      <Grid minColumnRem={11} gap={3}>
        <SelectField
          label={named('Issued by')}
          options={issuerOptions}
          value={entry.issuer}
          onChange={(issuer) => onChange({ issuer })}
        />
        <TextField
          label={named('Device identifier')}
          value={entry.deviceIdentifier}
          error={problems['deviceIdentifier']}
          onChange={(deviceIdentifier) => onChange({ deviceIdentifier })}
        />
        <TextField
          label={named('Pieces in that package')}
          inputMode="numeric"
          value={entry.pieces}
          error={problems['pieces']}
          onChange={(pieces) => onChange({ pieces })}
        />
      </Grid>
    </Stack>
  );
}
