/** A use or waste as far as it decides whether stock is moved. */
type Recorded = {
  /** The instant at which it was first recorded, in ISO 8601 with milliseconds and Z, as rows hold it. */
  readonly createdAt: string;
  readonly isImported: boolean;
};

/**
 * True where what is recorded takes pieces from stock: the product was kept in stock by then, and the
 * record is of this site's own.
 */
export function takesFromStock(
  { createdAt, isImported }: Recorded,
  product: { readonly stockedSince: string | null } | undefined,
): boolean {
  const since = product?.stockedSince ?? null;
  return since !== null && !isImported && createdAt >= since;
}
