import { catalogueHeaders, writtenFields } from '../../shared/imports/catalogue-columns.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { columnGuide } from './catalogue-import.ts';

/** What a product list may say, for whoever writes one. */
export function ColumnGuide() {
  return (
    <Panel heading="What the file may say">
      <Stack gap={3}>
        <p>
          The first line names the columns, as many as you have and in any order. Commas, semicolons
          or tabs stand between them. <strong>An empty cell changes nothing</strong>, and no device
          identifier is taken off.
        </p>
        <KeyValueList
          layout="columns"
          entries={writtenFields.map((field) => ({
            key: field,
            label: catalogueHeaders[field],
            value: columnGuide[field],
          }))}
        />
      </Stack>
    </Panel>
  );
}
