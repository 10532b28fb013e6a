import { readFile } from 'node:fs/promises';
import type { Connection, Submittable } from 'pg';
import { Client } from 'pg';

type Part =
  | { readonly kind: 'sql'; readonly text: string }
  | { readonly kind: 'copy'; readonly text: string; readonly rows: string };

/** Cuts a dump as psql reads it: SQL, and rows between `COPY … FROM stdin;` and `\.`. */
function partsOf(dump: string): readonly Part[] {
  const parts: Part[] = [];
  let sql: string[] = [];
  const lines = dump.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.startsWith('\\')) continue;
    if (!/^COPY .* FROM stdin;$/.test(line)) {
      sql.push(line);
      continue;
    }
    const end = lines.indexOf('\\.', at + 1);
    const rows = lines.slice(at + 1, end);
    parts.push({ kind: 'sql', text: sql.join('\n') });
    parts.push({ kind: 'copy', text: line, rows: rows.map((row) => `${row}\n`).join('') });
    sql = [];
    at = end;
  }
  return [...parts, { kind: 'sql', text: sql.join('\n') }];
}

/** Sends one COPY FROM stdin with its rows; the driver knows no other way. */
function copyIn(client: Client, text: string, rows: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const copy = {
      submit: (connection: Connection) => connection.query(text),
      handleCopyInResponse(connection: {
        sendCopyFromChunk(chunk: Buffer): void;
        endCopyFrom(): void;
      }) {
        if (rows !== '') connection.sendCopyFromChunk(Buffer.from(rows));
        connection.endCopyFrom();
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: (error: Error) => reject(error),
    };
    client.query(copy as unknown as Submittable);
  });
}

/** Loads a dump as `psql -v ON_ERROR_STOP=1 -f` does, where there is no psql. */
export async function loadDump(url: string, path: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    for (const part of partsOf(await readFile(path, 'utf8'))) {
      if (part.kind === 'copy') await copyIn(client, part.text, part.rows);
      else await client.query(part.text);
    }
  } finally {
    await client.end();
  }
}
