import { z } from 'zod';
import type { Actor, Demand } from './permission.ts';
import type { Failure, Result } from './result.ts';
import { uuid } from './uuid.ts';

/** What an audit event says an operation was about. Never the content of a chart. */
export type Subject = {
  readonly patientId?: string | undefined;
  /**
   * Everybody whose chart was shown: of a list across patients without `patientId`, of one person's charts
   * beside it.
   */
  readonly patientIds?: readonly string[] | undefined;
  readonly entityType?: string | undefined;
  readonly entityId?: string | undefined;
};

/** Failure codes of an operation, each with the schema of its details. */
export type FailureSchemas = Readonly<Record<string, z.ZodType>>;

/** A failure code that carries no details. */
export const noDetails = z.undefined().optional();

/** One query, command or job: everything both sides of the bridge must agree on. */
export type Operation = {
  readonly kind: 'query' | 'command' | 'job';
  /** One sentence for the list of operations. */
  readonly summary: string;
  readonly permission: Demand;
  /** True for a query that shows a chart: each call writes an audit event. */
  readonly readsChart?: boolean;
  /** True for one of these that shows the charts of several people: no glass is before it. */
  readonly isAcrossCharts?: boolean;
  /** True for a query that finds people by name: each call writes an event, which names none of them. */
  readonly findsPeople?: boolean;
  /** True for the few commands that only keep what is being typed: they write no audit event. */
  readonly isUnaudited?: boolean;
  /** True for a command whose input holds a PIN: nothing derived from its input is kept. */
  readonly holdsSecret?: boolean;
  /** True for signing in, which must run again each time it is sent, whatever its commandId. */
  readonly isAskedAnew?: boolean;
  /** True for what leaves the program or strikes something out: the PIN is asked for again. */
  readonly asksPin?: boolean;
  /** True for a query that only somebody at the screen sends. */
  readonly isSignOfLife?: boolean;
  /** True for what may go on while records can be read but not written. */
  readonly isAllowedReadOnly?: boolean;
  /** True for what names a file of this computer: a renderer may not choose one. */
  readonly isCommandLineOnly?: boolean;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly failures: FailureSchemas;
  subject?(input: unknown, output: unknown, details: unknown): Subject;
};

/** Whether an operation is a part of one person's chart, which can be closed behind glass. */
export function isOfOneChart(operation: Operation): boolean {
  const { permission, readsChart = false, isAcrossCharts = false } = operation;
  return permission === 'charts.read' && readsChart && !isAcrossCharts;
}

/** Operations by wire name, such as `treatments.record`. */
export type Contract = Readonly<Record<string, Operation>>;

/** What any operation may answer besides its own failures. */
export type CommonFailure = Failure<
  | 'InvalidInput'
  | 'UnknownOperation'
  | 'SignInNeeded'
  | 'Forbidden'
  | 'PinAgain'
  | 'GlassNeeded'
  | 'Locked'
  | 'ReadOnly'
  | 'NotSaved'
  | 'Unavailable'
  | 'Unexpected',
  undefined
>;

/** The failures that an operation's contract names, as a union discriminated by code. */
export type FailuresOf<Op extends Operation> = {
  [Code in keyof Op['failures'] & string]: FailureOf<Code, z.output<Op['failures'][Code]>>;
}[keyof Op['failures'] & string];

type FailureOf<Code extends string, Details> = undefined extends Details
  ? Failure<Code, undefined>
  : Failure<Code, Details> & { readonly details: Details };

type Spec<I extends z.ZodType, O extends z.ZodType, F extends FailureSchemas, D extends Demand> = {
  readonly summary: string;
  readonly permission: D;
  readonly readsChart?: boolean;
  readonly isAcrossCharts?: boolean;
  readonly findsPeople?: boolean;
  readonly isUnaudited?: boolean;
  readonly holdsSecret?: boolean;
  readonly isAskedAnew?: boolean;
  readonly asksPin?: boolean;
  readonly isSignOfLife?: boolean;
  readonly isAllowedReadOnly?: boolean;
  readonly isCommandLineOnly?: boolean;
  readonly input: I;
  readonly output: O;
  readonly failures: F;
  /** `output` stands after a success; `details` after a failure that has some. */
  subject?(input: z.output<I>, output: z.output<O> | undefined, details: unknown): Subject;
};

/** Reads; changes nothing. */
export function query<
  I extends z.ZodType,
  O extends z.ZodType,
  const F extends FailureSchemas,
  const D extends Demand,
>(spec: Spec<I, O, F, D>) {
  return { ...spec, kind: 'query' as const };
}

/** One short transaction. Its input also takes a `commandId`: sent twice, it is done once. */
export function command<
  Shape extends z.ZodRawShape,
  O extends z.ZodType,
  const F extends FailureSchemas,
  const D extends Demand,
>(spec: Spec<z.ZodObject<Shape>, O, F, D>) {
  return { ...spec, kind: 'command' as const };
}

/** Long work in chunks. Calling it answers `{ jobId }`; its output is read with `jobs.get`. */
export function job<
  I extends z.ZodType,
  O extends z.ZodType,
  const F extends FailureSchemas,
  const D extends Demand,
>(spec: Spec<I, O, F, D>) {
  return { ...spec, kind: 'job' as const };
}

/** What a call of a job answers at once. */
export const startedJob = z.object({ jobId: uuid() });

type ActorFor<D> = D extends 'anyone' ? Actor | null : Actor;

/** What main implements: one handler per operation, with the context its kind gives. */
export type Handlers<C extends Contract, Context extends Record<Operation['kind'], object>> = {
  readonly [Name in keyof C]: (
    input: z.output<C[Name]['input']>,
    context: Context[C[Name]['kind']] & { readonly actor: ActorFor<C[Name]['permission']> },
  ) => Promise<Result<z.input<C[Name]['output']>, FailuresOf<C[Name]>>>;
};

type Answer<Op extends Operation> = Op['kind'] extends 'job'
  ? z.output<typeof startedJob>
  : z.output<Op['output']>;

export type Reply<Op extends Operation> = Result<Answer<Op>, FailuresOf<Op> | CommonFailure>;

/** What the renderer calls: the same names, over any host. */
export type Client<C extends Contract> = {
  readonly [Name in keyof C]: (input: z.input<C[Name]['input']>) => Promise<Reply<C[Name]>>;
};

/** Carries one call across a process boundary and brings the reply back. */
export type Send = (name: string, input: unknown) => Promise<unknown>;

/** Builds the typed client; `newCommandId` makes a retried command harmless. */
export function createClient<C extends Contract>(
  contract: C,
  send: Send,
  newCommandId: () => string,
): Client<C> {
  const entries = Object.entries(contract).map(([name, { kind }]) => [
    name,
    (input: object) =>
      send(name, kind === 'command' ? { commandId: newCommandId(), ...input } : input),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the core validates every reply it sends
  return Object.fromEntries(entries) as Client<C>;
}
