import type { Page } from 'playwright-core';

type Failure = { readonly code: string; readonly message: string };

/** What the core is said to answer, instead of what it would, to chosen operations. */
export type AlteredCalls = {
  /** From now on these are not done, and answered with this failure. */
  readonly refuse: (names: readonly string[], failure: Failure) => void;
  /** From now on this is not done, and answered with this failure when the returned function is called. */
  readonly refuseLater: (name: string, failure: Failure) => () => void;
  /** From now on this is what the query answers. */
  readonly answer: (name: string, value: unknown) => void;
  /** From now on everything goes to the core again. */
  readonly restore: () => void;
};

type Call = { readonly seq?: number; readonly name?: string };

/**
 * Stands between the page and the core, for answers that a core gives only on a computer in trouble,
 * such as one whose disk is full. The page must be loaded anew to have it.
 */
export async function alterCalls(page: Page): Promise<AlteredCalls> {
  const replies = new Map<string, unknown>();
  const released = new Map<string, Promise<void>>();
  await page.routeWebSocket(/.*/, (socket) => {
    const core = socket.connectToServer();
    socket.onMessage((message) => {
      const call: Call = typeof message === 'string' ? JSON.parse(message) : {};
      const reply = call.name === undefined ? undefined : replies.get(call.name);
      if (reply === undefined) core.send(message);
      else
        void Promise.resolve(released.get(call.name ?? '')).then(() =>
          socket.send(JSON.stringify({ seq: call.seq, reply })),
        );
    });
  });
  return {
    refuse(names, failure) {
      for (const name of names) replies.set(name, { ok: false, failure });
    },
    refuseLater(name, failure) {
      const { promise, resolve } = Promise.withResolvers<void>();
      replies.set(name, { ok: false, failure });
      released.set(name, promise);
      return resolve;
    },
    answer(name, value) {
      replies.set(name, { ok: true, value });
    },
    restore() {
      replies.clear();
      released.clear();
    },
  };
}
