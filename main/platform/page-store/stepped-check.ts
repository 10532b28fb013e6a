/** How far a check has come. */
export type CheckProgressOf<Result> = {
  readonly done: number;
  readonly total: number;
  /** Null until everything was looked at. */
  readonly result: Result | null;
};

/** A check in steps, between which other work, and changes, have their turn. */
export type SteppedCheck<Result> = {
  /** Looks at `maxRows` rows at most. */
  readonly step: (maxRows: number) => CheckProgressOf<Result>;
  readonly giveUp: () => void;
};

/** What a check of rows under one digest found. */
export type Checked<Damage> = {
  readonly rows: number;
  readonly damaged: readonly Damage[];
  /** False: a row was removed, added, or replaced by its older self. */
  readonly isDigestRight: boolean;
};
