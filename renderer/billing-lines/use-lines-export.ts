import { useState } from 'react';
import type { LineForm } from '../../shared/billing-lines/contract.ts';
import { usualColumns } from '../../shared/billing-lines/exported-line.ts';
import { useChange } from '../client/use-operation.ts';

export type LineDays = { readonly fromOn: string; readonly toOn: string };

function problemOfDays({ fromOn, toOn }: LineDays): string | undefined {
  if (fromOn === '' || toOn === '') return 'Choose both days';
  return toOn < fromOn ? 'The last day is before the first' : undefined;
}

/** What is chosen for a list of lines, and the job that writes it. */
export function useLinesExport(days: LineDays, batchId: string | null) {
  const [range, setRange] = useState(days);
  const [form, setForm] = useState<LineForm>('xlsx');
  const [columns, setColumns] = useState<readonly string[]>(usualColumns);
  const [jobId, setJobId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const start = useChange('billingLines.export');
  const wrongDays = problemOfDays(range);
  const wrongColumns = columns.length === 0 ? 'Choose at least one column' : undefined;

  async function run(): Promise<void> {
    const wrong = wrongDays ?? wrongColumns ?? null;
    setProblem(wrong);
    if (wrong !== null) return;
    const reply = await start.mutateAsync({ ...range, batchId, form, columns });
    if (reply.ok) setJobId(reply.value.jobId);
    else setProblem(reply.failure.message);
  }

  return {
    range,
    setRange,
    form,
    setForm,
    columns,
    setColumns,
    wrongDays,
    wrongColumns,
    problem,
    jobId,
    isPending: start.isPending,
    run,
  };
}
