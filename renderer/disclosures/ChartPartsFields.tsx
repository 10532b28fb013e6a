import { type ChartPart, chartParts, chartPartWords } from '../../shared/disclosures/disclosure.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import type { DisclosureFieldsProps } from './DisclosureFields.tsx';
import { disclosureLabels } from './disclosure-entry.ts';

type ChartPartsFieldsProps = DisclosureFieldsProps & { readonly today: string };

/** Which parts of the chart go out, and of which days. */
export function ChartPartsFields({ entry, problems, change, today }: ChartPartsFieldsProps) {
  const set = (part: ChartPart, isIn: boolean) =>
    change({
      parts: chartParts.filter((each) => (each === part ? isIn : entry.parts.includes(each))),
    });
  return (
    <>
      <fieldset className="disclosures__parts">
        <legend>What goes out, besides who the patient is</legend>
        <Grid minColumnRem={14} gap={1}>
          {chartParts.map((part) => (
            <Checkbox
              key={part}
              label={chartPartWords[part]}
              value={entry.parts.includes(part)}
              onChange={(isIn) => set(part, isIn)}
            />
          ))}
        </Grid>
      </fieldset>
      <Grid minColumnRem={14}>
        <DateField
          label={disclosureLabels.fromOn}
          description="Empty: from the beginning"
          max={today}
          value={entry.fromOn}
          error={problems['fromOn']}
          onChange={(fromOn) => change({ fromOn })}
        />
        <DateField
          label={disclosureLabels.toOn}
          description="Empty: until now"
          value={entry.toOn}
          error={problems['toOn']}
          onChange={(toOn) => change({ toOn })}
        />
      </Grid>
    </>
  );
}
