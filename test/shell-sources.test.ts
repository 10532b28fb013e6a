import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

// What no run can show: that the programs' sources do some things in one place only, or nowhere.
const ROOT = join(import.meta.dirname, '..');

/** Text of each program source below main, by path from the project's folder. */
const sources = new Map<string, string>();

beforeAll(async () => {
  for (const name of await readdir(join(ROOT, 'main'), { recursive: true })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const path = join('main', name).replaceAll('\\', '/');
    sources.set(path, await readFile(join(ROOT, path), 'utf8'));
  }
});

const saying = (pattern: RegExp) =>
  [...sources].filter(([, text]) => pattern.test(text)).map(([path]) => path);

test('one file makes windows, and nothing makes another kind of page', () => {
  expect(saying(/new\s+(?:\w+\.)?BrowserWindow\b/)).toEqual(['main/hosts/window.ts']);
  expect(saying(/\b(?:WebContentsView|BrowserView|utilityProcess)\b/)).toEqual([]);
});

test('the scheme is registered in one place, and only there given privileges', () => {
  expect(saying(/registerSchemesAsPrivileged/)).toEqual(['main/hosts/app-protocol.ts']);
  expect(sources.get('main/hosts/app-protocol.ts')).not.toMatch(
    /\b(?:bypassCSP|corsEnabled|allowServiceWorkers|allowExtensions)\s*:/,
  );
});

test('no address is handed to another program', () => {
  expect(saying(/\bopenExternal\b/)).toEqual([]);
});

test('no dump of memory is collected or sent', () => {
  expect(saying(/\bcrashReporter\b|\breportOn\w+\s*=|writeReport|writeHeapSnapshot/)).toEqual([]);
});

test('every program keeps its environment out of reports of a crash', () => {
  const programs = ['main/electron.ts', 'main/hosts/cli.ts', 'main/serve.ts'];
  expect(saying(/^keepEnvironmentOutOfReports\(process\);$/m).toSorted()).toEqual(programs);
});

test('no page is printed through the browser, and every dialog for files says where it begins', () => {
  expect(saying(/\bprintToPDF\b/)).toEqual([]);
  const dialogs = [...sources.values()].flatMap((text) =>
    [...text.matchAll(/\.show(?:Open|Save)Dialog(?:Sync)?\([^;]*;/g)].map(([call]) => call),
  );
  expect(dialogs.length).toBeGreaterThan(1);
  for (const call of dialogs) expect(call).toContain('defaultPath:');
});

test('no page is a command line, and none is led to its socket', () => {
  const makers = saying(/\bhost: 'command-line'|renewableSession\(\w+, 'command-line'\)/);
  expect(makers.toSorted()).toEqual([
    'main/hosts/cli-core.ts',
    'main/hosts/local-connection.ts',
    'main/serve.ts',
  ]);
  const ofPages = [...sources].filter(([path]) =>
    /hosts\/(?:ipc|loopback[\w-]*|app-protocol|window[\w-]*)\.ts$|main\/preload\.ts$/.test(path),
  );
  expect(ofPages.length).toBeGreaterThan(8);
  for (const [path, text] of ofPages) expect(text, path).not.toMatch(/\/local-|cli-application/);
});

test('no page brings a policy of its own', async () => {
  const page = await readFile(join(ROOT, 'renderer/index.html'), 'utf8');
  expect(page).not.toMatch(/http-equiv|<script(?![^>]*\bsrc=)|\bon\w+=|javascript:/i);
});

test('no field of the page lets a browser check spelling or complete what is typed', async () => {
  const typed: string[] = [];
  for (const name of await readdir(join(ROOT, 'renderer'), { recursive: true })) {
    if (!name.endsWith('.tsx')) continue;
    const text = await readFile(join(ROOT, 'renderer', name), 'utf8');
    expect(text, name).not.toMatch(/spellCheck(?!=\{false\})|contentEditable/);
    const fields = text.match(/<(?:textarea|input|Input)\s(?:=>|[^>])*>/g) ?? [];
    typed.push(...fields.filter((field) => !/^<input[^]*type="(?!text|search)/.test(field)));
  }
  expect(typed.length).toBeGreaterThan(4);
  for (const field of typed) {
    expect(field).toContain('spellCheck={false}');
    expect(field).toMatch(/autoComplete="off"|<Input/);
  }
});
