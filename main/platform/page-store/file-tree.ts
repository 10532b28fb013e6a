import { type FileNode, fileMode, folderMode, isFolder } from './file-node.ts';
import { FileSystemError } from './file-system-error.ts';

export type Renamed = {
  readonly moved: readonly FileNode[];
  /** What stood there before. */
  readonly replaced: FileNode | null;
};

/** The names in a store: which files and folders there are, as POSIX has it. */
export type FileTree = {
  /** Throws ENOENT. */
  readonly at: (path: string) => FileNode;
  readonly find: (path: string) => FileNode | undefined;
  readonly names: (path: string) => readonly string[];
  readonly all: () => Iterable<FileNode>;
  readonly makeFolder: (path: string, permissions?: number) => FileNode;
  readonly makeFile: (path: string, permissions?: number) => FileNode;
  /** Moves a file, or a folder with all below it. */
  readonly rename: (from: string, to: string) => Renamed;
  readonly removeFile: (path: string) => FileNode;
  /** Throws ENOTEMPTY. */
  readonly removeFolder: (path: string) => FileNode;
};

/** One leading slash, none at the end, none doubled. */
export function normalPath(path: string): string {
  return `/${path.split('/').filter(Boolean).join('/')}`;
}

function parentOf(path: string): string {
  return normalPath(path.slice(0, path.lastIndexOf('/')));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A tree over the nodes that were stored; it makes its root when there is none. */
export function createFileTree(stored: readonly FileNode[], now: () => number): FileTree {
  return new NodeTree(stored, now);
}

class NodeTree implements FileTree {
  readonly #now: () => number;
  readonly #nodes = new Map<string, FileNode>();
  readonly #names = new Map<string, Set<string>>();
  #lastIno: number;

  constructor(stored: readonly FileNode[], now: () => number) {
    this.#now = now;
    this.#lastIno = stored.reduce((most, { ino }) => Math.max(most, ino), 0);
    const named = stored.flatMap((node) => (node.path === null ? [] : [{ node, path: node.path }]));
    // Parents before what is in them, whatever the order in which they were stored.
    for (const { node, path } of named.toSorted((one, other) => (one.path < other.path ? -1 : 1)))
      this.#link(node, path);
    if (!this.#nodes.has('/')) this.#link(this.#newNode(folderMode()), '/');
  }

  at(path: string): FileNode {
    const node = this.#nodes.get(normalPath(path));
    if (!node) throw new FileSystemError('ENOENT');
    return node;
  }

  find(path: string): FileNode | undefined {
    return this.#nodes.get(normalPath(path));
  }

  names(path: string): readonly string[] {
    return [...this.#namesIn(normalPath(path))];
  }

  all(): Iterable<FileNode> {
    return this.#nodes.values();
  }

  makeFolder(path: string, permissions?: number): FileNode {
    return this.#make(path, folderMode(permissions));
  }

  makeFile(path: string, permissions?: number): FileNode {
    return this.#make(path, fileMode(permissions));
  }

  rename(fromPath: string, toPath: string): Renamed {
    const [from, to] = [normalPath(fromPath), normalPath(toPath)];
    const node = this.at(from);
    if (from === to) return { moved: [], replaced: null };
    if (to.startsWith(`${from}/`)) throw new FileSystemError('EINVAL');
    this.#namesIn(parentOf(to));
    const replaced = this.#makeRoom(node, to);
    const moved = [node, ...(isFolder(node) ? this.#below(from) : [])];
    const places = moved.map((each) => to + (each.path ?? from).slice(from.length));
    for (const each of moved) this.#unlink(each);
    moved.forEach((each, at) => this.#link(each, places[at] ?? to));
    return { moved, replaced };
  }

  removeFile(path: string): FileNode {
    const node = this.at(path);
    if (isFolder(node)) throw new FileSystemError('EISDIR');
    this.#unlink(node);
    return node;
  }

  removeFolder(path: string): FileNode {
    const node = this.at(path);
    if (!isFolder(node)) throw new FileSystemError('ENOTDIR');
    if (this.names(path).length > 0) throw new FileSystemError('ENOTEMPTY');
    this.#unlink(node);
    return node;
  }

  #newNode(mode: number): FileNode {
    this.#lastIno += 1;
    return { ino: this.#lastIno, path: null, mode, size: 0, mtimeMs: this.#now(), openCount: 0 };
  }

  #make(path: string, mode: number): FileNode {
    const normal = normalPath(path);
    if (this.#nodes.has(normal)) throw new FileSystemError('EEXIST');
    this.#namesIn(parentOf(normal));
    return this.#link(this.#newNode(mode), normal);
  }

  #link(node: FileNode, path: string): FileNode {
    node.path = path;
    this.#nodes.set(path, node);
    if (isFolder(node)) this.#names.set(path, this.#names.get(path) ?? new Set());
    if (path !== '/') this.#namesIn(parentOf(path)).add(nameOf(path));
    return node;
  }

  #unlink(node: FileNode): void {
    const { path } = node;
    if (path === null) return;
    this.#nodes.delete(path);
    this.#names.delete(path);
    this.#names.get(parentOf(path))?.delete(nameOf(path));
    node.path = null;
  }

  #namesIn(folder: string): Set<string> {
    const names = this.#names.get(folder);
    if (names) return names;
    throw new FileSystemError(this.#nodes.has(folder) ? 'ENOTDIR' : 'ENOENT');
  }

  #below(path: string): readonly FileNode[] {
    return [...this.#nodes].flatMap(([each, node]) => (each.startsWith(`${path}/`) ? [node] : []));
  }

  #makeRoom(node: FileNode, to: string): FileNode | null {
    const standing = this.#nodes.get(to);
    if (!standing) return null;
    if (!isFolder(node)) return this.removeFile(to);
    return this.removeFolder(to);
  }
}
