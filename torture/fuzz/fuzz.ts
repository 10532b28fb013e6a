import * as fc from 'fast-check';
import type { Operation } from '../../shared/base/contract.ts';
import type { Core, Reply, Session } from '../../main/platform/core.ts';
import { inputsFor } from './shaped-input.ts';

export type Fuzzing = {
  readonly core: Core;
  readonly session: Session;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Inputs for each operation. */
  readonly runs: number;
  readonly seed: number;
  /** Ids of rows that are there, so that queries find something. */
  readonly ids: readonly string[];
  /** Of patients that are there: no refusal may say any of it. */
  readonly marked: readonly string[];
};

export type FuzzReport = {
  readonly operations: number;
  readonly inputs: number;
  /** How often each code was answered; `valid` was not sent, because it would have changed something. */
  readonly answers: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
};

const HANGS_AFTER_MS = 30_000;
/** What only a stack or a path of this computer has. */
const INSIDES =
  /\n\s+at |node_modules|file:\/\/|\/(?:home|root|tmp|work|Users)\/|\.ts:\d+|SQLSTATE/;

async function orHang(reply: Promise<Reply>): Promise<Reply | 'hang'> {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<'hang'>((resolve) => {
    timer = setTimeout(() => resolve('hang'), HANGS_AFTER_MS);
  });
  return Promise.race([reply, hang]).finally(() => clearTimeout(timer));
}

/** What is wrong with a reply, or null. */
function problemOf(reply: Reply | 'hang', marked: readonly string[]): string | null {
  if (reply === 'hang') return 'did not answer';
  if (reply.ok) return null;
  const { code, message } = reply.failure;
  const text = JSON.stringify(reply.failure);
  if (code === 'Unexpected') return 'answered with an incident';
  if (message === '') return 'refused without a word';
  if (INSIDES.test(text)) return 'told of its insides';
  return marked.some((word) => text.includes(word)) ? 'told of a patient' : null;
}

/** Sends every operation what nobody should send. Changes nothing: what is valid and would, is not sent. */
export async function fuzzOperations(fuzzing: Fuzzing): Promise<FuzzReport> {
  const { core, session, operations, runs, seed, ids, marked } = fuzzing;
  const answers: Record<string, number> = {};
  const problems: string[] = [];
  const count = (code: string) => (answers[code] = (answers[code] ?? 0) + 1);
  let inputs = 0;
  async function send(name: string, operation: Operation, input: unknown): Promise<void> {
    inputs += 1;
    const wouldChange = operation.kind !== 'query' && operation.input.safeParse(input).success;
    if (wouldChange) return void count('valid');
    const reply = await orHang(core.dispatch(session, name, input));
    count(reply === 'hang' ? 'hang' : reply.ok ? 'ok' : reply.failure.code);
    const problem = problemOf(reply, marked);
    if (problem !== null) throw new Error(problem);
  }
  for (const [name, operation] of Object.entries(operations)) {
    const property = fc.asyncProperty(inputsFor(operation.input, ids), (input) =>
      send(name, operation, input),
    );
    const outcome = await fc.check(property, { numRuns: runs, seed });
    if (outcome.failed)
      problems.push(
        `${name} ${String(outcome.errorInstance)}: ${fc.stringify(outcome.counterexample)}`,
      );
  }
  return { operations: Object.keys(operations).length, inputs, answers, problems };
}
