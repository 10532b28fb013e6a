import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { type Trial, type TrialOptions, trials } from './trials.ts';

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('A whole number.');
  return number;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Runs one trial; what it left stays where something was found. */
async function run(trial: Trial, options: TrialOptions): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), `caretrail-torture-${trial.name}-`));
  say(`\n== ${trial.name}: ${trial.title}`);
  say(
    `again with: npm run torture -- ${trial.name} --rounds ${options.rounds} --seed ${options.seed}`,
  );
  const startedMs = performance.now();
  const { lines, problems } = await trial.run({ ...options, folder, say });
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  for (const line of lines) say(line);
  for (const problem of problems.slice(0, 50)) say(`PROBLEM ${problem}`);
  say(
    `${problems.length} problems after ${seconds} s${problems.length > 0 ? `, see ${folder}` : ''}`,
  );
  if (problems.length === 0) rmSync(folder, { recursive: true });
  return problems.length === 0;
}

async function runAll(names: readonly string[], options: Partial<TrialOptions>): Promise<void> {
  const chosen = names.length === 0 ? trials : trials.filter(({ name }) => names.includes(name));
  if (chosen.length === 0)
    throw new Error(`There are: ${trials.map(({ name }) => name).join(', ')}`);
  let isSound = true;
  for (const trial of chosen) {
    const { rounds = trial.rounds, seed = Math.floor(Math.random() * 1e6) } = options;
    isSound = (await run(trial, { rounds, seed })) && isSound;
  }
  // A database that did not open can keep the process alive.
  process.exit(isSound ? 0 : 1);
}

await new Command('torture')
  .description('Does the worst to the store, over and over, and says what was lost.')
  .argument('[trials...]', trials.map(({ name }) => name).join(', '))
  .option('--rounds <n>', 'how often', wholeNumber)
  .option('--seed <n>', 'what chance begins with', wholeNumber)
  .action(runAll)
  .parseAsync();
