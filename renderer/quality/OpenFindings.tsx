import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { checklistItems } from '../../shared/quality/checklist.ts';
import { type OutputOf, useChange, useOperation } from '../client/use-operation.ts';
import { FormDialog } from '../FormDialog.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { useToday } from '../today.ts';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { whoseRecord } from './quality-words.ts';

type Open = OutputOf<'quality.openFindings'>[number];

function questionOf(itemKey: string): string {
  return checklistItems.find(({ key }) => key === itemKey)?.question ?? itemKey;
}

function CloseFindingDialog({ finding, onClose }: { finding: Open; onClose: () => void }) {
  const [note, setNote] = useState('');
  const [notice, setNotice] = useState<string | null>(null);
  const close = useChange('quality.closeFinding');
  async function send(): Promise<void> {
    setNotice(null);
    const reply = await close.mutateAsync({ findingId: finding.id, note });
    if (reply.ok) onClose();
    else setNotice(reply.failure.message);
  }
  return (
    <FormDialog
      title="What became of it?"
      saveLabel="Close finding"
      isPending={close.isPending}
      onSave={() => void send()}
      onCancel={onClose}
      onClose={onClose}
    >
      {notice !== null && <FormNotice>{notice}</FormNotice>}
      <p>{finding.finding}</p>
      <TextAreaField
        label="What was done"
        description="Such as an amendment that was written, or what was agreed in the team"
        isRequired
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}

function FollowUp({ finding, today }: { readonly finding: Open; readonly today: string }) {
  if (finding.followUpOn === null) return 'No day set';
  const day = formatCivilDate(finding.followUpOn);
  return finding.followUpOn < today ? <Badge tone="caution">Since {day}</Badge> : day;
}

/** What was found and nobody has closed yet, those due first. */
export function OpenFindings() {
  const findings = useOperation('quality.openFindings', {});
  const today = useToday();
  const [closing, setClosing] = useState<Open | null>(null);
  const columns: readonly Column<Open>[] = [
    { key: 'finding', header: 'Finding', isRowHeader: true, render: ({ finding }) => finding },
    { key: 'question', header: 'Question', render: ({ itemKey }) => questionOf(itemKey) },
    { key: 'who', header: 'Record', render: whoseRecord },
    { key: 'by', header: 'Recorded by', render: ({ recordedByName }) => recordedByName },
    {
      key: 'due',
      header: 'Follow-up',
      isNoWrap: true,
      render: (finding) => <FollowUp finding={finding} today={today} />,
    },
  ];
  if (findings.data === undefined) return <QueryNotice query={findings} what="Findings" />;
  return (
    <Panel isFlush>
      <DataTable
        caption="Open findings"
        isCaptionHidden
        columns={columns}
        rows={findings.data}
        rowKey={({ id }) => id}
        rowAction={{ label: ({ finding }) => `${finding}: close it`, onPress: setClosing }}
        emptyState={
          <EmptyState icon={CircleCheck} title="Nothing is open">
            Findings of finished reviews wait here until somebody says what became of them.
          </EmptyState>
        }
      />
      {closing && <CloseFindingDialog finding={closing} onClose={() => setClosing(null)} />}
    </Panel>
  );
}
