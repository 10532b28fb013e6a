import { useState } from 'react';
import { bridge } from '../client/bridge.ts';
import { useChange } from '../client/use-operation.ts';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { type CodeImport, nothingChosen } from './code-import.ts';

const KEPT_AS = 'importCodes';
const NO_ANSWER = 'Caretrail did not answer. Please try again.';

/** Puts a file where the core can read it. */
async function store(file: File) {
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  if (bytes === null) return { problem: `${file.name} could not be read. Choose it again.` };
  const reply = await bridge.bytes.put('import-source', bytes);
  if (!reply.ok) return { problem: reply.failure.message };
  return { stored: { name: file.name, digest: reply.value.digest } };
}

type Wanted = Pick<CodeImport, 'codeSet' | 'effectiveFrom'>;

/** A file of codes on its way through a look at what it would do into the code sets. */
export function useCodeImport() {
  const [state, setState] = useState(() => keptOr(KEPT_AS, nothingChosen));
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const preview = useChange('codes.preview');
  const start = useChange('codes.import');

  function keep(part: Partial<CodeImport>): void {
    const next = { ...state, ...part };
    setState(next);
    keepForm(KEPT_AS, next);
  }
  async function doing(work: () => Promise<string | null>): Promise<void> {
    setProblem(null);
    setBusy(true);
    setProblem(await work().catch(() => NO_ANSWER));
    setBusy(false);
  }
  return {
    state,
    problem,
    isBusy,
    compare: (chosen: File, { codeSet, effectiveFrom }: Wanted) =>
      doing(async () => {
        const wanted = { codeSet, effectiveFrom };
        const { stored, problem: why } = await store(chosen);
        if (stored === undefined) return why ?? NO_ANSWER;
        const reply = await preview.mutateAsync({ ...wanted, file: stored });
        if (!reply.ok) return reply.failure.message;
        keep({ ...wanted, file: stored, previewJobId: reply.value.jobId, importJobId: null });
        return null;
      }),
    bringIn: (mayEndMany: boolean) =>
      doing(async () => {
        const { codeSet, file, effectiveFrom } = state;
        if (file === null) return 'Choose the file first';
        const reply = await start.mutateAsync({ codeSet, file, effectiveFrom, mayEndMany });
        if (!reply.ok) return reply.failure.message;
        keep({ importJobId: reply.value.jobId });
        return null;
      }),
    beginAnew: () => {
      setProblem(null);
      setState(nothingChosen);
      forgetForm(KEPT_AS);
    },
  };
}

export type CodeImporting = ReturnType<typeof useCodeImport>;
