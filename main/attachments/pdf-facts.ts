/** How far from its end a PDF's last mark may stand; some programs write something behind it. */
const END_MARK_WITHIN = 4096;
/** Enough on either side of a mark for the dictionary that it stands in. */
const DICTIONARY_BYTES = 400;
const MOST_MARKS = 2000;
const MOST_PAGES = 100_000;

/** True when the file says that it is encrypted, with a password or without. */
export function isEncrypted(pdf: Uint8Array): boolean {
  // A name that goes on, such as /EncryptMetadata, stands inside the encryption's own dictionary.
  return textsAt(pdf, '/Encrypt').some((text) => /^\/Encrypt[\s<]/.test(text.after));
}

/** True when the end is missing, with which a reader of PDF begins. */
export function isCutOff(pdf: Uint8Array): boolean {
  return Buffer.from(pdf.subarray(-END_MARK_WITHIN)).indexOf('%%EOF') === -1;
}

/** The pages that the root of the page tree counts; null where that is packed away in a stream. */
export function pageCountOf(pdf: Uint8Array): number | null {
  const counts = textsAt(pdf, '/Pages').flatMap(({ before, after }) => {
    if (!/^\/Pages\b/.test(after) || !/\/Type\s*$/.test(before)) return [];
    const dictionary = `${before.slice(before.lastIndexOf('<<') + 2)}${after.split('>>')[0] ?? ''}`;
    const count = Number(/\/Count\s+(\d{1,6})\b/.exec(dictionary)?.[1] ?? 0);
    return count > 0 && count <= MOST_PAGES ? [count] : [];
  });
  return counts.length === 0 ? null : Math.max(...counts);
}

/** The text around each place where a mark stands. */
function textsAt(pdf: Uint8Array, mark: string) {
  const buffer = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const texts: { readonly before: string; readonly after: string }[] = [];
  let at = buffer.indexOf(mark);
  while (at !== -1 && texts.length < MOST_MARKS) {
    texts.push({
      before: buffer.toString('latin1', Math.max(0, at - DICTIONARY_BYTES), at),
      after: buffer.toString('latin1', at, at + DICTIONARY_BYTES),
    });
    at = buffer.indexOf(mark, at + mark.length);
  }
  return texts;
}
