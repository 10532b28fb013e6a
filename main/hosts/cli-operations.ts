import { z } from 'zod';
import type { Operation } from '../../shared/base/contract.ts';
import { operations } from '../../shared/operations.ts';
import type { CommandLine } from './cli-core.ts';
import { json, table } from './cli-text.ts';

function described(name: string, operation: Operation) {
  const { kind, permission, summary, input, failures } = operation;
  return {
    name,
    kind,
    permission,
    summary,
    failures: Object.keys(failures),
    input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
  };
}

/** Prints every operation: people get a table, programs all of it with the schema of each input. */
export function listOperations({ terminal, wantsJson }: CommandLine): 0 {
  const all: readonly (readonly [string, Operation])[] = Object.entries(operations);
  if (!terminal.isForPeople || wantsJson) {
    const list = all.map(([name, operation]) => described(name, operation));
    terminal.print(json(list, terminal.isForPeople));
    return 0;
  }
  const columns = ['operation', 'kind', 'permission', 'what it does'].map((title) => ({ title }));
  const rows = all.map(([name, { kind, permission, summary }]) => [
    name,
    kind,
    permission,
    summary,
  ]);
  terminal.print(`${table(columns, rows)}\n\nWith the schema of each input: operations --json`);
  return 0;
}
