import { type ReactNode, useState } from 'react';
import { type Column, DataTable } from './ui/DataTable.tsx';
import { Pager } from './ui/Pager.tsx';
import { Stack } from './ui/Stack.tsx';
import { TableFrame } from './ui/TableFrame.tsx';

const ROWS_PER_PAGE = 25;

export type PagedTableProps<Row> = {
  readonly caption: string;
  /** What its rows are, many of them: `resources`. */
  readonly noun: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Between the table and its pages. */
  readonly children?: ReactNode;
};

/** Rows that are all here already, a page at a time. */
export function PagedTable<Row>(props: PagedTableProps<Row>) {
  const { caption, noun, columns, rows, rowKey, children } = props;
  const [offset, setOffset] = useState(0);
  return (
    <Stack gap={3}>
      <TableFrame>
        <DataTable
          caption={caption}
          isDense
          columns={columns}
          rows={rows.slice(offset, offset + ROWS_PER_PAGE)}
          rowKey={rowKey}
        />
      </TableFrame>
      {children}
      <Pager
        noun={noun}
        offset={offset}
        pageSize={ROWS_PER_PAGE}
        total={rows.length}
        onOffsetChange={setOffset}
      />
    </Stack>
  );
}
