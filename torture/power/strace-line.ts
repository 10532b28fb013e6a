/** A system call that succeeded, as far as files are concerned. */
export type Call =
  | { readonly name: 'write'; readonly path: string; readonly at: number; readonly bytes: Buffer }
  | { readonly name: 'sync' | 'open' | 'remove'; readonly path: string }
  | { readonly name: 'resize'; readonly path: string; readonly length: number };

/**
 * The call on one line of `strace -f -y -xx`, null for calls that failed and lines that are none. Throws
 * on a call that another thread's cut in two: such a recording has no certain order.
 */
export function callIn(line: string): Call | null {
  if (line.includes('unfinished ...') || line.includes(' resumed>'))
    throw new Error('Two threads were at the files at once');
  const [, name = '', rest = ''] = /^\d+\s+(\w+)\((.*)$/s.exec(line) ?? [];
  const end = rest.lastIndexOf(') ');
  if (end < 0 || rest.slice(end).includes('= -1')) return null;
  const values = rest.slice(0, end);
  const path = textIn(/^\d+<([^>]*)>/.exec(values)?.[1] ?? '');
  const numbers = values.slice(values.lastIndexOf('"') + 1).match(/\d+/g) ?? [];
  switch (name) {
    case 'write':
      return { name: 'write', path, at: 0, bytes: quotedIn(values) };
    case 'pwrite64':
      return { name: 'write', path, at: Number(numbers[1]), bytes: quotedIn(values) };
    case 'fsync':
    case 'fdatasync':
      return { name: 'sync', path };
    case 'ftruncate':
      return { name: 'resize', path, length: Number(/, (\d+)$/.exec(values)?.[1]) };
    case 'openat':
      return values.includes('O_CREAT')
        ? { name: 'open', path: quotedIn(values).toString() }
        : null;
    case 'unlink':
      return { name: 'remove', path: quotedIn(values).toString() };
    default:
      return null;
  }
}

/** The bytes between the quotes, each written as \xHH. */
function quotedIn(values: string): Buffer {
  const from = values.indexOf('"') + 1;
  return bytesIn(values.slice(from, values.indexOf('"', from)));
}

function textIn(hex: string): string {
  return bytesIn(hex).toString();
}

function bytesIn(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(String.raw`\x`, ''), 'hex');
}
