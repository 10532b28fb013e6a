import { useOperation } from '../client/use-operation.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import type { DisclosureFieldsProps } from './DisclosureFields.tsx';

type LinkedChartsFieldProps = Pick<DisclosureFieldsProps, 'entry' | 'change'> & {
  readonly patientId: string;
  /** Only a chart can take others along. */
  readonly of: 'chart' | 'packet' | 'fhir';
};

const LEFT_OUT = {
  packet: 'The packet names it and says that it is left out.',
  fhir: 'The file refers to it, and what stands in it has to be given out from there.',
} as const;

/** Whether the other charts of the person go along; nothing for nearly everybody. */
export function LinkedChartsField(props: LinkedChartsFieldProps) {
  const { patientId, of, entry, change } = props;
  const chart = useOperation('patients.getChart', { patientId });
  const numbers = (chart.data?.linkedCharts ?? []).map(({ patient }) =>
    patient.mrn === null ? 'one without MRN' : `MRN ${patient.mrn}`,
  );
  if (numbers.length === 0) return null;
  const named = numbers.join(', ');
  if (of !== 'chart')
    return (
      <InlineMessage tone="caution" title="This person has another chart">
        {LEFT_OUT[of]} The other chart: {named}.
      </InlineMessage>
    );
  return (
    <Checkbox
      label={`With the linked chart of the same person (${named})`}
      description="As a part of its own. Without it the first page says that it is left out."
      value={entry.withLinked}
      onChange={(withLinked) => change({ withLinked })}
    />
  );
}
