import { z } from 'zod';
import { identifierKey } from './address-fields.ts';
import { codeableConcept, identifier, reference } from './fhir-shapes.ts';
import type { FhirRules } from './import-rows.ts';
import { keyOfReference, type SourceResource } from './source-resource.ts';

/**
 * What the files say of each other's resources beside what each says of itself: looked up while they are
 * judged. It holds the people and places of a system, never its patients.
 */
export type Directory = {
  /** Notes what is needed of a resource; called once for each. */
  readonly note: (resource: SourceResource) => void;
  /** The key that a reference names, by the resource's id or by its identifier. */
  readonly keyNamed: (named: z.output<typeof reference> | undefined) => string | null;
  readonly placeOf: (key: string) => Place | null;
  readonly roleOf: (practitionerKey: string) => Role | null;
};

/** Name and first line of the address: where both agree, two resources mean one place. */
export type Place = { readonly name: string; readonly line: string };
export type Role = { readonly facilityKey: string | null; readonly taxonomy: string | null };

/** Beyond it identifiers are no longer noted, so that memory does not grow with the files. */
const MOST_NOTED = 200_000;

const placeShape = z.object({
  name: z.string().optional(),
  identifier: z.array(identifier).optional(),
  address: z
    .union([
      z.object({ line: z.array(z.string()).optional() }),
      z.array(z.object({ line: z.array(z.string()).optional() })),
    ])
    .optional(),
});

const roleShape = z.object({
  practitioner: reference.optional(),
  organization: reference.optional(),
  location: z.array(reference).optional(),
  code: z.array(codeableConcept).optional(),
  specialty: z.array(codeableConcept).optional(),
});
type RoleShape = z.output<typeof roleShape>;

const TAXONOMY = 'http://nucc.org/provider-taxonomy';

function taxonomyIn({ specialty = [], code = [] }: RoleShape): string | null {
  const codings = [...specialty, ...code].flatMap(({ coding = [] }) => coding);
  const given = codings.find(({ system }) => system === TAXONOMY)?.code ?? '';
  return /^[0-9A-Z]{9}X$/.test(given) ? given : null;
}

export function placeIn(json: unknown): Place | null {
  const read = placeShape.safeParse(json);
  if (!read.success) return null;
  const { name = '', address } = read.data;
  const [line = ''] = (Array.isArray(address) ? address[0] : address)?.line ?? [];
  return { name, line };
}

export function createDirectory({ source }: FhirRules): Directory {
  const byIdentifier = new Map<string, string>();
  const places = new Map<string, Place>();
  const roles: RoleShape[] = [];
  let rolesByKey: ReadonlyMap<string, Role> | null = null;

  const keyNamed: Directory['keyNamed'] = (named) => {
    if (named?.reference !== undefined) return keyOfReference(named.reference, source);
    const known = named?.identifier && identifierKey(named.identifier);
    return known ? (byIdentifier.get(known) ?? null) : null;
  };
  const resolveRoles = () =>
    new Map(
      roles.flatMap((role) => {
        const key = keyNamed(role.practitioner);
        const facilityKey = keyNamed(role.organization) ?? keyNamed(role.location?.[0]);
        return key === null ? [] : [[key, { facilityKey, taxonomy: taxonomyIn(role) }] as const];
      }),
    );
  return {
    note({ type, key, json }) {
      if (type === 'PractitionerRole') {
        const read = roleShape.safeParse(json);
        if (read.success && roles.length < MOST_NOTED) roles.push(read.data);
        return;
      }
      if (key === null || !['Organization', 'Location', 'Practitioner'].includes(type)) return;
      const identifiers = placeShape.shape.identifier.safeParse(json['identifier']);
      for (const each of (identifiers.success && identifiers.data) || []) {
        const known = identifierKey(each);
        if (known !== null && byIdentifier.size < MOST_NOTED) byIdentifier.set(known, key);
      }
      const place = type === 'Organization' ? placeIn(json) : null;
      if (place && places.size < MOST_NOTED) places.set(key, place);
    },
    keyNamed,
    placeOf: (key) => places.get(key) ?? null,
    roleOf(key) {
      rolesByKey ??= resolveRoles();
      return rolesByKey.get(key) ?? null;
    },
  };
}
