import type { Send } from './contract.ts';
import type { Failure, Result } from './result.ts';

/** What the core tells its hosts unasked. Never holds anything of a chart. */
export type CoreEvent =
  | {
      readonly type: 'job';
      readonly jobId: string;
      readonly operation: string;
      readonly state: 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
      readonly done: number;
      readonly total: number;
      /** The step in a few words, such as `Patients`. */
      readonly label: string;
    }
  | { readonly type: 'sessionEnded' };

/** What bytes are for; each purpose has its permissions in the core. */
export const bytePurposes = [
  'import-source',
  'product-list',
  'photo',
  'document',
  'signature',
  'payer-answer',
  'unsent-changes',
] as const;
export type BytePurpose = (typeof bytePurposes)[number];

/** What the core found in a photo, document or signature that was handed in. */
export type FileContent = {
  readonly mediaType: string;
  /** By which the port gives the small picture; null where there is none, as for a PDF. */
  readonly thumbnailDigest: string | null;
  /** Of the picture as it is kept, turned upright; null for a PDF. */
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** Null for a picture, and for a PDF that does not say it plainly. */
  readonly pageCount: number | null;
  /**
   * When the camera says that it was taken: `YYYY-MM-DDTHH:MM:SS` by its own clock, followed by the
   * offset (`+02:00`) where the camera wrote one.
   */
  readonly takenAt: string | null;
};

/** `digest` names what is kept, which for a picture is not the bytes that were handed in. */
export type StoredFile = {
  readonly digest: string;
  readonly byteLength: number;
  readonly content?: FileContent;
};

/** The narrow port for file bytes, which never cross as JSON. */
export type BytePort = {
  readonly put: (purpose: BytePurpose, bytes: Uint8Array) => Promise<Result<StoredFile, Failure>>;
  readonly get: (digest: string) => Promise<Result<Uint8Array, Failure>>;
  /** Writes a stored file where the user chooses; false when they changed their mind. */
  readonly save: (digest: string, suggestedName: string) => Promise<Result<boolean, Failure>>;
};

/** All that a renderer can reach: `window.caretrail` in Electron, a socket in the loopback host. */
export type Bridge = {
  readonly send: Send;
  /** Calls `listener` for each event until the returned function is called. */
  readonly onEvent: (listener: (event: CoreEvent) => void) => () => void;
  readonly bytes: BytePort;
  /** In the window: copies a secret, which leaves the clipboard again after a minute. */
  readonly copyBriefly?: (text: string) => Promise<Result<boolean, Failure>>;
};
