import { Columns3, FileInput } from 'lucide-react';
import { useState } from 'react';
import {
  type CataloguePreview,
  MOST_LINES_LISTED,
  type PreviewedLine,
} from '../../shared/imports/catalogue-contract.ts';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Pager } from '../ui/Pager.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TableFrame } from '../ui/TableFrame.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { changesInWords, importWords } from './catalogue-import.ts';

const LINES_PER_PAGE = 25;

type AnyLine = { readonly line: number; readonly sku: string };
type Refused = CataloguePreview['refused']['lines'][number];

function lineColumn<Line extends AnyLine>(): Column<Line> {
  return {
    key: 'line',
    header: 'Line',
    align: 'end',
    width: '5rem',
    render: ({ line }) => formatCount(line),
  };
}

function skuColumn<Line extends AnyLine>(): Column<Line> {
  return { key: 'sku', header: 'SKU', isRowHeader: true, isNoWrap: true, render: ({ sku }) => sku };
}

const nameColumn: Column<PreviewedLine> = {
  key: 'name',
  header: 'Product',
  render: ({ name }) => <span dir="auto">{name}</span>,
};

const changedColumns: readonly Column<PreviewedLine>[] = [
  lineColumn(),
  skuColumn(),
  nameColumn,
  {
    key: 'changes',
    header: 'What the file says',
    render: ({ changes }) => (
      <ul className="imports-changes">
        {changesInWords(changes).map((words) => (
          <li key={words} dir="auto">
            {words}
          </li>
        ))}
      </ul>
    ),
  },
];

const unchangedColumns: readonly Column<PreviewedLine>[] = [lineColumn(), skuColumn(), nameColumn];

const refusedColumns: readonly Column<Refused>[] = [
  lineColumn(),
  skuColumn(),
  { key: 'reason', header: 'Why it is left out', render: ({ reason }) => reason },
];

type LinesProps<Line extends AnyLine> = {
  readonly caption: string;
  readonly columns: readonly Column<Line>[];
  readonly of: { readonly count: number; readonly lines: readonly Line[] };
  readonly empty: string;
};

function Lines<Line extends AnyLine>({ caption, columns, of, empty }: LinesProps<Line>) {
  const [offset, setOffset] = useState(0);
  return (
    <Stack gap={3}>
      {of.count > of.lines.length && (
        <p>
          The first {MOST_LINES_LISTED} of {formatCount(of.count)} are listed.
        </p>
      )}
      <TableFrame>
        <DataTable
          caption={caption}
          isCaptionHidden
          isDense
          columns={columns}
          rows={of.lines.slice(offset, offset + LINES_PER_PAGE)}
          rowKey={({ line }) => String(line)}
          emptyState={<EmptyState title={empty} />}
        />
      </TableFrame>
      {of.lines.length > LINES_PER_PAGE && (
        <Pager
          noun="lines"
          offset={offset}
          pageSize={LINES_PER_PAGE}
          total={of.lines.length}
          onOffsetChange={setOffset}
        />
      )}
    </Stack>
  );
}

type Kind = 'added' | 'changed' | 'unchanged' | 'refused';

/** What deserves a look first. */
function firstKind(preview: CataloguePreview): Kind {
  const inOrder = ['refused', 'changed', 'added', 'unchanged'] as const;
  return inOrder.find((kind) => preview[kind].count > 0) ?? 'added';
}

function tabsOf(preview: CataloguePreview) {
  const { added, changed, unchanged, refused } = preview;
  const changedLines = { caption: 'Changed products', columns: changedColumns, of: changed };
  const addedLines = { caption: 'New products', columns: changedColumns, of: added };
  const sameLines = { caption: 'Products as they are', columns: unchangedColumns, of: unchanged };
  const refusedLines = { caption: 'Lines left out', columns: refusedColumns, of: refused };
  return [
    {
      key: 'added',
      label: 'New',
      count: added.count,
      content: <Lines {...addedLines} empty="Nothing new" />,
    },
    {
      key: 'changed',
      label: 'Changed',
      count: changed.count,
      content: <Lines {...changedLines} empty="Nothing changes" />,
    },
    {
      key: 'unchanged',
      label: 'As it is',
      count: unchanged.count,
      content: <Lines {...sameLines} empty="Nothing is there already" />,
    },
    {
      key: 'refused',
      label: 'Left out',
      count: refused.count,
      content: <Lines {...refusedLines} empty="Every line can go in" />,
    },
  ] as const;
}

export type PreviewViewProps = {
  readonly preview: CataloguePreview;
  readonly isBusy: boolean;
  /** Says anew what the columns mean. */
  readonly onColumns: () => void;
  readonly onImport: () => void;
};

/** Line by line what a list would do; nothing of it is done before it is asked for. */
export function PreviewView({ preview, isBusy, onColumns, onImport }: PreviewViewProps) {
  const [kind, setKind] = useState<Kind>(() => firstKind(preview));
  const { added, changed, refused } = preview;
  const isNothing = added.count + changed.count === 0;
  return (
    <Stack>
      {refused.count > 0 && (
        <InlineMessage
          tone="caution"
          title={`${formatQuantity(refused.count, 'line')} cannot go in`}
        >
          They are left out. Mend them in the file and choose it again to bring them in as well.
        </InlineMessage>
      )}
      <Tabs
        label="Lines of the file"
        tabs={tabsOf(preview)}
        selectedKey={kind}
        onSelect={setKind}
      />
      <Row isWrapping>
        <Button
          variant="primary"
          icon={FileInput}
          isPending={isBusy}
          isDisabled={isNothing}
          onPress={onImport}
        >
          {isNothing ? 'Nothing to import' : importWords(preview)}
        </Button>
        <Button icon={Columns3} isDisabled={isBusy} onPress={onColumns}>
          Say what the columns mean
        </Button>
      </Row>
      <p>All of it goes in, or, if the catalogue has changed since, nothing.</p>
    </Stack>
  );
}
