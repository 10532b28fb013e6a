import { parseArgs } from 'node:util';

const SIZES = {
  records: { type: 'string' },
  sites: { type: 'string' },
  rounds: { type: 'string' },
} as const;

function asked() {
  return parseArgs({ options: SIZES, allowPositionals: true });
}

/** The words of the command line, which name sections. */
export function askedSections(): readonly string[] {
  return asked().positionals;
}

/** What `--records N`, `--sites N` or `--rounds N` says, or else that many. Throws where it is no count. */
export function askedSize(name: keyof typeof SIZES, otherwise: number): number {
  const size = Number(asked().values[name] ?? otherwise);
  if (!Number.isSafeInteger(size) || size < 1) throw new Error(`--${name} takes a whole number`);
  return size;
}
