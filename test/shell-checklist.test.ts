import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

type Row = {
  readonly row: string;
  readonly kind: string;
  readonly file: string;
  readonly test: string;
};

/** The lines of the tables: of the window, of the loopback host, of the command line's socket. */
async function readTables(): Promise<readonly (readonly Row[])[]> {
  const text = await readFile(join(ROOT, 'main/hosts/checklist.md'), 'utf8');
  return text.split(/^## The (?:loopback host|socket of the command line)$/m).map(rowsIn);
}

function rowsIn(text: string): readonly Row[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:row |-)/.test(line))
    .map((line) => {
      const [, row = '', kind = '', , file = '', name = ''] = line.split('|');
      return { row: row.trim(), kind: kind.trim(), file: file.trim(), test: name.trim() };
    });
}

/** The titles of all tests that a file declares. */
async function titlesIn(file: string): Promise<readonly string[]> {
  const text = await readFile(join(ROOT, file), 'utf8');
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    const [title] = ts.isCallExpression(node) ? node.arguments : [];
    const isTest = ts.isCallExpression(node) && /^test\b/.test(node.expression.getText());
    if (isTest && title && ts.isStringLiteralLike(title)) titles.push(title.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return titles;
}

/** Each row of the security checklist, and the kinds of test that it must have. */
const WINDOW_ROWS: Readonly<Record<string, string>> = {
  isolation: 'ESU',
  preload: 'ESU',
  CSP: 'BESU',
  scheme: 'ESU',
  'path traversal': 'EU',
  'IPC sender': 'EU',
  permissions: 'BEU',
  navigation: 'ESU',
  network: 'EU',
  fuses: 'ES',
  'dangerous switches': 'EU',
  safeStorage: 'EU',
  'single instance': 'EU',
  crash: 'ESU',
  updates: 'U',
  'idle lock': 'BEU',
  clipboard: 'EU',
  spellcheck: 'ESU',
  'devtools and menu': 'EU',
  PDF: 'BESU',
};

const LOOPBACK_ROWS = [
  'network',
  'rebinding',
  'cross-origin',
  'OPTIONS and CORS',
  'cookies',
  'launch token',
  'foreign user',
  'squatted port',
  'script in the page',
  'path traversal',
  'malformed calls',
  'left behind',
  'shipped by accident',
];

const SOCKET_ROWS = [
  'foreign user',
  'no proof',
  'squatted socket',
  'stale socket',
  'malformed calls',
  'many connections',
  'passphrase',
  'session',
  'sign-in',
  'page',
];

test('every row of the checklist names a test of each kind that it needs', async () => {
  const [window = [], loopback = [], socket = []] = await readTables();
  const kindsOf = (name: string) =>
    [...new Set(window.filter(({ row }) => row === name).map(({ kind }) => kind))]
      .toSorted()
      .join('');
  const found = Object.fromEntries(window.map(({ row }) => [row, kindsOf(row)]));
  expect(found).toEqual(WINDOW_ROWS);
  expect([...new Set(loopback.map(({ row }) => row))]).toEqual(LOOPBACK_ROWS);
  expect([...new Set(socket.map(({ row }) => row))]).toEqual(SOCKET_ROWS);
});

test('every test that the checklist names is there, in a file of its kind', async () => {
  for (const { file, kind, test: title } of (await readTables()).flat()) {
    expect(existsSync(join(ROOT, file)), file).toBe(true);
    expect(await titlesIn(file), file).toContain(title);
    expect(file.includes('.e2e.'), `${kind} ${file}`).toBe(kind === 'B' || kind === 'E');
    expect(file.startsWith('test/electron/'), `${kind} ${file}`).toBe(kind === 'E');
  }
});

test('every test of the real window is one of a row', async () => {
  const named = (await readTables()).flat().map(({ test: title }) => title);
  for (const file of ['test/electron/page.e2e.test.ts', 'test/electron/shell.e2e.test.ts'])
    for (const title of await titlesIn(file)) expect(named).toContain(title);
});
