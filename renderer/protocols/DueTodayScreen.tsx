import { CalendarCheck } from 'lucide-react';
import { apart } from '../../shared/base/apart.ts';
import type { DueAtSite } from '../../shared/protocols/protocol-run.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dueTone, KIND_WORDS, overdueWords } from './protocol-words.ts';

const SHOWN = 500;

function nameOf({ patientLastName, patientFirstName }: DueAtSite): string {
  return `${apart(patientLastName)}, ${apart(patientFirstName)}`;
}

function columnsOn(today: string): readonly Column<DueAtSite>[] {
  return [
    {
      key: 'patient',
      header: 'Patient',
      isRowHeader: true,
      width: '9.5rem',
      render: (due) => <bdi className="due-today__name">{nameOf(due)}</bdi>,
    },
    {
      key: 'identifiers',
      header: 'Born, MRN',
      width: '7.5rem',
      render: (due) => (
        <>
          {formatCivilDate(due.patientBirthOn)}
          <span className="due-today__detail">{due.patientMrn ?? 'no MRN'}</span>
        </>
      ),
    },
    {
      key: 'wound',
      header: 'Wound',
      width: '9rem',
      render: (due) => `${due.woundNumber} · ${due.woundLocation}`,
    },
    {
      key: 'step',
      header: 'Step',
      render: (due) => (
        <>
          {due.instruction}
          <span className="due-today__detail">
            {KIND_WORDS[due.kind]} · {due.protocolTitle}
          </span>
        </>
      ),
    },
    {
      key: 'due',
      header: 'Due',
      width: '10rem',
      render: (due) => (
        <>
          <Badge tone={dueTone(due)}>{due.overdueSince === null ? 'Due today' : 'Overdue'}</Badge>
          {due.overdueSince !== null && (
            <span className="due-today__detail">{overdueWords(due.overdueSince, today)}</span>
          )}
        </>
      ),
    },
  ];
}

function subtitleOf(due: readonly DueAtSite[], total: number): string {
  const wounds = new Set(due.map(({ woundId }) => woundId)).size;
  return total === 0
    ? 'Steps of protocols that run on wounds'
    : `${formatQuantity(total, 'step')} on ${formatQuantity(wounds, 'wound')}, the longest overdue first`;
}

/** What protocols ask for today, all over the site; pressing a line opens its wound. */
export function DueTodayScreen() {
  const query = useOperation('protocols.dueToday', { limit: SHOWN });
  const site = useSite();
  const go = useNavigation((navigation) => navigation.go);
  const found = query.data;
  return (
    <Stack gap={5}>
      <PageHeader title="Due today" subtitle={found && subtitleOf(found.due, found.total)} />
      {found === undefined || site === null ? (
        <QueryNotice query={query} what="Due steps" />
      ) : (
        <>
          {found.total > found.due.length && (
            <InlineMessage tone="info">
              The first {found.due.length} are shown. The rest comes up as these are done.
            </InlineMessage>
          )}
          <Panel isFlush>
            <DataTable
              caption="Steps due today"
              isCaptionHidden
              columns={columnsOn(site.today)}
              rows={found.due}
              rowKey={(due) => `${due.protocolRunId} ${due.stepId}`}
              rowAction={{
                label: (due) => `${nameOf(due)}, open wound ${due.woundNumber}: ${due.instruction}`,
                onPress: ({ patientId, woundId }) => go({ screen: 'wound', patientId, woundId }),
              }}
              emptyState={
                <EmptyState icon={CalendarCheck} title="Nothing is due">
                  Steps appear here on their day, once a protocol was started on a wound.
                </EmptyState>
              }
            />
          </Panel>
        </>
      )}
    </Stack>
  );
}
