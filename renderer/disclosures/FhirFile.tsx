import { fhirExported } from '../../shared/exchange/fhir-contract.ts';
import { SaveFileButtons } from '../SaveFileButtons.tsx';
import { formatCount, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Stack } from '../ui/Stack.tsx';

export type FhirFileProps = {
  /** The output of an export. */
  readonly value: unknown;
  readonly fileName: string;
};

/** A FHIR file that was written: what is in it, and a way to save it. */
export function FhirFile({ value, fileName }: FhirFileProps) {
  const read = fhirExported.safeParse(value);
  if (!read.success) return <InlineMessage tone="danger">The file is not readable.</InlineMessage>;
  const { counts, parts } = read.data;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const [part, ...more] = parts;
  return (
    <Stack gap={3}>
      <InlineMessage tone="success" title="Written down in the log of disclosures">
        {`${formatQuantity(total, 'resource')}, each of them checked against FHIR R4 and the profile of US Core that it states.`}
      </InlineMessage>
      <KeyValueList
        layout="columns"
        entries={counts.map(({ resourceType, count }) => ({
          key: resourceType,
          label: resourceType,
          value: formatCount(count),
        }))}
      />
      {part !== undefined && more.length === 0 ? (
        <SaveFileButtons
          of="FHIR"
          files={[{ label: 'Save the file', digest: part.digest, fileName }]}
        />
      ) : (
        <InlineMessage tone="info">
          It is too large to be saved from here. Choose fewer days, or use the command line: export
          fhir.
        </InlineMessage>
      )}
    </Stack>
  );
}
