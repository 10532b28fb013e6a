type Drawable = { readonly id: string; readonly recordedBy: string };

// FNV-1a over 32 bits: well spread for short texts, and the same on every computer.
const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

function spread(text: string): number {
  let hash = OFFSET_BASIS;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), PRIME) >>> 0;
  // The last letters of an id must reach the high bits too.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Records in an order that `seed` alone decides: nobody chose which of them come first. */
export function shuffled<R extends Drawable>(records: readonly R[], seed: string): readonly R[] {
  return records
    .map((record) => ({ record, place: spread(`${seed} ${record.id}`) }))
    .toSorted((one, other) =>
      one.place === other.place
        ? Number(one.record.id > other.record.id) - Number(one.record.id < other.record.id)
        : one.place - other.place,
    )
    .map(({ record }) => record);
}

/** At most `perClinician` records of each person who recorded some; the same seed draws the same ones. */
export function drawPerClinician<R extends Drawable>(
  records: readonly R[],
  { perClinician, seed }: { readonly perClinician: number; readonly seed: string },
): readonly R[] {
  const drawn = new Map<string, number>();
  return shuffled(records, seed).filter(({ recordedBy }) => {
    const before = drawn.get(recordedBy) ?? 0;
    drawn.set(recordedBy, before + 1);
    return before < perClinician;
  });
}
