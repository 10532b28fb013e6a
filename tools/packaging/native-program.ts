import type { Target } from './targets.ts';

const ELF_MACHINES: Readonly<Record<number, string>> = { 0x3e: 'x64', 0xb7: 'arm64' };
const PE_MACHINES: Readonly<Record<number, string>> = { 0x8664: 'x64', 0xaa64: 'arm64' };
const MACH_O_TYPES: Readonly<Record<number, string>> = { 0x01000007: 'x64', 0x0100000c: 'arm64' };

const MACH_O = 0xfeedfacf;
const MACH_O_OF_SEVERAL = 0xcafebabe;

/**
 * What a native program or library runs on, as `linux-x64`, from its first bytes (1 KiB is enough);
 * null for what is none, and `…-other` for a processor that nothing here is made for.
 */
export function nativePlatform(head: Buffer): string | null {
  if (head.byteLength < 64) return null;
  if (head.readUInt32BE(0) === 0x7f454c46)
    return `linux-${ELF_MACHINES[head.readUInt16LE(18)] ?? 'other'}`;
  if (head.readUInt32LE(0) === MACH_O)
    return `darwin-${MACH_O_TYPES[head.readUInt32LE(4)] ?? 'other'}`;
  // Java's class files begin alike, with a version where this has how many programs it holds.
  if (head.readUInt32BE(0) === MACH_O_OF_SEVERAL && head.readUInt32BE(4) < 20)
    return 'darwin-several';
  return windowsPlatform(head);
}

function windowsPlatform(head: Buffer): string | null {
  if (head.toString('latin1', 0, 2) !== 'MZ') return null;
  const at = head.readUInt32LE(0x3c);
  const isWhole = at + 6 <= head.byteLength && head.toString('latin1', at, at + 4) === 'PE\0\0';
  return `win32-${isWhole ? (PE_MACHINES[head.readUInt16LE(at + 4)] ?? 'other') : 'other'}`;
}

/** True for a program of the target itself. */
export function runsOn(platform: string, { platform: wanted, arch }: Target): boolean {
  return platform === `${wanted}-${arch}`;
}
