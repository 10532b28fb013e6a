type Versions<Values> = {
  /** What the form started from. */
  readonly base: Values;
  readonly typed: Values;
  /** What stands now, saved by somebody else since. */
  readonly current: Values;
};

export type Merge<Values> = {
  readonly merged: Values;
  /** Changed by the other person only: their value is taken. */
  readonly taken: readonly (keyof Values)[];
  /** Changed by both, differently: what is typed stays. */
  readonly disputed: readonly (keyof Values)[];
};

/** Puts two people's changes together, so that a second save undoes nothing it did not touch. */
export function mergeValues<Values extends object>(
  fields: readonly (keyof Values)[],
  { base, typed, current }: Versions<Values>,
): Merge<Values> {
  const theirs = fields.filter((field) => current[field] !== base[field]);
  const taken = theirs.filter((field) => typed[field] === base[field]);
  const disputed = theirs.filter(
    (field) => typed[field] !== base[field] && typed[field] !== current[field],
  );
  const takenValues = Object.fromEntries(taken.map((field) => [field, current[field]]));
  return { merged: { ...typed, ...takenValues }, taken, disputed };
}
