import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askedSections } from './asked-for.ts';
import { auditSection } from './audit.ts';
import { environment } from './environment.ts';
import { claimsSection } from './claims.ts';
import { exchangeSection } from './exchange.ts';
import { fullChart } from './full-chart.ts';
import { importSection } from './import.ts';
import { reportInMarkdown, tableInMarkdown } from './markdown.ts';
import { recallSection } from './recall.ts';
import { recordDuringImport } from './record-during-import.ts';
import { recordInBrowser } from './record-in-browser.ts';
import { recordInProcess } from './record-in-process.ts';
import { repeatTreatment } from './repeat-treatment.ts';
import type { Place, Section } from './section.ts';
import { copySeeded, type Seeded, seedClinic } from './seeded.ts';
import { startSection } from './start.ts';
import { stockSection } from './stock.ts';
import { storeSection } from './store.ts';
import { switchPerson } from './switch-person.ts';
import { syncExchange } from './sync-exchange.ts';
import { syncFirst } from './sync-first.ts';
import { syncSites } from './sync-sites.ts';

const root = join(import.meta.dirname, '..');

const sections: readonly Section[] = [
  importSection,
  recordInProcess,
  recordDuringImport,
  recordInBrowser,
  repeatTreatment,
  switchPerson,
  fullChart,
  startSection,
  storeSection,
  recallSection,
  stockSection,
  claimsSection,
  exchangeSection,
  auditSection,
  syncExchange,
  syncFirst,
  syncSites,
];

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** The section of that name, or else those whose name holds it; all where nothing is asked for. */
function chosen(words: readonly string[]): readonly Section[] {
  if (words.length === 0) return sections;
  const names = new Set(
    words.flatMap((word) => {
      const holding = sections.map(({ name }) => name).filter((name) => name.includes(word));
      return holding.includes(word) ? [word] : holding;
    }),
  );
  return sections.filter(({ name }) => names.has(name));
}

/** What is measured is what was built, so it is built first. */
function build(): void {
  const { status } = spawnSync(process.execPath, [join(root, 'tools', 'build.ts')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The build failed');
}

function placeIn(folder: string): Place {
  let made = 0;
  let seed: Promise<Seeded> | null = null;
  const newFolder = async (): Promise<string> => {
    made += 1;
    const path = join(folder, String(made));
    await mkdir(path, { mode: 0o700 });
    return path;
  };
  return {
    newFolder,
    async seeded() {
      seed ??= newFolder().then(seedClinic);
      return copySeeded(await seed, await newFolder());
    },
  };
}

/** What a section found, as Markdown; a failure is told and makes the run fail, and others go on. */
async function outcomeOf(section: Section, place: Place): Promise<string> {
  const skipped = section.skipReason?.() ?? null;
  if (skipped !== null) return `## ${section.name}: skipped\n\n${skipped}\n`;
  try {
    return reportInMarkdown(section, await section.run(place));
  } catch (error) {
    process.exitCode = 1;
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return `## ${section.name}: FAILED\n\n${why}\n`;
  }
}

async function run(words: readonly string[], folder: string): Promise<void> {
  const picked = chosen(words);
  if (picked.length === 0)
    throw new Error(`No such section. There are: ${sections.map(({ name }) => name).join(', ')}`);
  build();
  const parts = [`# Caretrail, measured\n\n${tableInMarkdown(await environment(folder))}\n`];
  say(parts.join(''));
  const place = placeIn(folder);
  for (const section of picked) {
    const part = await outcomeOf(section, place);
    say(part);
    parts.push(part);
  }
  await mkdir(join(root, '.cache'), { recursive: true });
  await writeFile(join(root, '.cache', 'bench.md'), parts.join('\n'));
  say('Also in .cache/bench.md');
}

const folder = await mkdtemp(join(tmpdir(), 'caretrail-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
await run(askedSections(), folder);
