import type { ProductChartRow } from '../../../shared/exchange/fhir/chart-rows.ts';
import type { ReadonlyDb } from '../../platform/database.ts';

type Ids = readonly string[];
const listed = (ids: Iterable<string>): string[] => [...new Set(ids)];

export type SignedKind = 'treatmentRecordId' | 'woundAssessmentId';

/** Signatures and amendments of some records. */
export async function selectSaidOf(db: ReadonlyDb, kind: SignedKind, ids: Ids) {
  if (ids.length === 0) return { signatures: [], amendments: [] };
  const signatures = await db
    .selectFrom('recordSignatures')
    .select(['id', 'treatmentRecordId', 'woundAssessmentId', 'meaning', 'signedBy', 'signedAt'])
    .select('contentDigest')
    .where(kind, 'in', listed(ids))
    .orderBy('signedAt')
    .orderBy('id')
    .execute();
  const amendments = await db
    .selectFrom('recordAmendments')
    .select(['id', 'treatmentRecordId', 'woundAssessmentId', 'kind', 'reason', 'note'])
    .select(['amendedBy', 'amendedAt'])
    .where(kind, 'in', listed(ids))
    .orderBy('amendedAt')
    .orderBy('id')
    .execute();
  return { signatures, amendments };
}

/** What the catalogue knows of some products, each with its identifier of a single piece. */
export async function selectProducts(
  db: ReadonlyDb,
  skus: Ids,
): Promise<ReadonlyMap<string, ProductChartRow>> {
  if (skus.length === 0) return new Map();
  const rows = await db
    .selectFrom('products')
    .leftJoin('productIdentifiers as identifier', 'identifier.productId', 'products.sku')
    .select([
      'products.sku',
      'products.hcpcsCode',
      'products.productClass',
      'identifier.issuer',
      'identifier.deviceIdentifier',
    ])
    .where('products.sku', 'in', listed(skus))
    .orderBy('identifier.pieces', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.sku, row]));
}

export async function selectFacilitiesOfOrders(
  db: ReadonlyDb,
  orderIds: Ids,
): Promise<ReadonlyMap<string, string>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('orders')
    .select(['id', 'facilityId'])
    .where('id', 'in', listed(orderIds))
    .execute();
  return new Map(rows.flatMap(({ id, facilityId }) => (facilityId ? [[id, facilityId]] : [])));
}

/** People, places and payers by the ids that resources name. */
export async function selectNamed(
  db: ReadonlyDb,
  named: { readonly users: Ids; readonly facilities: Ids; readonly payers: Ids },
) {
  const of = <Row>(ids: Ids, rows: (of: string[]) => Promise<Row[]>) =>
    ids.length === 0 ? Promise.resolve([]) : rows(listed(ids));
  return {
    organisation: await db.selectFrom('billingOrganisations').selectAll().executeTakeFirst(),
    users: await of(named.users, (ids) =>
      db.selectFrom('users').selectAll().where('id', 'in', ids).orderBy('id').execute(),
    ),
    facilities: await of(named.facilities, (ids) =>
      db.selectFrom('facilities').selectAll().where('id', 'in', ids).orderBy('id').execute(),
    ),
    payers: await of(named.payers, (ids) =>
      db.selectFrom('payers').selectAll().where('id', 'in', ids).orderBy('id').execute(),
    ),
  };
}

/** The site, and the practice that bills for it where that has been said. */
export async function selectSite(db: ReadonlyDb) {
  const { id } = await db.selectFrom('sites').select('id').executeTakeFirstOrThrow();
  const organisation = await db.selectFrom('billingOrganisations').select('id').executeTakeFirst();
  return { siteId: id, organisationId: organisation?.id ?? null };
}
