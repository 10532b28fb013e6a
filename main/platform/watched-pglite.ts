import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { FatalDatabaseError, isFatal, stopCauseOf } from './fatal-error.ts';

/** One round of PostgreSQL's main loop, as PGlite's program has it; its typings leave it out. */
const ROUND = '_PostgresMainLoopOnce';
type Program = { [ROUND]: () => void };

/** What PGlite's loop takes as PostgreSQL's way back to its main loop after an ordinary error. */
const JUMP_TO_MAIN_LOOP = 100;

function isJump(thrown: unknown): boolean {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    Reflect.get(thrown, 'status') === JUMP_TO_MAIN_LOOP
  );
}

/**
 * PGlite that notices its own end. After a PANIC it would answer the next question by computing for
 * ever, and whatever else ends its program it keeps to itself: here either is told once, and from then
 * on every question is refused with a FatalDatabaseError.
 */
export class WatchedPglite extends PGlite {
  readonly #onFatal: (error: FatalDatabaseError) => void;
  #ended: FatalDatabaseError | null = null;
  #swallowed: { readonly thrown: unknown } | null = null;

  constructor(options: PGliteOptions, onFatal: (error: FatalDatabaseError) => void) {
    super(options);
    this.#onFatal = onFatal;
  }

  /** The same as PGlite.create. */
  static async open(
    options: PGliteOptions,
    onFatal: (error: FatalDatabaseError) => void,
  ): Promise<WatchedPglite> {
    const pglite = new WatchedPglite(options, onFatal);
    await pglite.waitReady;
    pglite.#watchProgram();
    return pglite;
  }

  /** What ended it; null while it runs. */
  get ended(): FatalDatabaseError | null {
    return this.#ended;
  }

  override execProtocol(...question: Parameters<PGlite['execProtocol']>) {
    return this.#guarded(() => super.execProtocol(...question));
  }

  override execProtocolStream(...question: Parameters<PGlite['execProtocolStream']>) {
    return this.#guarded(() => super.execProtocolStream(...question));
  }

  /** A failure here comes after PostgreSQL has committed: whether it was kept, only a new start tells. */
  override async syncToFs(): Promise<void> {
    if (this.#ended) throw this.#ended;
    try {
      await super.syncToFs();
    } catch (error) {
      throw this.#end(error);
    }
  }

  async #guarded<T>(ask: () => Promise<T>): Promise<T> {
    if (this.#ended) throw this.#ended;
    try {
      const answer = await ask();
      if (this.#swallowed === null) return answer;
    } catch (error) {
      if (isFatal(error)) throw this.#end(error);
      if (this.#swallowed === null) throw error;
    }
    throw this.#end(this.#swallowed.thrown);
  }

  #watchProgram(): void {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- PGlite's module has it; its typings do not
    const program = this.Module as unknown as Program;
    const round = program[ROUND];
    program[ROUND] = () => {
      try {
        round();
      } catch (thrown) {
        if (!isJump(thrown)) this.#swallowed ??= { thrown };
        throw thrown;
      }
    };
  }

  #end(cause: unknown): FatalDatabaseError {
    if (this.#ended) return this.#ended;
    this.#ended = new FatalDatabaseError(stopCauseOf(cause), { cause });
    this.#onFatal(this.#ended);
    return this.#ended;
  }
}
