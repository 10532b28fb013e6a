import { useState } from 'react';
import type { FhirForm, FhirScope } from '../../shared/exchange/fhir-contract.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { useEntry } from '../use-entry.ts';
import { blankDisclosure, readDisclosure } from './disclosure-entry.ts';
import { DisclosureFields } from './DisclosureFields.tsx';
import { FhirFile } from './FhirFile.tsx';
import { GivenOutDialog } from './GivenOutDialog.tsx';
import { LinkedChartsField } from './LinkedChartsField.tsx';

/** Which charts go out as FHIR, and what the file is called. */
export type FhirWanted = {
  readonly scope: FhirScope;
  readonly form: FhirForm;
  readonly fileName: string;
};

type DiscloseFhirDialogProps = { readonly wanted: FhirWanted; readonly onClose: () => void };

const TITLE = 'Give out as FHIR';

/** Asks to whom charts go and why, then writes their file. Mount it to open. */
export function DiscloseFhirDialog({ wanted, onClose }: DiscloseFhirDialogProps) {
  const { scope, form, fileName } = wanted;
  const [jobId, setJobId] = useState<string | null>(null);
  const start = useChange('exchange.exportFhir');
  const asked = useEntry({
    keptAs: `disclosure as FHIR of ${'patientId' in scope ? scope.patientId : 'some days'}`,
    start: { entry: blankDisclosure, seen: 0 },
    what: 'disclosure',
    read: readDisclosure,
    send: ({ parts: _, fromOn: __, toOn: ___, withLinked: ____, ...answers }) =>
      start.mutateAsync({ scope, form, ...answers }),
    onSaved: (begun) => setJobId(begun.jobId),
  });
  if (jobId !== null)
    return (
      <GivenOutDialog
        title={TITLE}
        jobId={jobId}
        renderDone={(value) => <FhirFile value={value} fileName={fileName} />}
        onClose={onClose}
      />
    );
  return (
    <EntryDialog
      title={TITLE}
      saveLabel="Write the file"
      size="large"
      form={asked}
      onClose={onClose}
    >
      <p>
        One file for another program. What you say here stands in the log of disclosures of each
        chart for good.
      </p>
      <DisclosureFields entry={asked.entry} problems={asked.problems} change={asked.change} />
      {'patientId' in scope && (
        <LinkedChartsField
          patientId={scope.patientId}
          of="fhir"
          entry={asked.entry}
          change={asked.change}
        />
      )}
    </EntryDialog>
  );
}
