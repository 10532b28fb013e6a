import type { ReactNode } from 'react';
import { type Column, DataTable } from './ui/DataTable.tsx';
import { formatCount, formatQuantity } from './ui/format.ts';
import { InlineMessage } from './ui/InlineMessage.tsx';
import { Stack } from './ui/Stack.tsx';
import { TableFrame } from './ui/TableFrame.tsx';

/** What becomes of what is read where all of it is known by its source. */
export const importCounts = [
  ['read', 'Read'],
  ['imported', 'Imported'],
  ['unchanged', 'There already'],
  ['skipped', 'Left out'],
  ['refused', 'Refused'],
] as const;

/** Counts of what became of what was read; those that are shown are named by their headers. */
type Counted<Key extends string> = Readonly<Record<Key | 'refused', number>>;

export type ImportOutcomeProps<Key extends string, Tally extends Counted<Key>> = {
  /** One of what could not go in: `resource`. */
  readonly noun: string;
  readonly words: string;
  readonly total: Tally;
  /** Whether the total is a row of its own below the others. */
  readonly showsTotal: boolean;
  readonly caption: string;
  /** What a tally is of. */
  readonly of: { readonly header: string; readonly name: (tally: Tally) => string };
  readonly headers: readonly (readonly [Key, string])[];
  readonly tallies: readonly Tally[];
  /** Plain sentences. */
  readonly notes?: readonly string[];
  /** What is to be looked at one by one. */
  readonly children?: ReactNode;
};

/** What an import did: in one sentence, in numbers, and in notes. */
export function ImportOutcome<Key extends string, Tally extends Counted<Key>>(
  props: ImportOutcomeProps<Key, Tally>,
) {
  const { noun, words, total, showsTotal, caption, of, headers, notes = [], children } = props;
  const cell = (tally: Tally, text: string): ReactNode =>
    tally === total ? <strong>{text}</strong> : text;
  const columns: readonly Column<Tally>[] = [
    {
      key: 'of',
      header: of.header,
      isRowHeader: true,
      render: (tally) => cell(tally, of.name(tally)),
    },
    ...headers.map(
      ([key, header]): Column<Tally> => ({
        key,
        header,
        align: 'end',
        render: (tally) => cell(tally, formatCount(tally[key])),
      }),
    ),
  ];
  const isClean = total.refused === 0;
  return (
    <Stack>
      <InlineMessage
        tone={isClean ? 'success' : 'caution'}
        title={
          isClean
            ? 'Import finished'
            : `Import finished; ${formatQuantity(total.refused, noun)} could not go in`
        }
      >
        {words}
      </InlineMessage>
      <TableFrame>
        <DataTable
          caption={caption}
          isDense
          columns={columns}
          rows={showsTotal ? [...props.tallies, total] : props.tallies}
          rowKey={of.name}
          rowTone={({ refused }) => (refused > 0 ? 'caution' : undefined)}
        />
      </TableFrame>
      {notes.length > 0 && (
        <section aria-label="Notes">
          <ul className="imports-notes">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
      {children}
    </Stack>
  );
}
