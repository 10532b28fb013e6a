import { expect, test } from 'vitest';
import { callIn } from './strace-line.ts';

// As strace 6 writes them; paths and bytes are in hexadecimal.
const A = String.raw`\x2f\x61`;
const BYTES = String.raw`"\x01\xff"`;

test.for([
  [
    `7 pwrite64(22<${A}>, ${BYTES}, 2, 4096) = 2`,
    { name: 'write', path: '/a', at: 4096, bytes: Buffer.from([1, 255]) },
  ],
  [
    `7 write(23<${A}>, ${BYTES}, 2) = 2`,
    { name: 'write', path: '/a', at: 0, bytes: Buffer.from([1, 255]) },
  ],
  [`7 fsync(22<${A}>)                = 0`, { name: 'sync', path: '/a' }],
  [`7 fdatasync(22<${A}>) = 0`, { name: 'sync', path: '/a' }],
  [`7 ftruncate(22<${A}>, 20480) = 0`, { name: 'resize', path: '/a', length: 20480 }],
  [
    `7 openat(AT_FDCWD<\\x2f>, "${A}", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 22<${A}>`,
    { name: 'open', path: '/a' },
  ],
  [`7 openat(AT_FDCWD<\\x2f>, "${A}", O_RDONLY|O_CLOEXEC) = 22<${A}>`, null],
  [`7 unlink("${A}") = 0`, { name: 'remove', path: '/a' }],
  [`7 unlink("${A}") = -1 ENOENT (No such file or directory)`, null],
  ['7 +++ exited with 0 +++', null],
] as const)('%s is understood', ([line, call]) => {
  expect(callIn(line)).toEqual(call);
});

test('calls of two threads at once have no certain order and are refused', () => {
  expect(() => callIn(`7 fsync(22<${A}> <unfinished ...>`)).toThrow(/threads/);
});
