import type { Sizes } from './store-dataset.ts';
import { idOf, nameOf, pick, writtenAbout } from './store-people.ts';
import { timesOf } from './statistics.ts';

/** Runs one statement in a transaction of its own and answers its rows. */
export type Ask = (sql: string, values?: readonly unknown[]) => Promise<readonly unknown[]>;

const personBy = (column: string) => `(SELECT display_name FROM users WHERE id = record.${column})`;

const RECORD = `record.id, record.patient_id, record.order_id, record.product_id, record.product_name,
  record.quantity_used, record.date_applied, record.diagnosis, record.procedure_performed,
  record.wound_location, record.doctor_notes, record.overuse_reason, record.recorded_by,
  record.created_at, record.updated_at, record.version, record.signed_at, record.cosigned_at,
  record.voided_at, record.void_reason, record.is_late_entry,
  (SELECT order_number FROM orders WHERE id = record.order_id) AS order_number,
  ${personBy('recorded_by')} AS recorded_by_name, ${personBy('performed_by')} AS performed_by_name,
  ${personBy('signed_by')} AS signed_by_name, ${personBy('cosigned_by')} AS cosigned_by_name,
  ${personBy('voided_by')} AS voided_by_name,
  (SELECT count(*) FROM record_amendments WHERE treatment_record_id = record.id) AS amendment_count,
  (SELECT amendment.content FROM corrected_treatments AS corrected
    JOIN record_amendments AS amendment ON amendment.id = corrected.correction_id
    WHERE corrected.id = record.id) AS correction`;
const RECORDS = 'FROM treatment_records AS record';

export const questions = ['timeline', 'usage', 'recent', 'search'] as const;
export type Question = (typeof questions)[number];

type Questions = {
  readonly [Q in Question]: {
    readonly sql: string;
    readonly valuesAt: (at: number, sizes: Sizes) => readonly unknown[];
  };
};

/** As the stores of the slices ask them; `at` picks another patient, order, person or name. */
const asked: Questions = {
  timeline: {
    sql: `SELECT ${RECORD} ${RECORDS} WHERE record.patient_id = $1
      ORDER BY record.date_applied DESC, record.created_at DESC, record.id DESC LIMIT 50`,
    valuesAt: (at, { patients }) => [idOf('patient', pick(patients, 50, at))],
  },
  usage: {
    sql: `SELECT product_id, product_name, sum(quantity_used) AS total_used FROM treatment_records
      WHERE order_id = $1 AND voided_at IS NULL GROUP BY product_id, product_name ORDER BY product_name, product_id`,
    valuesAt: (at, { orders }) => [idOf('order', pick(orders, 51, at))],
  },
  recent: {
    sql: `SELECT ${RECORD},
        (SELECT first_name FROM patients WHERE id = record.patient_id) AS first_name,
        (SELECT last_name FROM patients WHERE id = record.patient_id) AS last_name
      ${RECORDS}
      WHERE record.recorded_by = $1 AND record.date_applied >= '2026-02-08'
      ORDER BY record.date_applied DESC, record.id DESC LIMIT 500`,
    valuesAt: (at, { users }) => [idOf('user', at % users)],
  },
  search: {
    sql: `SELECT id, mrn, first_name, last_name, birth_on, sex, deceased_on,
        (SELECT max(date_applied) FROM treatment_records
          WHERE patient_id = patients.id AND voided_at IS NULL) AS last_treated_on
      FROM patients WHERE search_text LIKE $1 AND search_text LIKE $2
      ORDER BY lower(last_name), lower(first_name), birth_on LIMIT 50`,
    valuesAt(at, { patients }) {
      const { firstName, lastName } = nameOf(pick(patients, 52, at));
      return [lastName.slice(0, 4), firstName.slice(0, 2)].map(
        (word) => `% ${word.toLowerCase()}%`,
      );
    },
  },
};

/** One question `count` times, about `subjects` patients, orders, persons or names in turn; milliseconds each. */
export function timesOfQuestion(
  ask: Ask,
  question: Question,
  plan: {
    readonly sizes: Sizes;
    readonly count: number;
    readonly warmUp: number;
    readonly subjects: number;
  },
): Promise<readonly number[]> {
  const { sql, valuesAt } = asked[question];
  let done = 0;
  return timesOf(plan, () => {
    done += 1;
    return ask(sql, valuesAt(done % plan.subjects, plan.sizes));
  });
}

/** Inserts whole records, each committed by itself; milliseconds each. */
export function timesOfInserts(
  ask: Ask,
  { orders, patients }: Sizes,
  count: number,
): Promise<readonly number[]> {
  let at = 0;
  return timesOf({ count, warmUp: 50 }, () => {
    at += 1;
    const order = pick(orders, 53, at);
    const { diagnosis, procedure, wound, notes } = writtenAbout(at);
    return ask(
      `INSERT INTO treatment_records (id, patient_id, order_id, product_id, product_name, quantity_used,
         date_applied, diagnosis, procedure_performed, wound_location, doctor_notes, recorded_by)
       VALUES (gen_random_uuid(), $1, $2, 'SKU-1', 'Wound dressing 1', 1, '2026-03-10', $3, $4, $5, $6, $7)`,
      [
        idOf('patient', order % patients),
        idOf('order', order),
        diagnosis,
        procedure,
        wound,
        notes,
        idOf('user', 1),
      ],
    );
  });
}

export const scans = {
  'count of all records': 'SELECT count(*) FROM treatment_records',
  'units by product and month': `SELECT product_id, date_trunc('month', date_applied) AS month,
      sum(quantity_used) FROM treatment_records GROUP BY 1, 2`,
  'a word in all notes': `SELECT count(*) FROM treatment_records WHERE doctor_notes ILIKE '%odour%'`,
} as const;
