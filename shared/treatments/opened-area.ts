/** What became of the packages that were opened for one treatment, in whole square millimetres. */
export type AreaUse = {
  /** Of one package; null where nobody has said, then nothing can be added up. */
  readonly packageMm2: number | null;
  /** Whole packages. */
  readonly quantityUsed: number;
  readonly appliedMm2: number | null;
  readonly discardedMm2: number | null;
};

/** Area of the opened packages; null where the size of a package is not known. */
export function openedMm2(
  of: Pick<AreaUse, 'packageMm2'> & { readonly quantityUsed: number | null },
): number | null {
  if (of.packageMm2 === null || of.quantityUsed === null) return null;
  return of.packageMm2 * of.quantityUsed;
}

/**
 * Opened area against applied and discarded area together, where they differ; null where they agree, or
 * where nothing was said of areas, or the size of a package is not known.
 */
export function areaMismatch(use: AreaUse) {
  const opened = openedMm2(use);
  if (opened === null || (use.appliedMm2 === null && use.discardedMm2 === null)) return null;
  const accountedMm2 = (use.appliedMm2 ?? 0) + (use.discardedMm2 ?? 0);
  return accountedMm2 === opened ? null : { openedMm2: opened, accountedMm2 };
}
