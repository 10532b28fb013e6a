import { gatherCodes } from './code-list.ts';
import { CPT_REFUSED, hcpcsKind, NO_HCPCS_CODE } from './hcpcs-code.ts';

/** The columns of a list (CSV) of some HCPCS codes; the last one may be missing. */
export const selectionColumns = ['code', 'long_description', 'billing_unit'] as const;

/** A reader of such a list, row by row under its header. */
export function hcpcsSelectionReader(header: readonly string[]) {
  const gathered = gatherCodes({ isWholeSet: false });
  const [codeAt, descriptionAt, unitAt] = selectionColumns.map((column) => header.indexOf(column));
  const cell = (fields: readonly string[], at = -1): string => (fields[at] ?? '').trim();
  return {
    take(line: number, fields: readonly string[] | null): void {
      if (fields === null || fields.length !== header.length)
        return gathered.refuse(line, 'has other fields than the header');
      const code = cell(fields, codeAt).toUpperCase();
      const description = cell(fields, descriptionAt);
      const kind = hcpcsKind(code);
      if (kind === 'dental') return gathered.skip('dental');
      if (kind === 'cpt') return gathered.refuse(line, CPT_REFUSED);
      if (kind === 'none') return gathered.refuse(line, NO_HCPCS_CODE);
      if (description === '') return gathered.refuse(line, 'has no description');
      const billingUnit = cell(fields, unitAt).slice(0, 20) || null;
      const dates = { addedOn: null, lastOn: null };
      gathered.add(line, { code, description, isBillable: null, billingUnit, ...dates });
    },
    end: gathered.end,
  };
}
