import type { Condition } from '../../shared/conditions/condition.ts';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { Row } from '../ui/Row.tsx';

export type ConditionAction = 'correct' | 'end' | 'void';

export type ConditionEntryLineProps = {
  readonly condition: Condition;
  readonly onPress: (what: ConditionAction) => void;
};

function whenInWords({ onsetOn, endedOn }: Condition): string {
  return [
    onsetOn === null ? null : `since ${formatCivilDate(onsetOn)}`,
    endedOn === null ? null : `until ${formatCivilDate(endedOn)}`,
  ]
    .filter((part) => part !== null)
    .join(' ');
}

/** One condition of the problem list, with what changes it. */
export function ConditionEntryLine({ condition, onPress }: ConditionEntryLineProps) {
  const mayWrite = useMay('patients.write') && condition.voidedAt === null;
  const { diagnosisCode, words, endedOn, voidedAt, voidReason } = condition;
  const when = whenInWords(condition);
  return (
    <li>
      <div className="conditions__head">
        <strong dir="auto">{words}</strong>
        {diagnosisCode === null ? (
          <Badge tone="caution">No code</Badge>
        ) : (
          <Badge>{diagnosisCode}</Badge>
        )}
        {voidedAt !== null && <Badge tone="danger">Struck out</Badge>}
      </div>
      {when !== '' && <div className="conditions__when">{when}</div>}
      {voidReason !== null && <div dir="auto">{voidReason}</div>}
      {mayWrite && (
        <Row isWrapping gap={1}>
          <Button
            variant="quiet"
            aria-label={`Correct: ${words}`}
            onPress={() => onPress('correct')}
          >
            Correct
          </Button>
          {endedOn === null && (
            <Button variant="quiet" aria-label={`End: ${words}`} onPress={() => onPress('end')}>
              End
            </Button>
          )}
          <Button
            variant="quiet"
            aria-label={`Strike out: ${words}`}
            onPress={() => onPress('void')}
          >
            Strike out
          </Button>
        </Row>
      )}
    </li>
  );
}
