/** Licences that ask for their text and a copyright line, and for nothing of the whole. */
const FREE_TO_SHIP = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
];

type Review = {
  /** Exactly what the package says its licence is. */
  readonly license: string;
  readonly why: string;
  /** Texts of tools/packaging/licences that go with it. */
  readonly texts: readonly string[];
};

/** What somebody has looked at, because the rule above does not let it through or its text is missing. */
const REVIEWED: readonly (Review & { readonly name: RegExp })[] = [
  {
    name: /^@img\/sharp-libvips-/,
    license: 'LGPL-3.0-or-later',
    why: 'Libraries that are loaded when the program runs, from files of their own outside its archive: whoever wants to can put others in their place.',
    texts: ['LGPL-3.0.txt', 'GPL-3.0.txt', 'MPL-1.1.txt'],
  },
  {
    name: /^@img\/sharp-win32-/,
    license: 'Apache-2.0 AND LGPL-3.0-or-later',
    why: 'As above: libvips lies beside it as libraries of their own.',
    texts: ['LGPL-3.0.txt', 'GPL-3.0.txt', 'MPL-1.1.txt'],
  },
  {
    name: /^@pdf-lib\/fontkit$/,
    license: 'MIT',
    why: 'The package comes without the text. Copyright (c) 2014 Devon Govett, (c) 2018 Andrew Dillon. It has pako, restructure, brotli, dfa, clone, deep-equal, tiny-inflate and unicode-trie inside it, all under the MIT licence.',
    texts: ['MIT.txt'],
  },
  {
    name: /^@electric-sql\/pglite$/,
    license: 'Apache-2.0',
    why: 'It is PostgreSQL, made into WebAssembly.',
    texts: ['PostgreSQL.txt'],
  },
  {
    name: /^zxing-wasm$/,
    license: 'MIT',
    why: 'Its WebAssembly is made of ZXing-C++, under the Apache License 2.0.',
    texts: ['Apache-2.0.txt'],
  },
];

/** What was found of a package's licence. */
export type Licensed = {
  readonly name: string;
  readonly license: string;
  /** Texts that the package brings. */
  readonly texts: readonly string[];
};

export type Ruling =
  | { readonly ok: true; readonly why: string | null; readonly texts: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** Whether a package may ship, and which texts of ours go with it. */
export function rulingOn({ name, license, texts }: Licensed): Ruling {
  const review = REVIEWED.find((each) => each.name.test(name) && each.license === license);
  if (review) return { ok: true, why: review.why, texts: review.texts };
  if (!FREE_TO_SHIP.includes(license))
    return {
      ok: false,
      problem: `${name} has the licence "${license}", which nobody has reviewed`,
    };
  if (texts.length === 0)
    return { ok: false, problem: `${name} comes without the text of its licence, ${license}` };
  return { ok: true, why: null, texts: [] };
}
