import { z } from 'zod';
import { line } from '../../base/text.ts';
import { addressColumns, contactColumns, phoneIn } from './address-fields.ts';
import { type Directory, placeIn } from './directory.ts';
import {
  address,
  codeableConcept,
  contactPoint,
  hasCode,
  reference,
  shapeProblem,
} from './fhir-shapes.ts';
import { type FacilityRow, type FhirVerdict, refused, skipped } from './import-rows.ts';
import type { Json } from './source-resource.ts';

const facilityColumns = z.object({ ...contactColumns, name: line(200) });

const organizationShape = z.object({
  active: z.boolean().optional(),
  name: z.string(),
  type: z.array(codeableConcept).default([]),
  telecom: z.array(contactPoint).default([]),
  address: z.array(address).default([]),
});

/** Organizations that are no places of care. */
const NOT_CARE = ['pay', 'ins', 'govt', 'edu', 'reli', 'crs', 'cg', 'bus'];

export function judgeOrganization(json: Json, key: string): FhirVerdict<FacilityRow> {
  const read = organizationShape.safeParse(json);
  if (!read.success) return refused(shapeProblem(read.error));
  const { active, name, type, telecom, address: addresses } = read.data;
  if (active === false) return skipped('not active any more');
  if (type.some((each) => hasCode(each, NOT_CARE))) return skipped('no place of care');
  const columns = { name, ...addressColumns(addresses), phone: phoneIn(telecom) };
  const checked = facilityColumns.safeParse(columns);
  if (!checked.success) return refused(shapeProblem(checked.error));
  return { kind: 'row', row: { key, ...checked.data }, warnings: [] };
}

const locationShape = z.object({
  status: z.string().optional(),
  mode: z.string().optional(),
  name: z.string().default(''),
  physicalType: codeableConcept.optional(),
  telecom: z.array(contactPoint).default([]),
  address: address.optional(),
  managingOrganization: reference.optional(),
});

/** Beds, rooms and the like inside a place. */
const PARTS = ['wi', 'wa', 'lvl', 'co', 'ro', 'bd', 've', 'ca', 'rd', 'area', 'jdn'];

/** A location that says the same as its organization is that one place, which the organization makes. */
export function judgeLocation(
  json: Json,
  key: string,
  directory: Directory,
): FhirVerdict<FacilityRow> {
  const read = locationShape.safeParse(json);
  if (!read.success) return refused(shapeProblem(read.error));
  const { status, mode, name, physicalType, telecom, address: given } = read.data;
  if (status === 'inactive') return skipped('not active any more');
  if (mode === 'kind' || hasCode(physicalType, PARTS)) return skipped('only part of a place');
  const ownerKey = directory.keyNamed(read.data.managingOrganization);
  const owner = ownerKey === null ? null : directory.placeOf(ownerKey);
  const own = placeIn(json);
  if (owner !== null && owner.name === own?.name && owner.line === own.line)
    return skipped('the same place as its organization, by name and address');
  const columns = { name, ...addressColumns(given ? [given] : []), phone: phoneIn(telecom) };
  const checked = facilityColumns.safeParse(columns);
  if (!checked.success) return refused(shapeProblem(checked.error));
  return { kind: 'row', row: { key, ...checked.data }, warnings: [] };
}
