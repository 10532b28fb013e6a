import { useState } from 'react';
import type { ColumnMapping } from '../../shared/imports/catalogue-columns.ts';
import type { CataloguePreview } from '../../shared/imports/catalogue-contract.ts';
import { sendFile } from '../client/send-files.ts';
import { useChange } from '../client/use-operation.ts';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { useWork } from '../use-work.ts';
import { type CatalogueImport, chosenMapping, nothingChosen } from './catalogue-import.ts';

const KEPT_AS = 'importProducts';

/** A product list on its way from a file through a look at what it would do into the catalogue. */
export function useCatalogueImport() {
  const [state, setState] = useState(() => keptOr(KEPT_AS, nothingChosen));
  const { problem, isBusy, doing, forget } = useWork();
  const preview = useChange('catalogue.preview');
  const start = useChange('catalogue.import');

  function keep(part: Partial<CatalogueImport>): void {
    const next = { ...state, ...part };
    setState(next);
    keepForm(KEPT_AS, next);
  }
  async function ask(part: Partial<CatalogueImport>, mapping: ColumnMapping | null) {
    const file = part.file ?? state.file;
    if (file === null) return 'Choose the file first';
    const reply = await preview.mutateAsync({ file, mapping: mapping && [...mapping] });
    if (!reply.ok) return reply.failure.message;
    keep({ ...part, choosing: null, previewJobId: reply.value.jobId, importJobId: null });
    return null;
  }

  return {
    state,
    problem,
    isBusy,
    /** Puts the file where the core can read it, and asks what it would do. */
    compare: (file: File) =>
      doing(async () => {
        const sent = await sendFile(file, 'product-list');
        if (!sent.ok) return sent.failure.message;
        return ask({ file: sent.value, isColumnsChecked: false }, null);
      }),
    compareAgain: (mapping: ColumnMapping | null) =>
      doing(() => ask({ isColumnsChecked: true }, mapping)),
    choose: (choosing: ColumnMapping | null) => keep({ choosing }),
    bringIn: (shown: CataloguePreview) =>
      doing(async () => {
        if (state.file === null) return 'Choose the file first';
        const mapping = chosenMapping(shown);
        const reply = await start.mutateAsync({ file: state.file, mapping, digest: shown.digest });
        if (!reply.ok) return reply.failure.message;
        keep({ importJobId: reply.value.jobId, mapping });
        return null;
      }),
    beginAnew: () => {
      forget();
      setState(nothingChosen);
      forgetForm(KEPT_AS);
    },
  };
}

export type CatalogueImporting = ReturnType<typeof useCatalogueImport>;
