import type { BytePurpose, CoreEvent, StoredFile } from '../../shared/base/bridge.ts';
import type { Failure, Result } from '../../shared/base/result.ts';

/** Names one caller of the core: a window, a browser tab or a command line. Its key is unguessable. */
export type Session = {
  readonly host: 'window' | 'loopback' | 'command-line';
  readonly key: string;
};

/** The application core as its hosts see it, in this thread or behind one. */
export type Core = {
  /** The only door to the application: validates, checks permission, runs, audits, answers. */
  readonly dispatch: (session: Session, name: string, input: unknown) => Promise<Reply>;
  readonly putBytes: (
    session: Session,
    purpose: BytePurpose,
    bytes: Uint8Array,
  ) => Promise<Result<StoredFile, Failure>>;
  readonly getBytes: (session: Session, digest: string) => Promise<Result<Uint8Array, Failure>>;
  /** Forgets who was signed in: the window closed, the tab went away. */
  readonly endSession: (session: Session) => Promise<void>;
  readonly onEvent: (listener: (event: CoreEvent) => void) => () => void;
  readonly close: () => Promise<void>;
};

export type Reply = Result<unknown, Failure>;
