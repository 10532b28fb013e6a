import type { MessagePort } from 'node:worker_threads';
import type { CoreEvent } from '../../shared/base/bridge.ts';
import type { Core } from './core.ts';

type Method = 'dispatch' | 'putBytes' | 'getBytes' | 'endSession' | 'close';

/** One whole operation crosses the thread's border once, never a query at a time. */
export type Request = {
  readonly id: number;
  readonly method: Method;
  readonly parameters: readonly unknown[];
};

export type Message =
  | { readonly type: 'opened' }
  | {
      readonly type: 'refused';
      readonly name: string;
      readonly message: string;
      /** The system's error code, such as ENOSPC; empty when there is none. */
      readonly code: string;
    }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'broke'; readonly id: number; readonly message: string }
  | { readonly type: 'event'; readonly event: CoreEvent };

type Port = Pick<MessagePort, 'postMessage' | 'on' | 'close'>;

/** The worker's end: opens the core, then answers requests until `close`. */
export function serveCore(port: Port, open: () => Promise<Core>): void {
  const post = (message: Message): void => port.postMessage(message);
  open().then(
    (core) => {
      core.onEvent((event) => post({ type: 'event', event }));
      port.on('message', (request: Request) => void answer(core, request, post));
      post({ type: 'opened' });
    },
    (error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error('unknown');
      post({ type: 'refused', name, message, code: codeOf(error) });
      port.close();
    },
  );
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

async function answer(
  core: Core,
  request: Request,
  post: (message: Message) => void,
): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the other end is core-thread.ts, typed by Core
  const method = core[request.method] as (...parameters: readonly unknown[]) => Promise<unknown>;
  try {
    post({ type: 'answer', id: request.id, value: await method(...request.parameters) });
  } catch (error) {
    post({
      type: 'broke',
      id: request.id,
      message: error instanceof Error ? error.name : 'unknown',
    });
  }
}
