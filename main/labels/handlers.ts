import type { Handlers } from '../../shared/base/contract.ts';
import { ok } from '../../shared/base/result.ts';
import type { LabelChoice, labelOperations } from '../../shared/labels/contract.ts';
import { labelCode } from '../../shared/labels/label-code.ts';
import { searchWords } from '../../shared/patients/patient.ts';
import type { Contexts } from '../platform/context.ts';
import { printLabels } from './print-labels.ts';
import { type LabelRow, selectProductRows, selectUnitRows, selectUnitRowsById } from './store.ts';

function choiceOf({ gtin, ...row }: LabelRow, nowYear: number): LabelChoice {
  return { ...row, code: labelCode({ ...row, gtin }, nowYear).kind };
}

/** `fontsFolder` holds the fonts that PDFs carry (see pdf-fonts.ts). */
export function createLabelHandlers(
  fontsFolder: () => string,
): Handlers<typeof labelOperations, Contexts> {
  return {
    async 'labels.list'({ text, stockUnitIds, limit }, { db, now }) {
      const choices = (rows: readonly LabelRow[]) =>
        rows.map((row) => choiceOf(row, now.getUTCFullYear()));
      if (stockUnitIds !== undefined)
        return ok(choices(await selectUnitRowsById(db, stockUnitIds)));
      const words = searchWords(text);
      if (words.length === 0 && text.trim() !== '') return ok([]);
      const units = await selectUnitRows(db, { words, limit });
      const left = limit - units.length;
      const products = left === 0 ? [] : await selectProductRows(db, { words, limit: left });
      return ok(choices([...units, ...products]));
    },

    'labels.print': (wanted, job) => printLabels(wanted, job, fontsFolder()),
  };
}
