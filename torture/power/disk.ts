import type { Chance } from '../random.ts';
import type { Effect } from './effects.ts';

/** Files by name, as they stand on a disk after its power came back. */
export type DiskState = ReadonlyMap<string, Uint8Array>;

/**
 * A disk with the cache in front of it, as POSIX allows the worst: what was synced is kept, and of what
 * was written later any part, in any order.
 */
export type Disk = {
  readonly apply: (effect: Effect) => void;
  readonly hasUnsynced: () => boolean;
  /** One of the states in which a power cut at this moment may leave it. */
  readonly afterPowerCut: (chance: Chance) => DiskState;
};

type Change = Extract<Effect, { type: 'write' | 'resize' }>;

type DiskFile = {
  readonly synced: GrowingBytes;
  readonly pending: Change[];
  /** Whether it is certain that the name is there, or that it is not. */
  name: 'there' | 'madeLately' | 'removedLately';
};

export function createDisk(start: ReadonlyMap<string, Uint8Array>): Disk {
  const files = new Map<string, DiskFile>();
  for (const [name, bytes] of start)
    files.set(name, { synced: growing(bytes), pending: [], name: 'there' });
  const at = (name: string): DiskFile => {
    const file = files.get(name);
    if (!file) throw new Error(`${name} was written before it was made`);
    return file;
  };
  return {
    apply(effect) {
      if (effect.type === 'write' || effect.type === 'resize') at(effect.file).pending.push(effect);
      if (effect.type === 'sync') {
        const { synced, pending } = at(effect.file);
        for (const change of pending) applyWhole(synced, change);
        pending.length = 0;
      }
      if (effect.type === 'create')
        files.set(effect.file, { synced: growing(), pending: [], name: 'madeLately' });
      if (effect.type === 'remove') at(effect.file).name = 'removedLately';
      if (effect.type === 'syncNames')
        for (const [name, file] of files)
          if (file.name === 'removedLately') files.delete(name);
          else file.name = 'there';
    },
    hasUnsynced: () => [...files.values()].some(({ pending }) => pending.length > 0),
    afterPowerCut: (chance) =>
      new Map(
        [...files].flatMap(([name, file]) =>
          file.name === 'there' || chance.happens(0.5) ? [[name, contentAfter(file, chance)]] : [],
        ),
      ),
  };
}

/** Of each pending write some sectors, whole or torn; of the changes of size those up to some moment. */
function contentAfter({ synced, pending }: DiskFile, chance: Chance): Uint8Array {
  const content = growing(synced.bytes());
  const sector = chance.pick([512, 4096]);
  const share = chance.pick([0, 0.05, 0.5, 0.95, 1]);
  const lastResize = chance.below(pending.length + 1);
  for (const [index, change] of pending.entries()) {
    if (change.type === 'resize') {
      if (index < lastResize) content.resize(change.length);
      continue;
    }
    for (const part of sectorsOf(change, sector)) {
      if (!chance.happens(share)) continue;
      const isTorn = chance.happens(0.05);
      content.write(part.at, isTorn ? part.bytes.subarray(0, chance.below(sector)) : part.bytes);
    }
  }
  return content.bytes();
}

function* sectorsOf({ at, bytes }: Extract<Change, { type: 'write' }>, sector: number) {
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + sector - ((at + from) % sector));
    yield { at: at + from, bytes: bytes.subarray(from, to) };
    from = to;
  }
}

function applyWhole(content: GrowingBytes, change: Change): void {
  if (change.type === 'resize') content.resize(change.length);
  else content.write(change.at, change.bytes);
}

type GrowingBytes = {
  readonly write: (at: number, bytes: Uint8Array) => void;
  readonly resize: (length: number) => void;
  /** A view; it changes with later writes. */
  readonly bytes: () => Uint8Array;
};

function growing(start: Uint8Array = new Uint8Array()): GrowingBytes {
  let room = Buffer.from(start);
  let length = start.length;
  function makeRoom(needed: number): void {
    if (needed <= room.length) return;
    const larger = Buffer.alloc(Math.max(needed, room.length * 2));
    room.copy(larger, 0, 0, length);
    room = larger;
  }
  return {
    write(at, bytes) {
      makeRoom(at + bytes.length);
      room.set(bytes, at);
      length = Math.max(length, at + bytes.length);
    },
    resize(to) {
      makeRoom(to);
      if (to < length) room.fill(0, to, length);
      length = to;
    },
    bytes: () => room.subarray(0, length),
  };
}
