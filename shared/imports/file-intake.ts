import type { z } from 'zod';
import type { CivilDate } from '../base/civil-date.ts';
import { ok, type Result } from '../base/result.ts';
import type { RefusedRow } from './contract.ts';

/** A row's fields by column, as they stand in the file. */
export type SourceFields = Readonly<Record<string, string>>;

/** What every row is judged with. */
export type ImportRules = {
  /** The day at the site when the import began. */
  readonly today: CivilDate;
  /** The same id for the same source row, always; `kind` keeps what one row makes apart. */
  readonly idOf: (kind: string, key: string) => string;
};

/** What a row makes, null when it makes nothing of its own, or in words why it cannot go in. */
export type Verdict<Row> = Result<Row | null, string>;

/** Gathers one file's rows as they are read. */
export type FileIntake<Row> = {
  readonly file: string;
  readonly columns: readonly string[];
  readonly take: (line: number, fields: SourceFields) => void;
  readonly refuse: (line: number, reason: string) => void;
  /** By id, in the order of the file. */
  readonly accepted: ReadonlyMap<string, Row>;
  readonly refusals: readonly RefusedRow[];
  /** Rows that make nothing of their own. */
  readonly leftOut: () => number;
};

/** An intake whose rows must have the columns of `shape`; `judge` says what each makes. */
export function createFileIntake<Shape extends z.ZodObject, Row extends { readonly id: string }>(
  file: string,
  shape: Shape,
  judge: (fields: z.output<Shape>) => Verdict<Row>,
): FileIntake<Row> {
  const accepted = new Map<string, Row>();
  const refusals: RefusedRow[] = [];
  let leftOut = 0;
  const refuse = (line: number, reason: string): void => {
    refusals.push({ file, line, reason });
  };
  return {
    file,
    columns: Object.keys(shape.shape),
    take(line, fields) {
      const checked = checkFields(shape, fields);
      const verdict = checked.ok ? judge(checked.value) : checked;
      if (!verdict.ok) refuse(line, verdict.failure);
      else if (verdict.value === null) leftOut += 1;
      else if (accepted.has(verdict.value.id)) refuse(line, 'repeats an earlier row');
      else accepted.set(verdict.value.id, verdict.value);
    },
    refuse,
    accepted,
    refusals,
    leftOut: () => leftOut,
  };
}

function checkFields<Shape extends z.ZodObject>(
  shape: Shape,
  fields: SourceFields,
): Result<z.output<Shape>, string> {
  const checked = shape.safeParse(fields);
  if (checked.success) return ok(checked.data);
  const [issue] = checked.error.issues;
  return refusal(`${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}`);
}

export function refusal(reason: string): { readonly ok: false; readonly failure: string } {
  return { ok: false, failure: reason };
}
