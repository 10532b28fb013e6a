import { FileDown } from 'lucide-react';
import { auditOperations } from '../../shared/audit/contract.ts';
import { client } from '../client/client.ts';
import { saveWritten } from '../client/save-file.ts';
import { SaveOutcomeText } from '../SaveOutcomeText.tsx';
import { Button } from '../ui/Button.tsx';
import { useSaving } from '../use-saving.ts';
import type { AskedAudit } from './audit-filter.ts';

const exported = auditOperations['audit.export'].output;

/** Writes all that fits the filters into a CSV file, and lets the user choose where it goes. */
export function ExportAuditButton({ asked }: { readonly asked: AskedAudit }) {
  const { busy, outcome, save } = useSaving();
  const writing = {
    start: () => client['audit.export'](asked),
    fileIn: (value: unknown) => exported.safeParse(value).data,
    notWritten: 'The events were not written. Please try again, or choose other filters.',
  };
  return (
    <>
      <SaveOutcomeText outcome={outcome} />
      <Button
        icon={FileDown}
        isPending={busy !== null}
        onPress={() => void save('events', () => saveWritten(writing))}
      >
        Export as CSV
      </Button>
    </>
  );
}
