import { codeImportReport, codePreview } from '../shared/codes/contract.ts';
import type { CodeSet } from '../shared/codes/code-set.ts';
import { type TestCore, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';

/** A code, its description, and `heading` for one that is not billable. */
export type OrderRow = readonly [code: string, description: string, heading?: 'heading'];

/** An ICD-10-CM order file as CMS lays it out. */
export function orderFile(rows: readonly OrderRow[]): string {
  const lines = rows.map(([code, description, heading], at) => {
    const number = String(at + 1).padStart(5, '0');
    const mark = heading ? '0' : '1';
    return `${number} ${code.padEnd(7)} ${mark} ${description.slice(0, 60).padEnd(60)} ${description}`;
  });
  return `${lines.join('\r\n')}\r\n`;
}

type Given = {
  readonly codeSet?: CodeSet;
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly effectiveFrom?: string;
  readonly mayEndMany?: boolean;
};

/** Stores a file of codes through the byte port; what an import is called with. */
export async function storedCodes(app: TestCore, given: Given) {
  const { codeSet = 'icd10cm', name, content, effectiveFrom } = given;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { digest } = valueOf(await app.core.putBytes(app.administrator, 'import-source', bytes));
  return { codeSet, file: { name, digest }, effectiveFrom: effectiveFrom ?? null };
}

/** The reply of an import. */
export async function importCodes(app: TestCore, given: Given) {
  const input = { ...(await storedCodes(app, given)), mayEndMany: given.mayEndMany ?? false };
  return jobReply(app, app.client['codes.import'](input));
}

/** The report of an import that must go well. */
export async function importedCodes(app: TestCore, given: Given) {
  return codeImportReport.parse(valueIn(await importCodes(app, given)));
}

/** What a preview says. */
export async function previewedCodes(app: TestCore, given: Given) {
  const input = await storedCodes(app, given);
  return codePreview.parse(valueIn(await jobReply(app, app.client['codes.preview'](input))));
}

function valueIn(reply: unknown): unknown {
  return (reply as { value?: unknown }).value;
}
