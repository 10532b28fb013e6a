import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Condition } from '../../shared/conditions/condition.ts';
import { useOperation } from '../client/use-operation.ts';
import { CurrentOrAll } from '../CurrentOrAll.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
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
        <CurrentOrAll
          things={query.data}
          isCurrent={({ endedOn, voidedAt }) => endedOn === null && voidedAt === null}
          none="Nothing stands on the problem list."
          className="conditions"
          render={(condition) => (
            <ConditionEntryLine
              key={condition.id}
              condition={condition}
              onPress={(what) => setOpened({ what, condition })}
            />
          )}
        />
      )}
      {opened && <OpenedDialog {...{ patientId, today, opened }} onClose={() => setOpened(null)} />}
    </Panel>
  );
}
