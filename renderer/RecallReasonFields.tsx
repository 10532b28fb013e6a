import { DateField } from './ui/DateField.tsx';
import { Grid } from './ui/Grid.tsx';
import { TextAreaField } from './ui/TextAreaField.tsx';
import { TextField } from './ui/TextField.tsx';

export const recallReasonLabels = {
  reason: 'Why it is recalled',
  source: 'Source',
  sinceOn: 'Since',
} as const;

type RecallReason = Readonly<Record<keyof typeof recallReasonLabels, string>>;

export type RecallReasonFieldsProps = {
  readonly entry: RecallReason;
  readonly today: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<RecallReason>) => void;
};

/** Why packs are recalled, who says so and since when. */
export function RecallReasonFields({ entry, today, problems, onChange }: RecallReasonFieldsProps) {
  return (
    <>
      <TextAreaField
        label={recallReasonLabels.reason}
        isRequired
        rows={2}
        value={entry.reason}
        error={problems['reason']}
        onChange={(text) => onChange({ reason: text.replaceAll(/[\r\n]+/g, ' ') })}
      />
      <Grid minColumnRem={14}>
        <TextField
          label={recallReasonLabels.source}
          description="The notice or who called"
          isRequired
          value={entry.source}
          error={problems['source']}
          onChange={(source) => onChange({ source })}
        />
        <DateField
          label={recallReasonLabels.sinceOn}
          isRequired
          max={today}
          value={entry.sinceOn}
          error={problems['sinceOn']}
          onChange={(sinceOn) => onChange({ sinceOn })}
        />
      </Grid>
    </>
  );
}
