type Dated = { readonly id: string; readonly dateApplied: string };

/** By the day, then by the id, which ascends with time. */
export function newestFirst(one: Dated, other: Dated): number {
  if (one.dateApplied !== other.dateApplied) return one.dateApplied < other.dateApplied ? 1 : -1;
  return one.id < other.id ? 1 : -1;
}
