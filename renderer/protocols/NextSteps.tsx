import type { DueStep } from '../../shared/protocols/due.ts';
import type { ProtocolRunShown, ShownStep } from '../../shared/protocols/protocol-run.ts';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Row } from '../ui/Row.tsx';
import { dueTone, dueWords, expectedWords } from './protocol-words.ts';
import type { StepOnDay } from './StepDialogs.tsx';

type NextStepsProps = {
  readonly run: ProtocolRunShown;
  readonly today: string;
  readonly onReview: (on: StepOnDay) => void;
  readonly onDeviate: (on: StepOnDay) => void;
};

/** What the area did by a review point, in words; nothing for other steps. */
function reductionWords({ reviewPoint, reductionPercent }: ShownStep): string {
  if (reviewPoint === null) return '';
  if (reductionPercent === null) return 'No size is measured for that week yet.';
  const percent = Math.abs(Math.round(reductionPercent));
  return `By then the area is ${percent} % ${reductionPercent < 0 ? 'larger' : 'smaller'}.`;
}

function hasOpened({ occurrences }: ProtocolRunShown, due: DueStep, today: string): boolean {
  return occurrences.some(
    ({ stepId, dueOn, opensOn }) =>
      stepId === due.stepId && dueOn === due.dueOn && opensOn <= today,
  );
}

/** The next due day of each step, the longest overdue first, with what can be done about it. */
export function NextSteps({ run, today, onReview, onDeviate }: NextStepsProps) {
  const mayWrite = useMay('treatments.write');
  return (
    <ul className="protocol-next" aria-label="Next steps">
      {run.next.flatMap((due) => {
        const step = run.steps.find(({ id }) => id === due.stepId);
        if (!step) return [];
        const expected = expectedWords(step);
        const on = { step, dueOn: due.dueOn };
        const reduction = due.isDue ? reductionWords(step) : '';
        return [
          <li key={step.id} className="protocol-next__step">
            <Badge tone={dueTone(due)}>{dueWords(due, today)}</Badge>
            <span className="protocol-next__words">{step.instruction}</span>
            {expected !== '' && <span className="protocol-next__detail">With: {expected}</span>}
            {reduction !== '' && <span className="protocol-next__detail">{reduction}</span>}
            {mayWrite && hasOpened(run, due, today) && (
              <Row>
                {step.kind === 'review' && (
                  <Button
                    aria-label={`Record review: ${step.instruction}`}
                    onPress={() => onReview(on)}
                  >
                    Record review
                  </Button>
                )}
                {due.isDue && (
                  <Button
                    variant="quiet"
                    aria-label={`Say why not: ${step.instruction}`}
                    onPress={() => onDeviate(on)}
                  >
                    Say why not
                  </Button>
                )}
              </Row>
            )}
          </li>,
        ];
      })}
    </ul>
  );
}
