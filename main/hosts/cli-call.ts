import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Operation } from '../../shared/base/contract.ts';
import { fail } from '../../shared/base/result.ts';
import { operations } from '../../shared/operations.ts';
import type { Reply } from '../platform/core.ts';
import { type CommandLine, type OpenCore, withCore } from './cli-core.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { waitForJob } from './cli-job.ts';
import { endWithReply } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';

/**
 * Calls any operation of the contract and prints its reply as JSON. `argument` is JSON, `-` for
 * standard input, or nothing for `{}`. A job is waited for, and its reply is the one printed.
 */
export async function callOperation(
  line: CommandLine,
  name: string,
  argument: string | undefined,
): Promise<ExitCode> {
  const input = parseInput(
    argument === '-' ? decode(await line.terminal.readInput()) : (argument ?? '{}'),
  );
  const reply = await withCore(line, async (open) => {
    if (line.as !== undefined || needsSignIn(name)) await signIn(line, open);
    return callAndWait(line, open, { name, input });
  });
  return endWithReply(line, reply);
}

async function callAndWait(
  { terminal }: CommandLine,
  open: OpenCore,
  call: { readonly name: string; readonly input: unknown },
): Promise<Reply> {
  const commandId = commandIdFor(call.name, call.input);
  const input = commandId === null ? call.input : { ...asFields(call.input), commandId };
  const reply = await open.core.dispatch(open.session, call.name, input);
  if (!reply.ok) return reply.failure.code === 'Unavailable' ? onceMore(reply, commandId) : reply;
  const jobId = jobOf(call.name, reply.value, call.input);
  return jobId === null ? reply : waitForJob(open, jobId, terminal);
}

/** How a save whose answer was lost is made certain. */
function onceMore(lost: Extract<Reply, { readonly ok: false }>, commandId: string | null): Reply {
  if (commandId === null) return lost;
  const how = `Run it again with "commandId":"${commandId}" in its input: it is done once, whatever came of this.`;
  return fail(lost.failure.code, `${lost.failure.message} ${how}`);
}

const fields = z.record(z.string(), z.unknown());

function asFields(input: unknown): Readonly<Record<string, unknown>> {
  return fields.safeParse(input).data ?? {};
}

/** The id of a command that nobody numbered, so that it can be sent again; null where it has none. */
function commandIdFor(name: string, input: unknown): string | null {
  const operation = operationOf(name);
  const isNumbered = operation?.kind === 'command' && operation.isAskedAnew !== true;
  if (!isNumbered || !fields.safeParse(input).success) return null;
  const { commandId = randomUUID() } = asFields(input);
  return typeof commandId === 'string' ? commandId : null;
}

const withJob = z.object({ jobId: z.string() });

/** The job that a successful call started or went on with, or null. */
export function jobOf(name: string, value: unknown, input: unknown): string | null {
  const holder =
    operationOf(name)?.kind === 'job' ? value : name === 'jobs.resume' ? input : undefined;
  return withJob.safeParse(holder).data?.jobId ?? null;
}

function operationOf(name: string): Operation | undefined {
  const all: Readonly<Record<string, Operation>> = operations;
  return Object.hasOwn(all, name) ? all[name] : undefined;
}

/** False for what anyone may call; an unknown operation is refused without asking for a PIN. */
export function needsSignIn(name: string): boolean {
  const operation = operationOf(name);
  return operation !== undefined && operation.permission !== 'anyone';
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw misused('The input is not text in UTF-8.');
  }
}

/** Parses JSON. V8's own message quotes the text, which may be part of a chart. */
export function parseInput(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const why = text.trim() === '' ? 'it is empty' : 'look at its quotes, commas and brackets';
    throw misused(`The input is not valid JSON: ${why}.`);
  }
}
