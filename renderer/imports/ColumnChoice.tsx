import { FileSearch } from 'lucide-react';
import { useState } from 'react';
import type { CatalogueField, ColumnMapping } from '../../shared/imports/catalogue-columns.ts';
import type { CatalogueColumn } from '../../shared/imports/catalogue-contract.ts';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Row } from '../ui/Row.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TableFrame } from '../ui/TableFrame.tsx';
import { choiceProblem, columnOptions, LEFT_OUT } from './catalogue-import.ts';

export type ColumnChoiceProps = {
  readonly columns: readonly CatalogueColumn[];
  /** What each column is chosen to say. */
  readonly mapping: ColumnMapping;
  readonly isBusy: boolean;
  readonly onChange: (mapping: ColumnMapping) => void;
  readonly onDone: (mapping: ColumnMapping) => void;
};

type ColumnRow = CatalogueColumn & { readonly at: number };

/** Says what the columns of a file mean: asked where a header is not known. */
export function ColumnChoice({ columns, mapping, isBusy, onChange, onDone }: ColumnChoiceProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const rows = columns.map((column, at): ColumnRow => ({ ...column, at }));
  const choose = (at: number, field: CatalogueField | null) => {
    setProblem(null);
    onChange(mapping.with(at, field));
  };
  const tableColumns: readonly Column<ColumnRow>[] = [
    {
      key: 'header',
      header: 'Column of the file',
      isRowHeader: true,
      render: (row) => <span dir="auto">{nameOf(row)}</span>,
    },
    {
      key: 'samples',
      header: 'Such as',
      render: ({ samples }) => <span dir="auto">{samples.join(' · ')}</span>,
    },
    {
      key: 'field',
      header: 'Says',
      width: '18rem',
      render: (row) => (
        <SelectField
          label={`What the column ${nameOf(row)} says`}
          isLabelHidden
          options={columnOptions}
          value={mapping[row.at] ?? LEFT_OUT}
          isDisabled={isBusy}
          onChange={(key) => choose(row.at, key === LEFT_OUT ? null : key)}
        />
      ),
    },
  ];
  function done() {
    const wrong = choiceProblem(mapping);
    setProblem(wrong);
    if (wrong === null) onDone(mapping);
  }
  return (
    <Stack>
      <p>Say what each column means; what is left out is not read.</p>
      {problem !== null && <InlineMessage tone="danger">{problem}</InlineMessage>}
      <TableFrame>
        <DataTable
          caption="Columns of the file"
          isCaptionHidden
          columns={tableColumns}
          rows={rows}
          rowKey={({ at }) => String(at)}
        />
      </TableFrame>
      <Row>
        <Button variant="primary" icon={FileSearch} isPending={isBusy} onPress={done}>
          Compare with the catalogue
        </Button>
      </Row>
    </Stack>
  );
}

function nameOf({ header, at }: ColumnRow): string {
  return header === '' ? `Column ${at + 1}` : header;
}
