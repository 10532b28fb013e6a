import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line, lineOrNull, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { quantity } from '../orders/contract.ts';
import { billingUnits } from '../products/contract.ts';
import { productClasses } from '../products/product-class.ts';
import { refinePacks } from '../recalls/recalled-packs.ts';
import { etiologies } from '../wounds/wound.ts';
import { concern } from './concern.ts';
import { infectionConditions } from './contraindication.ts';
import { materials } from './material.ts';

export const contraindication = z.object({
  id: uuid(),
  /** Product code (SKU); exactly one of this, the class and the material is given. */
  productId: z.string().nullable(),
  productClass: z.enum(productClasses).nullable(),
  material: z.enum(materials).nullable(),
  etiology: z.enum(etiologies).nullable(),
  infectionSign: z.string().nullable(),
  condition: z.string(),
  source: z.string(),
  asOfOn: civilDate,
  isActive: z.boolean(),
  /** Came with the application, as a pattern. */
  isExample: z.boolean(),
  version: z.int(),
});
export type Contraindication = z.output<typeof contraindication>;

const infectionKeys = new Set(infectionConditions.map(({ key }) => key));

/** What a person says about a rule. */
export const contraindicationFields = {
  productId: lineOrNull(100),
  productClass: z.enum(productClasses).nullable(),
  material: z.enum(materials).nullable(),
  etiology: z.enum(etiologies).nullable(),
  infectionSign: z
    .string()
    .refine((key) => infectionKeys.has(key), 'is no sign of infection in the list')
    .nullable(),
  condition: line(300),
  source: line(300),
  asOfOn: civilDate,
};

export const recall = z.object({
  id: uuid(),
  /** Product code (SKU). */
  productId: z.string(),
  /** Null where the catalogue has no such product. */
  productName: z.string().nullable(),
  /** Null for every lot. */
  lotNumber: z.string().nullable(),
  /** The other end of a range of lots, or null. */
  lastLotNumber: z.string().nullable(),
  /** Null for every serial. */
  serialNumber: z.string().nullable(),
  lastSerialNumber: z.string().nullable(),
  reason: z.string(),
  source: z.string(),
  sinceOn: civilDate,
  isActive: z.boolean(),
  version: z.int(),
});
export type Recall = z.output<typeof recall>;

export const recallFields = {
  productId: line(100),
  lotNumber: lineOrNull(50),
  lastLotNumber: lineOrNull(50),
  serialNumber: lineOrNull(50),
  lastSerialNumber: lineOrNull(50),
  reason: line(500),
  source: line(300),
  sinceOn: civilDate,
};

const ofRule = (id: string | undefined) => ({ entityType: 'contraindication', entityId: id });
const ofRecall = (id: string | undefined) => ({ entityType: 'productRecall', entityId: id });

const ruleFailures = {
  /** Not exactly one of product, class and material. */
  NoTarget: noDetails,
  UnknownProduct: noDetails,
  ImpossibleDate: noDetails,
} as const;

export const safetyOperations = {
  'safety.check': query({
    summary: 'What speaks against using a product on a patient, before it is opened',
    permission: 'treatments.write',
    readsChart: true,
    input: z.strictObject({
      patientId: uuid(),
      /** Null: it stands on none of the patient's orders. */
      orderId: uuid().nullable(),
      productId: line(100),
      woundId: uuid().nullable(),
      /** Left out: one. */
      quantityUsed: quantity.default(1),
      lotNumber: optionalLine(50),
      serialNumber: optionalLine(50),
      expiresOn: civilDate.nullish().transform((date) => date ?? null),
      /** The record that is corrected: its own pieces and serial do not count against it. */
      treatmentRecordId: uuid()
        .nullish()
        .transform((id) => id ?? null),
      /** Left out: the site's today. */
      dateApplied: civilDate.nullish().transform((date) => date ?? null),
    }),
    output: z.object({
      productName: z.string(),
      concerns: z.array(concern),
      /** False where nobody has said what the product is made of: allergies were compared with its name alone. */
      isMaterialsKnown: z.boolean(),
      productClass: z.enum(productClasses),
      /** Area of one whole package, or null. */
      packageMm2: z.int().nullable(),
      billingUnit: z.enum(billingUnits),
    }),
    failures: {
      UnknownPatient: noDetails,
      UnknownProduct: noDetails,
      UnknownWound: noDetails,
    },
    subject: ({ patientId }) => ({ patientId, entityType: 'product' }),
  }),
  'safety.checkOrder': query({
    summary: "Which products' materials meet an allergy or objection of a patient",
    permission: 'orders.write',
    readsChart: true,
    input: z.strictObject({ patientId: uuid(), productIds: z.array(line(100)).max(100) }),
    /** For whoever may not read charts the words name no substance. */
    output: z.array(z.object({ productId: z.string(), concerns: z.array(concern) })),
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }) => ({ patientId, entityType: 'product' }),
  }),
  'contraindications.list': query({
    summary: 'The rules that speak against products in certain wounds, those in force first',
    permission: 'products.read',
    input: z.strictObject({}),
    output: z.array(contraindication),
    failures: {},
  }),
  'contraindications.add': command({
    summary: 'Add a rule that stops a product in certain wounds until a reason is given',
    permission: 'rules.manage',
    input: z.strictObject(contraindicationFields),
    output: contraindication,
    failures: ruleFailures,
    subject: (_input, added) => ofRule(added?.id),
  }),
  'contraindications.correct': command({
    summary: 'Correct a rule, or take it out of force',
    permission: 'rules.manage',
    input: z.strictObject({
      contraindicationId: uuid(),
      seen: z.int(),
      ...contraindicationFields,
      isActive: z.boolean(),
    }),
    output: contraindication,
    failures: { UnknownRule: noDetails, Stale: contraindication, ...ruleFailures },
    subject: ({ contraindicationId }) => ofRule(contraindicationId),
  }),
  'recalls.list': query({
    summary: 'Recalled products and lots, those in force first',
    permission: 'products.read',
    input: z.strictObject({}),
    output: z.array(recall),
    failures: {},
  }),
  'recalls.add': command({
    summary: 'Enter a recall of a product, or of some of its lots or serials',
    permission: 'products.write',
    input: z.strictObject(recallFields).superRefine(refinePacks),
    output: recall,
    failures: { UnknownProduct: noDetails, ImpossibleDate: noDetails },
    subject: (_input, added) => ofRecall(added?.id),
  }),
  'recalls.correct': command({
    summary: 'Correct a recall, or say that it no longer holds',
    permission: 'products.write',
    input: z
      .strictObject({
        recallId: uuid(),
        seen: z.int(),
        ...recallFields,
        isActive: z.boolean(),
      })
      .superRefine(refinePacks),
    output: recall,
    failures: {
      UnknownRecall: noDetails,
      Stale: recall,
      UnknownProduct: noDetails,
      ImpossibleDate: noDetails,
    },
    subject: ({ recallId }) => ofRecall(recallId),
  }),
} as const;
