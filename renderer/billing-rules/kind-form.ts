import type { RuleField, Typed } from './rule-field.ts';

/** How one kind of rule is typed. */
export type KindForm = {
  /** In one sentence, for whoever chooses a kind. */
  readonly says: string;
  readonly fields: (typed: Typed) => readonly RuleField[];
  /** Of an example: what it is given (`given.…`) and what comes out (`expected.…`). */
  readonly exampleFields: readonly RuleField[];
  readonly blank: Typed;
  readonly blankExample: Typed;
  /** An outcome of the right form, to run an example whose own is not typed yet. */
  readonly anyOutcome: unknown;
  /** Between what the fields build and what the core takes, where those differ in form. */
  readonly parametersOf?: (built: unknown) => unknown;
  readonly builtOf?: (parameters: unknown) => unknown;
  readonly caseOf?: (built: unknown) => unknown;
  readonly builtOfCase?: (example: unknown) => unknown;
  /** Where a problem belongs that the core names by another path. */
  readonly pathOf?: (path: string) => string;
};
