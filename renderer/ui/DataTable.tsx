import type { CSSProperties, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type Column<Row> = {
  readonly key: string;
  readonly header: ReactNode;
  readonly render: (row: Row) => ReactNode;
  /** `end` for numbers, in figures of equal width. */
  readonly align?: 'start' | 'end' | undefined;
  /** CSS width, e.g. "8rem". */
  readonly width?: string | undefined;
  /** Names the row; one column of a table has it, and it carries the row action. */
  readonly isRowHeader?: boolean | undefined;
  readonly isNoWrap?: boolean | undefined;
};

export type RowAction<Row> = {
  /** The button's name, e.g. "Open chart of Ann Lee"; begins with what the cell shows or contains it. */
  readonly label: (row: Row) => string;
  readonly onPress: (row: Row) => void;
};

export type DataTableProps<Row> = {
  readonly caption: string;
  readonly isCaptionHidden?: boolean | undefined;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Makes the whole row a target of one button in its header cell. */
  readonly rowAction?: RowAction<Row> | undefined;
  readonly rowTone?: ((row: Row) => 'caution' | 'danger' | 'muted' | undefined) | undefined;
  readonly isDense?: boolean | undefined;
  /** The rows answer an older question: shown, but not to be pressed. */
  readonly isOutdated?: boolean | undefined;
  /** CSS height; the table then scrolls on its own under a header that stays. */
  readonly maxBlockSize?: string | undefined;
  readonly emptyState?: ReactNode;
};

function HeaderRow<Row>({ columns }: Pick<DataTableProps<Row>, 'columns'>) {
  return (
    <tr>
      {columns.map((column) => {
        const style: CSSProperties =
          column.width === undefined
            ? {}
            : { width: column.width, minWidth: `min(${column.width}, 6.5rem)` };
        return (
          <th
            key={column.key}
            scope="col"
            style={style}
            className={classNames(
              'data-table__header',
              column.align === 'end' && 'data-table__end',
            )}
          >
            {column.header}
          </th>
        );
      })}
    </tr>
  );
}

type CellProps<Row> = {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly rowAction: RowAction<Row> | undefined;
  readonly isOutdated: boolean;
};

function Cell<Row>({ column, row, rowAction, isOutdated }: CellProps<Row>) {
  const className = classNames(
    'data-table__cell',
    column.align === 'end' && 'data-table__end',
    column.isNoWrap && 'data-table__no-wrap',
  );
  if (!column.isRowHeader) return <td className={className}>{column.render(row)}</td>;
  return (
    <th scope="row" className={classNames(className, 'data-table__row-header')}>
      {rowAction ? (
        <button
          type="button"
          className="data-table__open"
          aria-label={rowAction.label(row)}
          aria-disabled={isOutdated || undefined}
          onClick={() => {
            if (!isOutdated) rowAction.onPress(row);
          }}
          onKeyDown={(event) => {
            // A key still held from before the focus came here was not meant for this row.
            if (event.repeat && event.key === 'Enter') event.preventDefault();
          }}
        >
          {column.render(row)}
        </button>
      ) : (
        column.render(row)
      )}
    </th>
  );
}

/** Rows to read, as a plain table. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, rowAction, rowTone, emptyState, maxBlockSize } = props;
  const isOutdated = props.isOutdated ?? false;
  if (rows.length === 0 && emptyState !== undefined) return <>{emptyState}</>;
  const table = (
    <table
      className={classNames(
        'data-table',
        props.isDense && 'data-table--dense',
        isOutdated && 'data-table--outdated',
      )}
      aria-busy={isOutdated || undefined}
    >
      <caption className={props.isCaptionHidden ? 'visually-hidden' : 'data-table__caption'}>
        {caption}
      </caption>
      <thead className="data-table__head">
        <HeaderRow columns={columns} />
      </thead>
      <tbody>
        {rows.map((row) => {
          const tone = rowTone?.(row);
          return (
            <tr
              key={rowKey(row)}
              className={classNames(
                'data-table__row',
                rowAction && 'data-table__row--action',
                tone && `data-table__row--${tone}`,
              )}
            >
              {columns.map((column) => (
                <Cell
                  key={column.key}
                  column={column}
                  row={row}
                  rowAction={rowAction}
                  isOutdated={isOutdated}
                />
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
  if (maxBlockSize === undefined) return table;
  return (
    <div
      className="data-table__scroll"
      role="region"
      aria-label={caption}
      // A region that scrolls must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      style={{ maxBlockSize }}
    >
      {table}
    </div>
  );
}
