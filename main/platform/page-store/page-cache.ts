/** The pages last read, up to a number of them; null is a page that is a hole. */
export type PageCache = {
  /** undefined: not in the cache. */
  readonly get: (id: number) => Buffer | null | undefined;
  readonly put: (id: number, page: Buffer | null) => void;
  readonly drop: (id: number) => void;
  /** Ids from `fromId` up to but not including `endId`. */
  readonly dropRange: (fromId: number, endId: number) => void;
};

/** Forgets the page that was not asked for the longest. */
export function createPageCache(maxPages: number): PageCache {
  // A Map keeps the order of insertion: the first key is the one to forget.
  const pages = new Map<number, Buffer | null>();
  function put(id: number, page: Buffer | null): void {
    pages.delete(id);
    pages.set(id, page);
    if (pages.size <= maxPages) return;
    for (const oldest of pages.keys()) {
      pages.delete(oldest);
      return;
    }
  }
  return {
    get(id) {
      const page = pages.get(id);
      if (page !== undefined) put(id, page);
      return page;
    },
    put,
    drop: (id) => void pages.delete(id),
    dropRange(fromId, endId) {
      for (const id of pages.keys()) if (id >= fromId && id < endId) pages.delete(id);
    },
  };
}
