import { GitFork } from 'lucide-react';
import type { ReactNode } from 'react';
import { apart } from '../../shared/base/apart.ts';
import { amendmentGroups, newestCorrection } from '../../shared/signing/amendment-order.ts';
import type { Amendment } from '../../shared/signing/contract.ts';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { type ComparedLine, comparedLines, type LinesOf } from './content-lines.ts';
import { AMENDMENT_KINDS, withCredential } from './signing-words.ts';

export type AmendmentListProps = {
  /** Oldest first. */
  readonly amendments: readonly Amendment[];
  /** The content as it was signed. */
  readonly original: unknown;
  readonly linesOf: LinesOf;
  readonly timeZone: string;
  /** The photos or documents that an amendment brought. */
  readonly renderAttached: (amendmentId: string) => ReactNode;
};

type ByProps = { readonly amendment: Amendment; readonly timeZone: string };

function By({ amendment, timeZone }: ByProps) {
  const { amendedByName, amendedByCredential, amendedAt, reason } = amendment;
  return (
    <>
      <p className="amendment__by">
        <strong dir="auto">{withCredential(amendedByName, amendedByCredential)}</strong> ·{' '}
        {formatInstant(amendedAt, timeZone)}
      </p>
      <p dir="auto">Reason: {apart(reason)}</p>
    </>
  );
}

type CorrectionsProps = AmendmentListProps & { readonly group: readonly Amendment[] };

function Value({ value, isChanged }: { readonly value: string; readonly isChanged: boolean }) {
  const words = value === '' ? '(empty)' : value;
  return isChanged ? <mark className="amendment__changed">{words}</mark> : <>{words}</>;
}

/** Corrections of the same content beside each other, each with what it makes different. */
function Corrections(props: CorrectionsProps) {
  const { group, amendments, original, linesOf, timeZone } = props;
  const base = amendments.find(({ id }) => id === group[0]?.supersedes)?.content ?? original;
  const shown = newestCorrection(amendments)?.id;
  const rows = comparedLines(
    linesOf(base),
    group.map(({ content }) => linesOf(content)),
  );
  const versions = group.map(
    (amendment, index): Column<ComparedLine> => ({
      key: amendment.id,
      header: (
        <>
          {group.length === 1 ? 'After' : withCredential(amendment.amendedByName, null)}{' '}
          {amendment.id === shown && <Badge tone="accent">Shown now</Badge>}
        </>
      ),
      render: ({ before, after }) => (
        <Value value={after[index] ?? ''} isChanged={after[index] !== before} />
      ),
    }),
  );
  return (
    <>
      <div className="amendment__authors">
        {group.map((amendment) => (
          <div key={amendment.id}>
            <By amendment={amendment} timeZone={timeZone} />
            {props.renderAttached(amendment.id)}
          </div>
        ))}
      </div>
      <DataTable
        caption="What the correction changes"
        isCaptionHidden
        isDense
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'field',
            header: 'Field',
            width: '9rem',
            isRowHeader: true,
            render: ({ label }) => label,
          },
          { key: 'before', header: 'Before', render: ({ before }) => before || '(empty)' },
          ...versions,
        ]}
      />
    </>
  );
}

type InWordsProps = ByProps & { readonly children: ReactNode };

function InWords({ amendment, timeZone, children }: InWordsProps) {
  return (
    <div className="amendment__words">
      <By amendment={amendment} timeZone={timeZone} />
      <p className="amendment__note" dir="auto">
        {amendment.note}
      </p>
      {children}
    </div>
  );
}

type GroupProps = CorrectionsProps & {
  /** Such as ` · 2 of 3`: two corrections would have the same heading. */
  readonly place: string;
};

function Group(props: GroupProps) {
  const { group, timeZone, place } = props;
  const [first] = group;
  if (first === undefined) return null;
  const { title } = AMENDMENT_KINDS[first.kind];
  const isFork = group.length > 1;
  return (
    <Panel
      heading={`${isFork ? `${group.length} corrections of the same content` : title}${place}`}
      headingLevel={3}
      isFlush
      actions={
        isFork && (
          <Badge tone="caution" icon={GitFork}>
            Side by side
          </Badge>
        )
      }
    >
      {first.kind === 'correction' ? (
        <Corrections {...props} />
      ) : (
        <InWords amendment={first} timeZone={timeZone}>
          {props.renderAttached(first.id)}
        </InWords>
      )}
    </Panel>
  );
}

/** What was amended since a record was signed, oldest first. */
export function AmendmentList(props: AmendmentListProps) {
  const groups = amendmentGroups(props.amendments);
  return (
    <section aria-label="Amendments, oldest first">
      <Stack>
        {groups.map((group, index) => (
          <Group
            key={group[0]?.id}
            {...props}
            group={group}
            place={groups.length > 1 ? ` · ${index + 1} of ${groups.length}` : ''}
          />
        ))}
      </Stack>
    </section>
  );
}
