import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';

export const locationKinds = ['shelf', 'quarantine'] as const;
export type LocationKind = (typeof locationKinds)[number];

/** Where pieces lie. What lies in quarantine may not be used. */
export const stockLocation = z.object({
  id: uuid(),
  name: z.string(),
  kind: z.enum(locationKinds),
  facilityId: uuid().nullable(),
  isActive: z.boolean(),
  version: z.int(),
});
export type StockLocation = z.output<typeof stockLocation>;

/** What lies in one place, by the movements. */
export const placeContents = z.object({
  locationId: uuid(),
  /** Lots and serials that some of is there. */
  unitCount: z.int(),
  pieces: z.int(),
  /** Pieces that were taken from there beyond what came. */
  missingPieces: z.int(),
});
export type PlaceContents = z.output<typeof placeContents>;

const ofLocation = (id: string | undefined) => ({ entityType: 'stockLocation', entityId: id });

const namingFailures = { NameTaken: stockLocation, UnknownFacility: noDetails } as const;

export const locationOperations = {
  'locations.list': query({
    summary: 'Where stock lies: shelves first, then quarantine, by name',
    permission: 'stock.read',
    input: z.strictObject({ includeInactive: z.boolean().default(false) }),
    output: z.array(stockLocation),
    failures: {},
  }),
  'locations.contents': query({
    summary: 'How much lies in each place; places that hold nothing are not among them',
    permission: 'stock.read',
    input: z.strictObject({}),
    output: z.array(placeContents),
    failures: {},
  }),
  'locations.add': command({
    summary: 'Add a shelf or a quarantine',
    permission: 'stock.adjust',
    input: z.strictObject({
      name: line(100),
      kind: z.enum(locationKinds),
      facilityId: uuid()
        .nullish()
        .transform((id) => id ?? null),
    }),
    output: stockLocation,
    failures: namingFailures,
    subject: (_input, added) => ofLocation(added?.id),
  }),
  'locations.change': command({
    summary: 'Rename a place, or say that it is no longer used',
    permission: 'stock.adjust',
    input: z.strictObject({
      locationId: uuid(),
      /** The version that the user saw. */
      seen: z.int(),
      name: line(100),
      facilityId: uuid().nullable(),
      isActive: z.boolean(),
    }),
    output: stockLocation,
    failures: {
      UnknownLocation: noDetails,
      Stale: stockLocation,
      ...namingFailures,
      /** Pieces lie there, or more was taken from it than came. */
      NotEmpty: noDetails,
      /** A site has at least one shelf and one quarantine. */
      LastOfItsKind: noDetails,
    },
    subject: ({ locationId }) => ofLocation(locationId),
  }),
} as const;
