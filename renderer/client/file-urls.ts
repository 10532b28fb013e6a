import type { Failure, Result } from '../../shared/base/result.ts';

/** How a stored file stands for the page that wants to show it. */
export type FileView =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly url: string }
  | { readonly state: 'failed'; readonly failure: Failure };

export type WantedFile = { readonly digest: string; readonly mediaType: string };

export type FileUrls = {
  /** Tells `onView` how the file stands, now and whenever that changes, until the answer is called. */
  readonly hold: (file: WantedFile, onView: (view: FileView) => void) => () => void;
  /** Revokes everything: whoever it was shown to has gone. */
  readonly forget: () => void;
};

type Ports = {
  readonly read: (digest: string) => Promise<Result<Uint8Array, Failure>>;
  readonly createUrl: (file: Blob) => string;
  readonly revokeUrl: (url: string) => void;
  /** How many bytes are kept of files that nothing on screen shows any more. */
  readonly maxIdleBytes: number;
  /** How many files are read at once; the others wait, and those scrolled away are never read. */
  readonly maxAtOnce: number;
};

type Entry = {
  readonly file: WantedFile;
  readonly listeners: Set<(view: FileView) => void>;
  view: FileView;
  isAsked: boolean;
  byteLength: number;
};

const READING: FileView = { state: 'reading' };

type Shelf = {
  readonly ports: Ports;
  /** In the order of last use, the oldest first. */
  readonly entries: Map<string, Entry>;
  reading: number;
};

function show(entry: Entry, view: FileView): void {
  entry.view = view;
  for (const listener of entry.listeners) listener(view);
}

function drop({ ports, entries }: Shelf, entry: Entry): void {
  if (entries.get(entry.file.digest) === entry) entries.delete(entry.file.digest);
  if (entry.view.state === 'ready') ports.revokeUrl(entry.view.url);
}

function dropIdle(shelf: Shelf): void {
  const idle = [...shelf.entries.values()].filter(
    ({ listeners, view }) => listeners.size === 0 && view.state === 'ready',
  );
  let bytes = idle.reduce((sum, { byteLength }) => sum + byteLength, 0);
  for (const entry of idle) {
    if (bytes <= shelf.ports.maxIdleBytes) return;
    bytes -= entry.byteLength;
    drop(shelf, entry);
  }
}

async function read(shelf: Shelf, entry: Entry): Promise<void> {
  const { digest, mediaType } = entry.file;
  const reply = await shelf.ports.read(digest);
  // Forgotten meanwhile: nobody may see it any more.
  if (shelf.entries.get(digest) !== entry) return;
  if (!reply.ok) {
    show(entry, { state: 'failed', failure: reply.failure });
    if (entry.listeners.size === 0) drop(shelf, entry);
    return;
  }
  entry.byteLength = reply.value.byteLength;
  const file = new Blob([new Uint8Array(reply.value)], { type: mediaType });
  show(entry, { state: 'ready', url: shelf.ports.createUrl(file) });
  dropIdle(shelf);
}

function readNext(shelf: Shelf): void {
  for (const entry of shelf.entries.values()) {
    if (shelf.reading >= shelf.ports.maxAtOnce) return;
    if (entry.isAsked) continue;
    entry.isAsked = true;
    shelf.reading += 1;
    void read(shelf, entry).finally(() => {
      shelf.reading -= 1;
      readNext(shelf);
    });
  }
}

function entryOf({ entries }: Shelf, file: WantedFile): Entry {
  const entry = entries.get(file.digest) ?? {
    file,
    listeners: new Set<(view: FileView) => void>(),
    view: READING,
    isAsked: false,
    byteLength: 0,
  };
  entries.delete(file.digest);
  entries.set(file.digest, entry);
  return entry;
}

/** `blob:` addresses of stored files by their digest, each read once, kept a while and then revoked. */
export function createFileUrls(ports: Ports): FileUrls {
  const shelf: Shelf = { ports, entries: new Map(), reading: 0 };
  return {
    hold(file, onView) {
      const entry = entryOf(shelf, file);
      // Somebody tries again, while another place still shows that it failed.
      if (entry.view.state === 'failed') [entry.view, entry.isAsked] = [READING, false];
      entry.listeners.add(onView);
      onView(entry.view);
      readNext(shelf);
      return () => {
        entry.listeners.delete(onView);
        if (entry.listeners.size > 0) return;
        // What failed is read anew next time, and what was not begun is not needed any more.
        if (entry.view.state === 'failed' || !entry.isAsked) drop(shelf, entry);
        dropIdle(shelf);
      };
    },
    forget() {
      // A read on its way finds that it is not wanted any more.
      for (const entry of shelf.entries.values()) drop(shelf, entry);
    },
  };
}
