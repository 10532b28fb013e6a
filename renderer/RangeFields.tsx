import { useSite } from './client/use-site.ts';
import { Button } from './ui/Button.tsx';
import { DateField } from './ui/DateField.tsx';
import { Row } from './ui/Row.tsx';
import { type DayRange, monthBefore, monthOf, rangeProblem } from './day-range.ts';

export type RangeFieldsProps = {
  readonly range: DayRange;
  readonly onChange: (range: DayRange) => void;
};

/** The first and the last day, with the months that are asked for most. */
export function RangeFields({ range, onChange }: RangeFieldsProps) {
  const site = useSite();
  const wrong = rangeProblem(range);
  const errorOf = (field: 'fromOn' | 'toOn') =>
    wrong?.field === field ? wrong.problem : undefined;
  return (
    <Row isWrapping align="end">
      <DateField
        label="First day"
        value={range.fromOn}
        error={errorOf('fromOn')}
        onChange={(fromOn) => onChange({ ...range, fromOn })}
      />
      <DateField
        label="Last day"
        value={range.toOn}
        error={errorOf('toOn')}
        onChange={(toOn) => onChange({ ...range, toOn })}
      />
      {site && <Button onPress={() => onChange(monthOf(site.today))}>This month</Button>}
      {site && <Button onPress={() => onChange(monthBefore(site.today))}>Last month</Button>}
    </Row>
  );
}
