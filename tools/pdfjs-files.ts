import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** Folders of PDF.js and what of them is needed; its decoders come without WebAssembly. */
const FOLDERS = [
  { folder: 'standard_fonts', wanted: /./ },
  { folder: 'cmaps', wanted: /./ },
  { folder: 'iccs', wanted: /./ },
  { folder: 'wasm', wanted: /_nowasm_fallback\.js$|^LICENSE/ },
] as const;

/** What PDF.js reads by its name when it runs: its worker, fonts, character maps and decoders. */
export function pdfjsFiles(): Plugin {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return {
    name: 'pdfjs-files',
    apply: 'build',
    async generateBundle() {
      const emit = async (from: string, fileName: string) => {
        this.emitFile({ type: 'asset', fileName, source: await readFile(join(root, from)) });
      };
      await emit('build/pdf.worker.min.mjs', 'pdfjs/pdf.worker.js');
      for (const { folder, wanted } of FOLDERS) {
        const names = await readdir(join(root, folder));
        for (const name of names.filter((each) => wanted.test(each)))
          await emit(`${folder}/${name}`, `pdfjs/${folder}/${name}`);
      }
    },
  };
}
