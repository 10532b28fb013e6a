import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What a person typed in the session, none of which any other text holds. */
export const typed = {
  firstName: 'Xylophina',
  lastName: 'Quetzalberg',
  mrn: 'ZQX-77031',
  phone: '555-0199-3141',
  addressLine: '77 Kumquat Crescent',
  notes: 'Seepage smells of burnt marzipan',
  draft: 'Undermining towards gorgonzola',
  allergen: 'Bandicoot keratin',
  nurse: 'Philippa Nightshade',
  site: 'Periwinkle Clinic',
  passphrase: 'seven wombats juggle plums',
  file: 'Imported-line-of-Zanzibar-Oyelaran',
} as const;

/** A word as it would stand in a file: as text, in two bytes a letter, and in base64 however it is aligned. */
function formsOf(word: string): readonly Buffer[] {
  const aligned = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), Buffer.from(word)]).toString('base64');
    // The first and last group also hold what stands beside the word.
    return Buffer.from(text.slice(before === 0 ? 0 : 4, -4));
  });
  const cases = [word, word.toLowerCase(), word.toUpperCase()];
  return [
    ...cases.flatMap((each) => [Buffer.from(each), Buffer.from(each, 'utf16le')]),
    ...aligned,
  ];
}

const forms = Object.values(typed).map((word) => [word, formsOf(word)] as const);

/** Which of the words stand in these bytes. */
export function wordsIn(bytes: Buffer): readonly string[] {
  return forms.flatMap(([word, each]) => (each.some((form) => bytes.includes(form)) ? [word] : []));
}

export type Scan = {
  readonly files: readonly string[];
  readonly byteLength: number;
  /** `word in file`, one for each hit. */
  readonly hits: readonly string[];
};

/** Looks for the words in every file below `folder`, and in the names of files and folders. */
export async function scan(folder: string): Promise<Scan> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: string[] = [];
  const hits: string[] = [];
  let byteLength = 0;
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    for (const word of wordsIn(Buffer.from(name))) hits.push(`${word} in the name ${name}`);
    if (!entry.isFile()) continue;
    const bytes = await readUnlessGone(path);
    if (bytes === null) continue;
    files.push(name);
    byteLength += bytes.length;
    for (const word of wordsIn(bytes)) hits.push(`${word} in ${name}`);
  }
  return { files, byteLength, hits };
}

/** A file that is renamed while the program runs is found under its other name, at the latest afterwards. */
async function readUnlessGone(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
