import { civilDateAt } from '../../shared/base/civil-date.ts';
import { localInstant, timeOfDayAt } from '../../shared/base/local-instant.ts';
import type { Failure, Result } from '../../shared/base/result.ts';
import type { DraftPhoto } from '../../shared/photos/draft-photo.ts';
import type { TakenPhoto } from '../../shared/photos/taken-photo.ts';

/** A picture that somebody took or chose. */
export type OfferedPhoto = {
  readonly name: string;
  readonly bytes: () => Promise<Uint8Array>;
  /** When the camera here took it; null for a file. */
  readonly takenAt: Date | null;
  /** What the file says of itself, which may be the day on which it was copied. */
  readonly changedAt: Date | null;
};

/** What of a kept picture matters here. */
export type KeptPhoto = {
  readonly digest: string;
  readonly content?: { readonly thumbnailDigest: string | null; readonly takenAt: string | null };
};

export type IncomingPhoto = {
  readonly key: string;
  readonly name: string;
  readonly stage:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'sending' }
    | { readonly kind: 'kept'; readonly file: KeptPhoto }
    | { readonly kind: 'added' }
    | { readonly kind: 'stopped' }
    | { readonly kind: 'refused'; readonly message: string; readonly mayRetry: boolean };
  readonly day: string;
  readonly time: string;
  /** True while the day is only a guess that nobody has looked at. */
  readonly isDayUnsure: boolean;
  readonly caption: string;
  /** Why it was not added, after it was kept. */
  readonly problem: string | null;
};

type Ports = {
  readonly put: (bytes: Uint8Array) => Promise<Result<KeptPhoto, Failure>>;
  readonly timeZone: string;
};

/** Binds a photo that is kept. */
export type AddPhoto = (photo: TakenPhoto) => Promise<Result<unknown, Failure>>;

type Typed = Pick<IncomingPhoto, 'day' | 'time' | 'isDayUnsure' | 'caption'>;

export type PhotoIntake = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => readonly IncomingPhoto[];
  /** Hands them in one after another; settles when nothing waits any more. */
  readonly offer: (photos: readonly OfferedPhoto[]) => Promise<void>;
  /** Leaves what has not been sent; what is kept stays to be added. */
  readonly stop: () => void;
  readonly retry: (key: string) => Promise<void>;
  readonly remove: (key: string) => void;
  readonly edit: (key: string, typed: Partial<Typed>) => void;
  /** Says at a kept photo why it was not added. */
  readonly refuse: (digest: string, problem: string) => void;
  /** Adds everything that is kept; true when nothing is left that could be added. */
  readonly bind: (add: AddPhoto) => Promise<boolean>;
};

const TWICE = 'This very photo is here already.';
const NO_SUCH_TIME = 'The day and time do not exist. Check when it was taken.';
const UNREADABLE = 'It could not be read. It may have been moved or changed; choose it once more.';

/** What is wrong with the file itself stays wrong, however often it is sent. */
const OF_THE_FILE: readonly string[] = ['WrongFileKind', 'TooLarge', 'UnreadableFile'];

function timeIn(instant: Date | null, timeZone: string) {
  return instant === null
    ? { day: '', time: '' }
    : { day: civilDateAt(instant, timeZone), time: timeOfDayAt(instant, timeZone) };
}

/** When a picture says that it was taken: by the clock it was taken by, or by an instant. */
function timeInPicture(takenAt: string, timeZone: string) {
  const hasOffset = /(?:Z|[+-]\d{2}:\d{2})$/.test(takenAt);
  return hasOffset
    ? timeIn(new Date(takenAt), timeZone)
    : { day: takenAt.slice(0, 10), time: takenAt.slice(11, 16) };
}

type Desk = {
  readonly ports: Ports;
  readonly sources: Map<string, OfferedPhoto>;
  readonly listeners: Set<() => void>;
  photos: readonly IncomingPhoto[];
  isSending: boolean;
};

type Changed = Partial<Omit<IncomingPhoto, 'key' | 'name'>>;

function set(desk: Desk, photos: readonly IncomingPhoto[]): void {
  desk.photos = photos;
  for (const listener of desk.listeners) listener();
}

function change(desk: Desk, key: string, fields: Changed): void {
  set(
    desk,
    desk.photos.map((photo) => (photo.key === key ? { ...photo, ...fields } : photo)),
  );
}

function isHere({ photos }: Desk, digest: string): boolean {
  return photos.some(({ stage }) => stage.kind === 'kept' && stage.file.digest === digest);
}

