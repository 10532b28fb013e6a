/** A file or folder of the store. `path` is null once it is unlinked but still open somewhere. */
export type FileNode = {
  readonly ino: number;
  path: string | null;
  mode: number;
  /** In bytes; of a folder 0. */
  size: number;
  mtimeMs: number;
  openCount: number;
};

const FORMAT_BITS = 0o170000;
const FOLDER = 0o040000;
const FILE = 0o100000;
const PERMISSION_BITS = 0o7777;

export function isFolder({ mode }: Pick<FileNode, 'mode'>): boolean {
  return (mode & FORMAT_BITS) === FOLDER;
}

export function folderMode(permissions = 0o700): number {
  return FOLDER | (permissions & PERMISSION_BITS);
}

export function fileMode(permissions = 0o600): number {
  return FILE | (permissions & PERMISSION_BITS);
}

export function withPermissions(mode: number, permissions: number): number {
  return (mode & FORMAT_BITS) | (permissions & PERMISSION_BITS);
}

/** What a sealed node row holds, as JSON. */
export function encodeNode({ path, mode, size, mtimeMs }: FileNode): Buffer {
  return Buffer.from(JSON.stringify({ path, mode, size, mtimeMs }));
}

/** Throws for what encodeNode never wrote. */
export function decodeNode(ino: number, bytes: Buffer): FileNode {
  const fields: unknown = JSON.parse(bytes.toString());
  if (!isNodeFields(fields)) throw new Error('A node row has other fields than it should');
  return { ...fields, ino, openCount: 0 };
}

type NodeFields = Pick<FileNode, 'path' | 'mode' | 'size' | 'mtimeMs'>;

function isNodeFields(value: unknown): value is NodeFields {
  if (typeof value !== 'object' || value === null) return false;
  const { path, mode, size, mtimeMs }: Partial<NodeFields> = value;
  const isPath = path === null || typeof path === 'string';
  return isPath && [mode, size, mtimeMs].every((each) => typeof each === 'number');
}
