import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { beforeAll, expect, test } from 'vitest';
import configs from '../rolldown.config.ts';

type Listener = (...sent: readonly unknown[]) => void;

let code = '';
let fileCount = 0;

beforeAll(async () => {
  const config = configs.find(({ input }) => JSON.stringify(input).includes('preload'));
  if (config === undefined) throw new Error('the preload script is not built');
  const { output, ...input } = config;
  const bundle = await rolldown({ ...input, cwd: join(import.meta.dirname, '..') });
  const built = await bundle.generate([output ?? []].flat()[0] ?? {});
  await bundle.close();
  fileCount = built.output.length;
  code = built.output[0].code;
}, 60_000);

/** Runs the built script as Electron would, with a recording stand-in for the one module it may load. */
function preloaded() {
  const worlds: [string, unknown][] = [];
  const invoked: unknown[][] = [];
  const listeners = new Map<string, Listener>();
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, bridge: unknown) => worlds.push([name, bridge]),
    },
    ipcRenderer: {
      invoke: async (...call: unknown[]) => void invoked.push(call),
      on: (channel: string, listener: Listener) => void listeners.set(channel, listener),
      off: (channel: string) => void listeners.delete(channel),
    },
  };
  const required: string[] = [];
  const require = (name: string) => {
    required.push(name);
    return electron;
  };
  runInNewContext(code, { require, module: { exports: {} }, exports: {} });
  return { worlds, invoked, listeners, required };
}

type Shape = { readonly [name: string]: 'function' | Shape };

function shapeOf(bridge: object): Shape {
  return Object.fromEntries(
    Object.entries(bridge).map(([name, member]) => [
      name,
      typeof member === 'function' ? 'function' : shapeOf(member as object),
    ]),
  );
}

function onlyBridge({ worlds }: ReturnType<typeof preloaded>) {
  expect(worlds.map(([name]) => name)).toEqual(['caretrail']);
  return worlds[0]?.[1] as {
    readonly send: (...sent: readonly unknown[]) => unknown;
    readonly onEvent: (listener: Listener) => () => void;
  };
}

test('the preload script is one file that loads nothing but electron', () => {
  expect(fileCount).toBe(1);
  expect(preloaded().required).toEqual(['electron']);
  expect(code.match(/\brequire\(/g)).toHaveLength(1);
  expect(code).not.toMatch(/\bimport\s*\(|\bprocess\b/);
});

test('the page is given these functions under one name, and nothing of the messenger itself', () => {
  expect(shapeOf(onlyBridge(preloaded()))).toEqual({
    send: 'function',
    onEvent: 'function',
    bytes: { put: 'function', get: 'function', save: 'function' },
    copyBriefly: 'function',
  });
});

test('a page chooses no channel, whatever it sends', () => {
  const { invoked, ...rest } = preloaded();
  onlyBridge({ invoked, ...rest }).send('caretrail:bytes-save', {}, 'more');
  expect(invoked).toEqual([['caretrail:send', 'caretrail:bytes-save', {}]]);
});

test('a listener hears the event alone, without the sender of it, until it is taken back', () => {
  const { listeners, ...rest } = preloaded();
  const heard: unknown[][] = [];
  const stop = onlyBridge({ listeners, ...rest }).onEvent((...sent) => heard.push([...sent]));
  listeners.get('caretrail:event')?.({ sender: 'the messenger' }, { type: 'sessionEnded' });
  expect(heard).toEqual([[{ type: 'sessionEnded' }]]);
  stop();
  expect(listeners.size).toBe(0);
});
