import { useState } from 'react';
import { sendFile } from '../client/send-files.ts';
import { useChange } from '../client/use-operation.ts';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { useWork } from '../use-work.ts';
import { type CodeImport, nothingChosen } from './code-import.ts';

const KEPT_AS = 'importCodes';

type Wanted = Pick<CodeImport, 'codeSet' | 'effectiveFrom'>;

/** A file of codes on its way through a look at what it would do into the code sets. */
export function useCodeImport() {
  const [state, setState] = useState(() => keptOr(KEPT_AS, nothingChosen));
  const { problem, isBusy, doing, forget } = useWork();
  const preview = useChange('codes.preview');
  const start = useChange('codes.import');

  function keep(part: Partial<CodeImport>): void {
    const next = { ...state, ...part };
    setState(next);
    keepForm(KEPT_AS, next);
  }
  return {
    state,
    problem,
    isBusy,
    compare: (chosen: File, { codeSet, effectiveFrom }: Wanted) =>
      doing(async () => {
        const wanted = { codeSet, effectiveFrom };
        const sent = await sendFile(chosen, 'import-source');
        if (!sent.ok) return sent.failure.message;
        const reply = await preview.mutateAsync({ ...wanted, file: sent.value });
        if (!reply.ok) return reply.failure.message;
        keep({ ...wanted, file: sent.value, previewJobId: reply.value.jobId, importJobId: null });
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
      forget();
      setState(nothingChosen);
      forgetForm(KEPT_AS);
    },
  };
}

export type CodeImporting = ReturnType<typeof useCodeImport>;
