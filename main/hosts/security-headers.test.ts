import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { contentSecurityPolicy, policyOf, securityHeaders } from './security-headers.ts';

test('the policy allows no inline code, no eval, no wildcard and no address but the socket named', () => {
  expect(contentSecurityPolicy()).not.toMatch(/unsafe|https?:|ws:|\*/);
  expect(contentSecurityPolicy('ws://127.0.0.1:4000')).toContain(
    "connect-src 'self' ws://127.0.0.1:4000;",
  );
});

test('text becomes the address of a script in two places only, those of our own workers', () => {
  const directives = contentSecurityPolicy().split('; ');
  expect(directives).toContain("require-trusted-types-for 'script'");
  expect(directives).toContain('trusted-types pdf-worker barcode-worker');
  expect(directives).toContain("worker-src 'self'");
});

test('only the worker that reads barcodes compiles WebAssembly, and it reaches nothing but our own files', () => {
  const page = contentSecurityPolicy();
  const worker = policyOf('/assets/barcode-worker-DGq1_x-9.js', page);
  expect(worker.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
  for (const path of [
    '/',
    '/index.html',
    '/assets/index-Bx.js',
    '/assets/barcode-worker-.js',
    '/assets/barcode-worker-x.js/index.html',
    '/x/assets/barcode-worker-x.js',
  ])
    expect(policyOf(path, page), path).toBe(page);
});

test('our own pages may use the camera, and nothing else of the computer', () => {
  expect(securityHeaders('')['permissions-policy']).toBe(
    'camera=(self), geolocation=(), microphone=()',
  );
});

test('the one style hash is that of the installed React Aria', () => {
  const root = dirname(createRequire(import.meta.url).resolve('react-aria/package.json'));
  const source = readFileSync(join(root, 'dist/private/interactions/usePress.mjs'), 'utf8');
  const template = /style\.textContent = `([^`]+)`/.exec(source)?.[1]?.trim() ?? '';
  const text = template.replace(/\$\{[^}]+\}/, 'data-react-aria-pressable');
  const hash = createHash('sha256').update(text).digest('base64');
  expect(contentSecurityPolicy()).toContain(`'sha256-${hash}'`);
});
