import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { ok, type Result } from '../base/result.ts';
import { line, NOTE_MAX_LENGTH } from '../base/text.ts';
import { quantity } from '../orders/contract.ts';
import { dateAppliedProblem } from '../treatments/treatment-record.ts';
import { createFileIntake, type FileIntake, type ImportRules, refusal } from './file-intake.ts';
import type {
  ImportedOrder,
  ImportedPatient,
  ImportedProduct,
  ImportedTreatment,
} from './imported-rows.ts';
import { createOccurrences } from './occurrences.ts';
import type { Encounter } from './synthea-encounters.ts';
import { sourceId, unknownReference } from './synthea-fields.ts';

/** What one row of supplies.csv makes: an order with its line, and the record of its use. */
export type SupplyUse = {
  readonly id: string;
  readonly order: ImportedOrder;
  readonly treatment: ImportedTreatment;
};

const wholeNumber = z
  .string()
  .trim()
  .regex(/^[+-]?\d{1,15}$/, 'is not a whole number')
  .transform(Number)
  .pipe(quantity);

const supplyRow = z.object({
  DATE: civilDate,
  PATIENT: sourceId,
  ENCOUNTER: sourceId,
  CODE: line(100),
  DESCRIPTION: line(255),
  QUANTITY: wholeNumber,
});
type SupplyFields = z.output<typeof supplyRow>;

export type SupplyIntake = FileIntake<SupplyUse> & {
  /** One per code, named as where the code first appears. */
  readonly products: ReadonlyMap<string, ImportedProduct>;
};

/** What a row of supplies.csv is looked up in. */
export type SupplySources = {
  readonly patients: ReadonlyMap<string, ImportedPatient>;
  readonly encounters: ReadonlyMap<string, Encounter>;
  readonly proceduresOf: (encounterId: string) => string | null;
};

export function supplyIntake(rules: ImportRules, sources: SupplySources): SupplyIntake {
  const { idOf } = rules;
  const occurrenceOf = createOccurrences();
  const products = new Map<string, ImportedProduct>();
  const intake = createFileIntake('supplies.csv', supplyRow, (fields) => {
    const encounter = encounterOf(rules, sources, fields);
    if (!encounter.ok) return encounter;
    const procedures = sources.proceduresOf(fields.ENCOUNTER);
    if (procedures !== null && procedures.length > NOTE_MAX_LENGTH)
      return refusal(`the encounter's procedures are longer than ${NOTE_MAX_LENGTH} characters`);
    const { DATE, PATIENT, ENCOUNTER, CODE, DESCRIPTION, QUANTITY } = fields;
    if (!products.has(CODE)) products.set(CODE, productOf(idOf, CODE, DESCRIPTION));
    const key = occurrenceOf([DATE, PATIENT, ENCOUNTER, CODE, DESCRIPTION, QUANTITY]);
    return ok(useOf(fields, { idOf, key, encounter: encounter.value, procedures }));
  });
  return { ...intake, products };
}

function encounterOf(
  { idOf, today }: ImportRules,
  { patients, encounters }: SupplySources,
  fields: SupplyFields,
): Result<Encounter, string> {
  const patient = patients.get(idOf('patient', fields.PATIENT));
  if (!patient) return refusal(unknownReference('PATIENT', 'patients.csv'));
  const encounter = encounters.get(fields.ENCOUNTER);
  if (!encounter) return refusal(unknownReference('ENCOUNTER', 'encounters.csv'));
  if (encounter.patientId !== patient.id) return refusal('ENCOUNTER is of another patient');
  const dateProblem = dateAppliedProblem(fields.DATE, patient, today);
  return dateProblem === null ? ok(encounter) : refusal(`DATE ${dateProblem}`);
}

function productOf(idOf: ImportRules['idOf'], code: string, name: string): ImportedProduct {
  return {
    id: idOf('supply-product', code),
    sku: code,
    name,
    hcpcsCode: null,
    billingUnit: 'each',
  };
}

function useOf(
  { DATE, CODE, DESCRIPTION, QUANTITY }: SupplyFields,
  from: {
    readonly idOf: ImportRules['idOf'];
    readonly key: string;
    readonly encounter: Encounter;
    readonly procedures: string | null;
  },
): SupplyUse {
  const { patientId, facilityId, recordedBy, diagnosis } = from.encounter;
  const product = { productId: CODE, productName: DESCRIPTION };
  const orderId = from.idOf('order', from.key);
  const id = from.idOf('treatment', from.key);
  return {
    id,
    order: {
      id: orderId,
      orderNumber: `SYN-${orderId.replaceAll('-', '').slice(0, 10).toUpperCase()}`,
      patientId,
      facilityId,
      orderedOn: DATE,
      orderedBy: recordedBy,
      line: { id: from.idOf('order-line', from.key), ...product, quantityOrdered: QUANTITY },
    },
    treatment: {
      id,
      patientId,
      orderId,
      ...product,
      quantityUsed: QUANTITY,
      dateApplied: DATE,
      diagnosis,
      procedurePerformed: from.procedures,
      recordedBy,
    },
  };
}
