import { encodeNode, type FileNode } from './file-node.ts';
import type { FileSystemError } from './file-system-error.ts';
import { createPageCache, type PageCache } from './page-cache.ts';
import type { RowTable } from './row-table.ts';
import type { RowChanges, SealedRows } from './sealed-rows.ts';

export const PAGE_BYTES = 8192;
/** Pages of one file have ids of their own: the file's number, then 24 bits, so up to 128 GiB a file. */
const PAGES_PER_FILE = 2 ** 24;

const ZERO_PAGE = Buffer.alloc(PAGE_BYTES);

export type PageFilesOptions = {
  readonly rows: SealedRows;
  readonly tables: { readonly page: RowTable; readonly node: RowTable };
  /** Pages kept after they were read. */
  readonly cachedPages: number;
  /** Changed pages kept before they are committed early. */
  readonly dirtyPages: number;
  /** Turns what went wrong, in reading a file or in committing, into the error that PostgreSQL gets. */
  readonly failed: (error: unknown, read?: FileNode) => FileSystemError;
};

/** The bytes of files, as pages that change in memory until `commit` puts them all into the store. */
export type PageFiles = {
  readonly read: (node: FileNode, into: Uint8Array, position: number) => number;
  readonly write: (node: FileNode, from: Uint8Array, position: number) => number;
  readonly truncate: (node: FileNode, size: number) => void;
  /** Its name, size or mode is another. Never commits: all that an operation does to names stays together. */
  readonly touch: (node: FileNode) => void;
  /** The file is gone for good, with all its pages. Never commits either. */
  readonly forget: (node: FileNode) => void;
  /** Everything that happened since the last commit, in one transaction of the store. */
  readonly commit: () => void;
  readonly dirtyCount: () => number;
};

export function firstPageId(ino: number): number {
  return ino * PAGES_PER_FILE;
}

/** Which file and which of its pages an id means. */
export function pageOfId(id: number): { readonly ino: number; readonly pageNumber: number } {
  return { ino: Math.floor(id / PAGES_PER_FILE), pageNumber: id % PAGES_PER_FILE };
}

export function createPageFiles(options: PageFilesOptions): PageFiles {
  return new BufferedPages(options);
}

class BufferedPages implements PageFiles {
  readonly #options: PageFilesOptions;
  readonly #cache: PageCache;
  readonly #dirty = new Map<number, Buffer>();
  /** From which page on a file's stored pages are void, until the next commit removes them. */
  readonly #cuts = new Map<number, number>();
  readonly #touched = new Set<FileNode>();
  readonly #gone = new Set<number>();

  constructor(options: PageFilesOptions) {
    this.#options = options;
    this.#cache = createPageCache(options.cachedPages);
  }

  read(node: FileNode, into: Uint8Array, position: number): number {
    const length = Math.max(0, Math.min(into.length, node.size - position));
    for (const part of partsOf(position, length)) {
      const page = this.#load(node, part.pageNumber);
      const target = into.subarray(part.at, part.at + part.length);
      if (page) target.set(page.subarray(part.offset, part.offset + part.length));
      else target.fill(0);
    }
    return length;
  }

  write(node: FileNode, from: Uint8Array, position: number): number {
    if (from.length === 0) return 0;
    this.#makeRoom();
    for (const part of partsOf(position, from.length)) {
      const page = this.#loadToChange(node, part.pageNumber, part.length === PAGE_BYTES);
      page.set(from.subarray(part.at, part.at + part.length), part.offset);
    }
    if (position + from.length > node.size) {
      node.size = position + from.length;
      this.#touched.add(node);
    }
    return from.length;
  }

  truncate(node: FileNode, size: number): void {
    if (size === node.size) return;
    this.#makeRoom();
    if (size < node.size) {
      const [pageNumber, offset] = [Math.floor(size / PAGE_BYTES), size % PAGE_BYTES];
      if (offset > 0) this.#loadToChange(node, pageNumber, false).fill(0, offset);
      this.#cutFrom(node, Math.ceil(size / PAGE_BYTES));
    }
    node.size = size;
    this.#touched.add(node);
  }

  touch(node: FileNode): void {
    this.#touched.add(node);
  }

  forget(node: FileNode): void {
    this.#cutFrom(node, 0);
    this.#touched.delete(node);
    this.#gone.add(node.ino);
  }

  commit(): void {
    const changed = [this.#dirty, this.#touched, this.#cuts, this.#gone];
    if (changed.every(({ size }) => size === 0)) return;
    try {
      this.#options.rows.commit((changes) => this.#put(changes));
    } catch (error) {
      throw this.#options.failed(error);
    }
    for (const [id, page] of this.#dirty) this.#cache.put(id, page);
    for (const each of changed) each.clear();
  }

  dirtyCount(): number {
    return this.#dirty.size;
  }

  #put({ put, remove, removeRange }: RowChanges): void {
    const { page: pages, node: nodes } = this.#options.tables;
    for (const [ino, page] of this.#cuts)
      removeRange(pages, firstPageId(ino) + page, firstPageId(ino + 1));
    for (const [id, page] of this.#dirty) {
      // A page of zeros is a hole, and costs nothing.
      if (page.equals(ZERO_PAGE)) remove(pages, id);
      else put(pages, id, page);
    }
    for (const node of this.#touched) put(nodes, node.ino, encodeNode(node));
    for (const ino of this.#gone) remove(nodes, ino);
  }

  /** Early, so that memory stays bounded: right only between two operations, in their order. */
  #makeRoom(): void {
    if (this.#dirty.size >= this.#options.dirtyPages) this.commit();
  }

  #load(node: FileNode, pageNumber: number): Buffer | null {
    const id = firstPageId(node.ino) + pageNumber;
    const kept = this.#dirty.get(id) ?? this.#cache.get(id);
    if (kept !== undefined) return kept;
    if (pageNumber >= (this.#cuts.get(node.ino) ?? Infinity)) return null;
    try {
      const page = this.#options.rows.read(this.#options.tables.page, id);
      this.#cache.put(id, page);
      return page;
    } catch (error) {
      throw this.#options.failed(error, node);
    }
  }

  /** The page to write into; its old content does not matter where it is overwritten whole. */
  #loadToChange(node: FileNode, pageNumber: number, isWhole: boolean): Buffer {
    const id = firstPageId(node.ino) + pageNumber;
    const changed = this.#dirty.get(id);
    if (changed) return changed;
    const old = isWhole ? this.#cache.get(id) : this.#load(node, pageNumber);
    const page = old ?? Buffer.alloc(PAGE_BYTES);
    this.#cache.drop(id);
    this.#dirty.set(id, page);
    return page;
  }

  #cutFrom(node: FileNode, pageNumber: number): void {
    const [from, end] = [firstPageId(node.ino) + pageNumber, firstPageId(node.ino + 1)];
    this.#cuts.set(node.ino, Math.min(pageNumber, this.#cuts.get(node.ino) ?? Infinity));
    for (const id of this.#dirty.keys()) if (id >= from && id < end) this.#dirty.delete(id);
    this.#cache.dropRange(from, end);
  }
}

type Part = {
  readonly pageNumber: number;
  readonly offset: number;
  /** Where this part stands in the bytes read or written. */
  readonly at: number;
  readonly length: number;
};

function* partsOf(position: number, length: number): Generator<Part> {
  for (let at = 0; at < length; ) {
    const offset = (position + at) % PAGE_BYTES;
    const part = Math.min(PAGE_BYTES - offset, length - at);
    yield { pageNumber: Math.floor((position + at) / PAGE_BYTES), offset, at, length: part };
    at += part;
  }
}
