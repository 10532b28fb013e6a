import { History } from 'lucide-react';
import { useState } from 'react';
import type { RecallDrill } from '../../shared/recalls/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { DrillDialog } from './DrillDialog.tsx';
import { askedInWords, durationInWords } from './recall-words.ts';

function columnsIn(timeZone: string): readonly Column<RecallDrill>[] {
  return [
    {
      key: 'asked',
      header: 'What was traced',
      isRowHeader: true,
      render: ({ asked, productName }) => (
        <>
          <bdi>{productName ?? asked.productId}</bdi>{' '}
          <span className="recalls-line">{askedInWords(asked)}</span>
        </>
      ),
    },
    {
      key: 'when',
      header: 'When, by whom',
      render: ({ askedAt, askedByName }) => (
        <>
          {formatInstant(askedAt, timeZone)}
          <span className="recalls-line" dir="auto">
            {askedByName}
          </span>
        </>
      ),
    },
    {
      key: 'purpose',
      header: 'For',
      isNoWrap: true,
      render: ({ isExercise }) => (isExercise ? 'Exercise' : 'Recall'),
    },
    {
      key: 'time',
      header: 'Answered in',
      align: 'end',
      isNoWrap: true,
      render: ({ answeredMs }) => durationInWords(answeredMs),
    },
    {
      key: 'patients',
      header: 'Patients',
      align: 'end',
      render: ({ patientCount }) => formatCount(patientCount),
    },
    {
      key: 'left',
      header: 'Pieces left',
      align: 'end',
      render: ({ piecesLeft }) => formatCount(piecesLeft),
    },
    {
      key: 'quarantined',
      header: 'Quarantined',
      align: 'end',
      render: ({ quarantinedPieces }) => formatCount(quarantinedPieces),
    },
    {
      key: 'closed',
      header: 'Closed',
      width: '13rem',
      render: ({ finishedAt, note }) => (
        <>
          {finishedAt === null ? 'Open' : formatInstant(finishedAt, timeZone)}
          {note !== null && (
            <span className="recalls-line" dir="auto">
              {note}
            </span>
          )}
        </>
      ),
    },
  ];
}

/** What was traced before, with how long each answer took. */
export function PastDrills({ timeZone }: { readonly timeZone: string }) {
  const drills = useOperation('recalls.drills', {});
  const [opened, setOpened] = useState<RecallDrill | null>(null);
  if (drills.data === undefined) return <QueryNotice query={drills} what="Past drills" />;
  return (
    <Panel heading="Past recalls and exercises" isFlush>
      <DataTable
        caption="Past recalls and exercises"
        isCaptionHidden
        isDense
        columns={columnsIn(timeZone)}
        rows={drills.data}
        rowKey={({ id }) => id}
        rowAction={{
          label: ({ asked, productName, askedAt }) =>
            `${productName ?? asked.productId} ${askedInWords(asked)}, ${formatInstant(askedAt, timeZone)}: open`,
          onPress: setOpened,
        }}
        emptyState={
          <EmptyState icon={History} title="Nothing was traced yet">
            Try an exercise: it is recorded with its time, and nothing is moved.
          </EmptyState>
        }
      />
      {opened !== null && (
        <DrillDialog drill={opened} timeZone={timeZone} onClose={() => setOpened(null)} />
      )}
    </Panel>
  );
}
