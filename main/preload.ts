import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Bridge, CoreEvent } from '../shared/base/bridge.ts';
import { CHANNELS } from './hosts/channels.ts';

// All that the page can reach. ipcRenderer itself stays on this side.
const bridge: Bridge = {
  send: (name, input) => ipcRenderer.invoke(CHANNELS.send, name, input),
  onEvent(listener) {
    const relay = (_event: IpcRendererEvent, event: CoreEvent) => listener(event);
    ipcRenderer.on(CHANNELS.event, relay);
    return () => {
      ipcRenderer.off(CHANNELS.event, relay);
    };
  },
  bytes: {
    put: (purpose, bytes) => ipcRenderer.invoke(CHANNELS.putBytes, purpose, bytes),
    get: (digest) => ipcRenderer.invoke(CHANNELS.getBytes, digest),
    save: (digest, suggestedName) => ipcRenderer.invoke(CHANNELS.saveBytes, digest, suggestedName),
  },
  copyBriefly: (text) => ipcRenderer.invoke(CHANNELS.copyBriefly, text),
};

contextBridge.exposeInMainWorld('caretrail', bridge);
