import type {
  AmendmentChartRow,
  OrderLineChartRow,
  ProductChartRow,
  TreatmentChartRow,
} from './chart-rows.ts';
import { classOfProduct } from '../../products/product-class.ts';
import {
  billingCode,
  cm2Of,
  type FhirResource,
  FHIR_BASE,
  HCPCS,
  quantity,
  refTo,
  resource,
} from './resource.ts';
import { type ScannedLabel, udiCarriersOf } from './udi-carriers.ts';
import { usCore } from './us-core.ts';

/** What a treatment is told with beside its own row. */
export type TreatmentParts = {
  readonly product: ProductChartRow | null;
  readonly facilityId: string | null;
  /** The label of what was used, as it was scanned. */
  readonly scans: readonly ScannedLabel[];
  /** Clarifications and findings; corrections are in the row already. */
  readonly amendments: readonly AmendmentChartRow[];
};

const EXTENSIONS = `${FHIR_BASE}/StructureDefinition`;

/** When it was done: the instant where it was said, else the day. */
const doneAt = (row: TreatmentChartRow): string => row.appliedAt ?? row.dateApplied;

const statusOf = (row: TreatmentChartRow): string =>
  row.voidedAt === null ? 'completed' : 'entered-in-error';

/** Notes of later amendments, each with who said it and when. */
export function amendmentNotes(amendments: readonly AmendmentChartRow[]) {
  return amendments.flatMap(({ note, amendedBy, amendedAt }) =>
    note === null
      ? []
      : [{ authorReference: refTo('Practitioner', amendedBy), time: amendedAt, text: note }],
  );
}

function procedureOf(row: TreatmentChartRow, { facilityId, amendments }: TreatmentParts) {
  const performer = row.performedBy ?? row.recordedBy;
  return resource('Procedure', row.id, {
    ...usCore('procedure'),
    status: statusOf(row),
    code: { text: row.procedurePerformed ?? `Use of ${row.productName}` },
    subject: refTo('Patient', row.patientId),
    performedDateTime: doneAt(row),
    recorder: refTo('Practitioner', row.recordedBy),
    performer: [{ actor: refTo('Practitioner', performer) }],
    location: refTo('Location', facilityId),
    reasonCode: row.diagnosis === null ? [] : [{ text: row.diagnosis }],
    reasonReference: [refTo('Condition', row.woundId)],
    bodySite: row.woundLocation === null ? [] : [{ text: row.woundLocation }],
    note: [{ text: row.doctorNotes }, ...amendmentNotes(amendments)].filter(({ text }) => text),
    focalDevice: [{ manipulated: refTo('Device', row.id) }],
    usedReference: [refTo('Device', row.id)],
  });
}

function deviceOf(row: TreatmentChartRow, { product, scans }: TreatmentParts) {
  const hcpcsCode = product?.hcpcsCode ?? null;
  // Of what is put on a wound only a skin substitute stays in the patient.
  const isImplanted = product !== null && classOfProduct(product) === 'skinSubstitute';
  return resource('Device', row.id, {
    ...(isImplanted ? usCore('implantable-device') : {}),
    identifier: [{ system: `${FHIR_BASE}/sku`, value: row.productId }],
    udiCarrier: udiCarriersOf(scans, product, row.dateApplied),
    status: row.voidedAt === null ? 'active' : 'entered-in-error',
    expirationDate: row.expiresOn,
    lotNumber: row.lotNumber,
    serialNumber: row.serialNumber,
    deviceName: [{ name: row.productName, type: 'user-friendly-name' }],
    type: {
      coding: hcpcsCode === null ? [] : [{ system: HCPCS, code: hcpcsCode }],
      text: row.productName,
    },
    patient: refTo('Patient', row.patientId),
  });
}

/** How much of it was used: its area where that was measured, else whole pieces. */
function deliveryOf(row: TreatmentChartRow) {
  const { appliedMm2, discardedMm2, discardReason, quantityUsed } = row;
  const pieces = quantity(quantityUsed, 'piece', '{piece}');
  return resource('SupplyDelivery', row.id, {
    extension: [
      appliedMm2 !== null && { url: `${EXTENSIONS}/pieces`, valueQuantity: pieces },
      discardedMm2 !== null && {
        url: `${EXTENSIONS}/discarded`,
        valueQuantity: cm2Of(discardedMm2),
      },
      discardReason !== null && { url: `${EXTENSIONS}/discard-reason`, valueString: discardReason },
    ].filter((each) => each !== false),
    status: statusOf(row),
    patient: refTo('Patient', row.patientId),
    suppliedItem: {
      quantity: appliedMm2 === null ? pieces : cm2Of(appliedMm2),
      itemReference: refTo('Device', row.id),
    },
    occurrenceDateTime: doneAt(row),
    supplier: refTo('Practitioner', row.performedBy ?? row.recordedBy),
  });
}

/** What was done, with what, and how much of it: three resources under the id of the record. */
export function treatmentResources(
  row: TreatmentChartRow,
  parts: TreatmentParts,
): readonly FhirResource[] {
  return [procedureOf(row, parts), deviceOf(row, parts), deliveryOf(row)];
}

export function deviceRequestResource(row: OrderLineChartRow, product: ProductChartRow | null) {
  const code = product?.hcpcsCode ?? null;
  return resource('DeviceRequest', row.id, {
    identifier: [{ system: `${FHIR_BASE}/orders`, value: row.orderNumber }],
    groupIdentifier: { system: `${FHIR_BASE}/orders`, value: row.orderId },
    status: row.status === 'cancelled' ? 'revoked' : row.status === 'draft' ? 'draft' : 'active',
    intent: 'order',
    codeCodeableConcept: {
      coding: code === null ? [] : [billingCode(code)],
      text: row.productName,
    },
    parameter: [
      {
        code: { text: 'Quantity ordered' },
        valueQuantity: quantity(row.quantityOrdered, 'piece', '{piece}'),
      },
    ],
    subject: refTo('Patient', row.patientId),
    authoredOn: row.orderedOn,
    requester: refTo('Practitioner', row.orderedBy),
  });
}
