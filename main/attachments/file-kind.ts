/** What bytes are by themselves, whatever the file was called. */
export type FileKind =
  | 'empty'
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'heif'
  | 'tiff'
  | 'bmp'
  | 'pdf'
  | 'markup'
  | 'unknown';

/** How many bytes from its beginning a PDF's mark may stand, as readers of PDF have it. */
const PDF_MARK_WITHIN = 1024;

const marks: readonly (readonly [FileKind, number, string])[] = [
  ['jpeg', 0, '\u00ff\u00d8\u00ff'],
  ['png', 0, '\u0089PNG\r\n\u001a\n'],
  ['webp', 8, 'WEBP'],
  ['gif', 0, 'GIF8'],
  ['heif', 4, 'ftyp'],
  ['tiff', 0, 'II*\u0000'],
  ['tiff', 0, 'MM\u0000*'],
  ['bmp', 0, 'BM'],
];

export function fileKindOf(bytes: Uint8Array): FileKind {
  if (bytes.byteLength === 0) return 'empty';
  const head = Buffer.from(bytes.subarray(0, PDF_MARK_WITHIN)).toString('latin1');
  const known = marks.find(([, at, mark]) => head.startsWith(mark, at));
  if (known) return known[0];
  if (head.includes('%PDF-')) return 'pdf';
  return /^(\u00ef\u00bb\u00bf)?\s*</.test(head) ? 'markup' : 'unknown';
}
