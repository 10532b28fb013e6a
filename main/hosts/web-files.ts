import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

// Source maps are built beside the files but have no type here, so that they are never served.
const TYPE_BY_EXTENSION: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  // Fonts, character maps and colours that PDFs leave to whoever shows them.
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/vnd.iccprofile',
};

export type WebFile = {
  readonly contentType: string;
  readonly content: Uint8Array<ArrayBuffer>;
};

/** The file below `rootDir` that a URL path names, or null where it leads outside or to no known type. */
export function locateWebFile(
  rootDir: string,
  urlPath: string,
): { readonly path: string; readonly contentType: string } | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const root = resolve(rootDir);
  const path = join(root, decoded === '/' ? '/index.html' : decoded);
  const contentType = TYPE_BY_EXTENSION[extname(path)];
  if (!path.startsWith(root + sep) || contentType === undefined) return null;
  return { path, contentType };
}

/** Reads the renderer's file for a URL path; null for everything that is not one. */
export async function readWebFile(rootDir: string, urlPath: string): Promise<WebFile | null> {
  const located = locateWebFile(rootDir, urlPath);
  if (located === null) return null;
  try {
    return {
      contentType: located.contentType,
      content: new Uint8Array(await readFile(located.path)),
    };
  } catch {
    return null;
  }
}
