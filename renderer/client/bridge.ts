import type { Bridge } from '../../shared/base/bridge.ts';
import { type Connection, newConnection } from './connection.ts';
import { openLoopbackBridge } from './loopback-bridge.ts';

declare global {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface adds to Window
  interface Window {
    /** There in Electron's window, put by the preload; absent in a browser tab. */
    readonly caretrail?: Bridge;
  }
}

type Link = { readonly bridge: Bridge; readonly connection: Connection };

function openLink(): Link {
  const own = window.caretrail;
  return own === undefined
    ? openLoopbackBridge()
    : { bridge: own, connection: newConnection('connected') };
}

/** The one way from the renderer to the application core, and whether it stands. */
export const { bridge, connection }: Link = openLink();
