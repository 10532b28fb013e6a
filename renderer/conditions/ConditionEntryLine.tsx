import type { Condition } from '../../shared/conditions/condition.ts';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { Row } from '../ui/Row.tsx';

export type ConditionAction = 'correct' | 'end' | 'void' | 'history';

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

type Action = { readonly what: ConditionAction; readonly label: string };

/** A history only where something was changed. */
function actionsFor({ endedOn, version }: Condition, mayWrite: boolean): readonly Action[] {
  const history: readonly Action[] = version > 1 ? [{ what: 'history', label: 'History' }] : [];
  if (!mayWrite) return history;
  const end: readonly Action[] = endedOn === null ? [{ what: 'end', label: 'End' }] : [];
  return [
    { what: 'correct', label: 'Correct' },
    ...end,
    { what: 'void', label: 'Strike out' },
    ...history,
  ];
}

/** One condition of the problem list, with what changes it. */
export function ConditionEntryLine({ condition, onPress }: ConditionEntryLineProps) {
  const mayWrite = useMay('patients.write') && condition.voidedAt === null;
  const { diagnosisCode, words, voidedAt, voidReason } = condition;
  const actions = actionsFor(condition, mayWrite);
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
      <Row isWrapping gap={1}>
        {actions.map(({ what, label }) => (
          <Button
            key={what}
            variant="quiet"
            aria-label={`${label}: ${words}`}
            onPress={() => onPress(what)}
          >
            {label}
          </Button>
        ))}
      </Row>
    </li>
  );
}
