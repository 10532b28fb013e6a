import { describe, expect, test } from 'vitest';
import { chanceOf } from '../random.ts';
import { createDisk, type Disk } from './disk.ts';

const FILE = 'f';

function diskWith(text: string): Disk {
  return createDisk(new Map([[FILE, Buffer.from(text)]]));
}

function write(disk: Disk, at: number, bytes: Buffer): void {
  disk.apply({ type: 'write', file: FILE, at, bytes });
}

/** The contents that power cuts at this moment leave, each once. */
function statesOf(disk: Disk): ReadonlySet<string> {
  const states = new Set<string>();
  for (let seed = 0; seed < 300; seed += 1) {
    const content = disk.afterPowerCut(chanceOf('disk', seed)).get(FILE);
    states.add(content === undefined ? 'missing' : Buffer.from(content).toString());
  }
  return states;
}

describe('a power cut', () => {
  test('keeps all that was synced, exactly', () => {
    const disk = diskWith('old');
    write(disk, 0, Buffer.from('new'));
    disk.apply({ type: 'sync', file: FILE });
    expect(statesOf(disk)).toEqual(new Set(['new']));
    expect(disk.hasUnsynced()).toBe(false);
  });

  test('keeps any part of what was not, whole or torn, and may keep a later write without an earlier', () => {
    const disk = diskWith('.'.repeat(1024));
    write(disk, 0, Buffer.alloc(512, 'a'));
    write(disk, 512, Buffer.alloc(512, 'b'));
    const states = [...statesOf(disk)];
    expect(disk.hasUnsynced()).toBe(true);
    expect(states).toContain('.'.repeat(1024));
    expect(states).toContain('a'.repeat(512) + 'b'.repeat(512));
    expect(states).toContain('.'.repeat(512) + 'b'.repeat(512));
    expect(states.some((state) => /a\./.test(state.slice(0, 512)))).toBe(true);
  });

  test('may undo a change of size that was not synced', () => {
    const disk = diskWith('long');
    disk.apply({ type: 'resize', file: FILE, length: 1 });
    expect(statesOf(disk)).toEqual(new Set(['long', 'l']));
  });

  test('may lose or bring back a name until names were synced', () => {
    const disk = createDisk(new Map());
    disk.apply({ type: 'create', file: FILE });
    expect(statesOf(disk)).toEqual(new Set(['missing', '']));
    disk.apply({ type: 'syncNames' });
    expect(statesOf(disk)).toEqual(new Set(['']));
    disk.apply({ type: 'remove', file: FILE });
    expect(statesOf(disk)).toEqual(new Set(['missing', '']));
  });
});