/** Hands one picture in; answers what is known of it then. */
async function sent(desk: Desk, source: OfferedPhoto): Promise<Changed> {
  const { ports } = desk;
  const bytes = await source.bytes().catch(() => null);
  if (bytes === null) return { stage: { kind: 'refused', message: UNREADABLE, mayRetry: false } };
  const reply = await ports.put(bytes);
  if (!reply.ok) {
    const { code, message } = reply.failure;
    return { stage: { kind: 'refused', message, mayRetry: !OF_THE_FILE.includes(code) } };
  }
  if (isHere(desk, reply.value.digest))
    return { stage: { kind: 'refused', message: TWICE, mayRetry: false } };
  const said = reply.value.content?.takenAt ?? null;
  const isSaid = source.takenAt === null && said !== null;
  return {
    stage: { kind: 'kept', file: reply.value },
    ...(isSaid && { ...timeInPicture(said, ports.timeZone), isDayUnsure: false }),
  };
}

async function sendWaiting(desk: Desk): Promise<void> {
  if (desk.isSending) return;
  desk.isSending = true;
  for (;;) {
    const next = desk.photos.find(({ stage }) => stage.kind === 'waiting');
    const source = next && desk.sources.get(next.key);
    if (!next || !source) break;
    change(desk, next.key, { stage: { kind: 'sending' } });
    change(desk, next.key, await sent(desk, source));
  }
  desk.isSending = false;
}

function newPhoto({ ports, sources }: Desk, source: OfferedPhoto): IncomingPhoto {
  const key = crypto.randomUUID();
  sources.set(key, source);
  return {
    key,
    name: source.name,
    stage: { kind: 'waiting' },
    ...timeIn(source.takenAt ?? source.changedAt, ports.timeZone),
    isDayUnsure: source.takenAt === null,
    caption: '',
    problem: null,
  };
}

/** What is said of a kept photo where it is bound; null while its day and time do not exist. */
export function takenPhotoOf(photo: IncomingPhoto, timeZone: string): TakenPhoto | null {
  const { stage, day, time, caption } = photo;
  const takenAt = localInstant(day, time, timeZone);
  if (stage.kind !== 'kept' || takenAt === null) return null;
  return { digest: stage.file.digest, takenAt, caption: caption.trim() || null };
}

/** What a draft keeps of the photos here: those that are handed in. */
export function draftPhotosOf(photos: readonly IncomingPhoto[]): readonly DraftPhoto[] {
  return photos.flatMap(({ stage, name, day, time, isDayUnsure, caption }) => {
    if (stage.kind !== 'kept') return [];
    const { digest, content } = stage.file;
    const thumbnailDigest = content?.thumbnailDigest ?? null;
    return { digest, thumbnailDigest, name, day, time, isDayUnsure, caption };
  });
}

function photoOfDraft({ digest, thumbnailDigest, ...typed }: DraftPhoto): IncomingPhoto {
  const file = { digest, content: { thumbnailDigest, takenAt: null } };
  return { key: crypto.randomUUID(), stage: { kind: 'kept', file }, ...typed, problem: null };
}

async function bindOne(desk: Desk, photo: IncomingPhoto, add: AddPhoto): Promise<void> {
  const { key, stage } = photo;
  if (stage.kind !== 'kept') return;
  const taken = takenPhotoOf(photo, desk.ports.timeZone);
  if (taken === null) return change(desk, key, { problem: NO_SUCH_TIME });
  const reply = await add(taken);
  if (reply.ok) change(desk, key, { stage: { kind: 'added' }, problem: null });
  else change(desk, key, { problem: reply.failure.message });
}

/**
 * Photos on their way into a chart: each is handed in and looked at by the core first, then all that it
 * keeps are bound together. One that is refused says why and holds up none of the others. `kept` are
 * those that a draft kept from before.
 */
export function createPhotoIntake(ports: Ports, kept: readonly DraftPhoto[] = []): PhotoIntake {
  const desk: Desk = {
    ports,
    sources: new Map(),
    listeners: new Set(),
    photos: kept.map(photoOfDraft),
    isSending: false,
  };
  return {
    subscribe(listener) {
      desk.listeners.add(listener);
      return () => {
        desk.listeners.delete(listener);
      };
    },
    get: () => desk.photos,
    offer(given) {
      set(desk, [...desk.photos, ...given.map((source) => newPhoto(desk, source))]);
      return sendWaiting(desk);
    },
    stop() {
      const waiting = desk.photos.filter(({ stage }) => stage.kind === 'waiting');
      for (const { key } of waiting) change(desk, key, { stage: { kind: 'stopped' } });
    },
    retry(key) {
      change(desk, key, { stage: { kind: 'waiting' } });
      return sendWaiting(desk);
    },
    remove(key) {
      desk.sources.delete(key);
      set(
        desk,
        desk.photos.filter((photo) => photo.key !== key),
      );
    },
    edit: (key, typed) => change(desk, key, { ...typed, problem: null }),
    refuse(digest, problem) {
      const photo = desk.photos.find(
        ({ stage }) => stage.kind === 'kept' && stage.file.digest === digest,
      );
      if (photo) change(desk, photo.key, { problem });
    },
    async bind(add) {
      for (const photo of desk.photos) await bindOne(desk, photo, add);
      return desk.photos.every(({ stage }) => stage.kind !== 'kept');
    },
  };
}
