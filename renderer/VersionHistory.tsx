import type { ReactNode } from 'react';
import { apart } from '../shared/base/apart.ts';
import type { ChangedLine } from './changed-lines.ts';
import { QueryNotice, type QueryNoticeProps } from './QueryNotice.tsx';
import { type Column, DataTable } from './ui/DataTable.tsx';
import { formatInstant } from './ui/format.ts';
import { Panel } from './ui/Panel.tsx';
import { Stack } from './ui/Stack.tsx';

export type Replaced = {
  readonly version: number;
  /** Left out for what is changed without one. */
  readonly reason?: string;
  readonly replacedByName: string;
  readonly replacedAt: string;
};

export type VersionHistoryProps<Version extends Replaced, Thing> = {
  /** What stood before each correction, newest first. */
  readonly query: QueryNoticeProps['query'] & { readonly data: readonly Version[] | undefined };
  /** As it stands now. */
  readonly current: Thing;
  readonly thingOf: (version: Version) => Thing;
  readonly linesOf: (was: Thing, is: Thing) => readonly ChangedLine[];
  readonly timeZone: string;
  /** How it began, below. */
  readonly children: ReactNode;
};

const columns: readonly Column<ChangedLine>[] = [
  {
    key: 'field',
    header: 'Field',
    width: '11rem',
    isRowHeader: true,
    render: ({ label }) => label,
  },
  { key: 'was', header: 'Before', render: ({ was }) => was || '(empty)' },
  { key: 'is', header: 'After', render: ({ is }) => is || '(empty)' },
];

type CorrectionProps = {
  readonly before: Replaced;
  readonly lines: readonly ChangedLine[];
  readonly timeZone: string;
};

function Correction({ before, lines, timeZone }: CorrectionProps) {
  return (
    <Panel
      heading={`${before.reason === undefined ? 'Changed' : 'Corrected'} ${formatInstant(before.replacedAt, timeZone)} by ${apart(before.replacedByName)}`}
      headingLevel={3}
      isFlush
    >
      <DataTable
        caption={before.reason === undefined ? 'What changed' : `Reason: ${apart(before.reason)}`}
        isDense
        rows={lines}
        rowKey={({ key }) => key}
        emptyState={<p className="version-history__same">Nothing in these fields.</p>}
        columns={columns}
      />
    </Panel>
  );
}

/** What each correction of a saved thing made different, newest first, and how it began. */
export function VersionHistory<Version extends Replaced, Thing>(
  props: VersionHistoryProps<Version, Thing>,
) {
  const { query, current, thingOf, linesOf, timeZone, children } = props;
  if (query.data === undefined) return <QueryNotice query={query} what="Corrections" />;
  const stands = [current, ...query.data.map(thingOf)];
  return (
    <Stack>
      {query.data.map((before, index) => (
        <Correction
          key={before.version}
          before={before}
          lines={linesOf(thingOf(before), stands[index] ?? current)}
          timeZone={timeZone}
        />
      ))}
      <p>{children}</p>
    </Stack>
  );
}
