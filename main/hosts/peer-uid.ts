import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/**
 * The user id that owns the other end of a loopback connection, on Linux.
 * Null where the system's table does not tell.
 */
export function peerUid(socket: Socket): number | null {
  if (socket.remotePort === undefined || socket.localPort === undefined) return null;
  const table = readFileSync('/proc/net/tcp', 'utf8');
  return ownerOf(table, { from: socket.remotePort, to: socket.localPort });
}

/** Finds in the text of `/proc/net/tcp` who owns the connection between two ports of 127.0.0.1. */
export function ownerOf(
  table: string,
  ports: { readonly from: number; readonly to: number },
): number | null {
  const from = `0100007F:${asHex(ports.from)}`;
  const to = `0100007F:${asHex(ports.to)}`;
  for (const row of table.split('\n')) {
    const [, local, remote, , , , , uid] = row.trim().split(/\s+/);
    if (local === from && remote === to) return Number(uid);
  }
  return null;
}

function asHex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}
