import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Condition } from '../../shared/conditions/condition.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ConditionDialog } from './ConditionDialog.tsx';
import { type ConditionAction, ConditionEntryLine } from './ConditionEntryLine.tsx';
import { ConditionHistoryDialog } from './ConditionHistoryDialog.tsx';
import { EndConditionDialog } from './EndConditionDialog.tsx';
import { VoidConditionDialog } from './VoidConditionDialog.tsx';

export type ConditionsPanelProps = { readonly patientId: string; readonly today: string };

type Opened =
  | { readonly what: 'add' }
  | { readonly what: ConditionAction; readonly condition: Condition };

type OpenedDialogProps = ConditionsPanelProps & {
  readonly opened: Opened;
  readonly onClose: () => void;
};

function OpenedDialog({ opened, patientId, today, onClose }: OpenedDialogProps) {
  if (opened.what === 'add')
    return <ConditionDialog condition={null} {...{ patientId, today, onClose }} />;
  const { condition } = opened;
  if (opened.what === 'history') return <ConditionHistoryDialog {...{ condition, onClose }} />;
  if (opened.what === 'end') return <EndConditionDialog {...{ condition, today, onClose }} />;
  if (opened.what === 'void') return <VoidConditionDialog {...{ condition, onClose }} />;
  return <ConditionDialog {...{ condition, patientId, today, onClose }} />;
}

type ListProps = {
  readonly conditions: readonly Condition[];
  readonly onOpen: (opened: Opened) => void;
};

function List({ conditions, onOpen }: ListProps) {
  const [isWhole, setWhole] = useState(false);
  const current = conditions.filter(
    ({ endedOn, voidedAt }) => endedOn === null && voidedAt === null,
  );
  const pastCount = conditions.length - current.length;
  const shown = isWhole ? conditions : current;
  return (
    <Stack gap={3}>
      {current.length === 0 && <p>Nothing stands on the problem list.</p>}
      {shown.length > 0 && (
        <ul className="conditions">
          {shown.map((condition) => (
            <ConditionEntryLine
              key={condition.id}
              condition={condition}
              onPress={(what) => onOpen({ what, condition })}
            />
          ))}
        </ul>
      )}
      {pastCount > 0 && !isWhole && (
        <Button variant="quiet" onPress={() => setWhole(true)}>
          {`Show ${pastCount} ended or struck out`}
        </Button>
      )}
    </Stack>
  );
}

/** The problem list: what is known of a patient's health beyond the wounds. */
export function ConditionsPanel({ patientId, today }: ConditionsPanelProps) {
  const query = useOperation('conditions.list', { patientId });
  const mayWrite = useMay('patients.write');
  const [opened, setOpened] = useState<Opened | null>(null);
  return (
    <Panel
      heading="Conditions"
      actions={
        mayWrite && (
          <Button variant="quiet" icon={Plus} onPress={() => setOpened({ what: 'add' })}>
            Add condition
          </Button>
        )
      }
    >
      {query.data === undefined ? (
        <QueryNotice query={query} what="Conditions" />
      ) : (
        <List conditions={query.data} onOpen={setOpened} />
      )}
      {opened && <OpenedDialog {...{ patientId, today, opened }} onClose={() => setOpened(null)} />}
    </Panel>
  );
}
