import { lineColumns, usualColumns } from '../../shared/billing-lines/exported-line.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';

export type ColumnChoiceProps = {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly problem: string | undefined;
};

/** Which columns a file has. Notes and addresses are ticked by whoever needs them. */
export function ColumnChoice({ chosen, onChange, problem }: ColumnChoiceProps) {
  return (
    <fieldset className="line-columns">
      <legend>Columns</legend>
      <Stack gap={2}>
        {problem !== undefined && (
          <p className="line-columns__problem" role="alert">
            {problem}
          </p>
        )}
        <Row>
          <Button onPress={() => onChange(usualColumns)}>The usual ones</Button>
          <Button onPress={() => onChange([])}>None</Button>
        </Row>
        <Grid minColumnRem={13} gap={1}>
          {lineColumns.map(({ key, header }) => (
            <Checkbox
              key={key}
              label={header}
              value={chosen.includes(key)}
              onChange={(isChosen) =>
                onChange(isChosen ? [...chosen, key] : chosen.filter((each) => each !== key))
              }
            />
          ))}
        </Grid>
      </Stack>
    </fieldset>
  );
}
