import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import { type OutputOf, useChange, useOperation } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems } from '../form-problems.ts';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { waitingWords } from './billing-range.ts';
import { type DayRange, monthBefore, monthOf, rangeProblem, rangeWords } from '../day-range.ts';

type ExportFormProps = {
  readonly today: CivilDate;
  readonly onStarted: (jobId: string, range: DayRange) => void;
};

const fields = ['fromOn', 'toOn'] as const;
type RangeErrors = { readonly [Field in (typeof fields)[number]]?: string };

/** Which days to export, what that would give, and the button that does it. */
export function ExportForm({ today, onStarted }: ExportFormProps) {
  const [range, setRange] = useState<DayRange>(() => monthOf(today));
  const [errors, setErrors] = useState<RangeErrors>({});
  const [problem, setProblem] = useState<string | null>(null);
  const start = useChange('billing.export');
  const wrong = rangeProblem(range);
  const preview = useOperation('billing.preview', range, {
    enabled: wrong === null,
    keepsPrevious: true,
  });
  const isEmpty = !preview.isPlaceholderData && preview.data?.newCount === 0;

  function choose(next: DayRange) {
    setRange(next);
    setErrors({});
    setProblem(null);
  }

  async function run() {
    if (wrong) return setErrors({ [wrong.field]: wrong.problem });
    setProblem(null);
    const reply = await start.mutateAsync(range);
    if (reply.ok) return onStarted(reply.value.jobId, range);
    const show = (field: (typeof fields)[number], words: string) =>
      setErrors((now) => ({ ...now, [field]: words }));
    return setProblem(placeProblems(reply.failure, { fields, show }));
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Stack>
        <Grid minColumnRem={14}>
          <DateField
            label="First day"
            value={range.fromOn}
            isRequired
            error={errors.fromOn ?? (wrong?.field === 'fromOn' ? wrong.problem : undefined)}
            onChange={(fromOn) => choose({ ...range, fromOn })}
          />
          <DateField
            label="Last day"
            value={range.toOn}
            isRequired
            error={errors.toOn ?? (wrong?.field === 'toOn' ? wrong.problem : undefined)}
            onChange={(toOn) => choose({ ...range, toOn })}
          />
        </Grid>
        <Row>
          <Button onPress={() => choose(monthOf(today))}>This month</Button>
          <Button onPress={() => choose(monthBefore(today))}>Last month</Button>
        </Row>
        {wrong === null && (
          <ExportPreview range={range} preview={preview.data} error={preview.error} />
        )}
        {problem !== null && <FormNotice>{problem}</FormNotice>}
        <Row>
          <Button
            variant={isEmpty ? 'secondary' : 'primary'}
            icon={FileDown}
            type="submit"
            isPending={start.isPending}
            isDisabled={isEmpty}
          >
            Export
          </Button>
        </Row>
      </Stack>
    </form>
  );
}

type ExportPreviewProps = {
  readonly range: DayRange;
  readonly preview: OutputOf<'billing.preview'> | undefined;
  readonly error: Error | null;
};

/** The way to what waits, for whoever may sign; others can only ask them. */
function ToSign() {
  const go = useNavigation((navigation) => navigation.go);
  if (!useMay('treatments.write')) return null;
  return <Button onPress={() => go({ screen: 'worklist' })}>To sign</Button>;
}

function ExportPreview({ range, preview, error }: ExportPreviewProps) {
  if (error) return <InlineMessage tone="danger">{error.message}</InlineMessage>;
  if (preview === undefined) return <p role="status">Counting the treatments…</p>;
  const { newCount, patientCount, alreadyExportedCount, waitingCount, twiceCount } = preview;
  const before =
    alreadyExportedCount === 0
      ? 'None of these days went out before.'
      : `${formatQuantity(alreadyExportedCount, 'treatment')} went out already and will not go out twice.`;
  return (
    <InlineMessage
      tone={waitingCount + twiceCount > 0 ? 'caution' : 'info'}
      title={
        newCount === 0
          ? `No new treatments from ${rangeWords(range)}`
          : `${formatQuantity(newCount, 'new treatment')} for ${formatQuantity(patientCount, 'patient')}`
      }
      actions={waitingCount > 0 && <ToSign />}
    >
      {newCount + alreadyExportedCount + waitingCount + twiceCount === 0
        ? 'Choose other days to export.'
        : before}
      {waitingCount > 0 && <p>{waitingWords(waitingCount)}</p>}
      {twiceCount > 0 && (
        <p>
          {formatQuantity(twiceCount, 'treatment')} stay behind: another chart of the same person
          has the same. Void one of the two, or say on the desk that both were done.
        </p>
      )}
    </InlineMessage>
  );
}
