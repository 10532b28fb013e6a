import { Fragment } from 'react';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { FIELD_LABELS } from './treatment-words.ts';

const READ_FIELDS = [
  'woundLocation',
  'diagnosis',
  'procedurePerformed',
  'doctorNotes',
  'overuseReason',
] as const;

/** What was written about a treatment; what was not is left out. */
export function TreatmentFacts({ record }: { readonly record: TreatmentRecord }) {
  const written = READ_FIELDS.filter((field) => record[field] !== null);
  if (written.length === 0) return null;
  return (
    <dl className="treatment-facts">
      {written.map((field) => (
        <Fragment key={field}>
          <dt>{field === 'overuseReason' ? 'Why more' : FIELD_LABELS[field]}</dt>
          <dd dir="auto">{record.voidedAt === null ? record[field] : <s>{record[field]}</s>}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
