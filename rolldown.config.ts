import { defineConfig } from 'rolldown';

const external = ['electron', /^@electric-sql\/pglite/, 'better-sqlite3', 'sharp', 'ws', 'open'];

// All programs lie side by side in dist/main, chunks too, so that a path beside the file stays one.
export default defineConfig([
  {
    input: {
      electron: 'main/electron.ts',
      serve: 'main/serve.ts',
      worker: 'main/worker.ts',
      'copy-worker': 'main/copy-worker.ts',
      cli: 'main/hosts/cli.ts',
    },
    platform: 'node',
    external,
    output: {
      dir: 'dist/main',
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      sourcemap: true,
    },
  },
  {
    // A sandboxed preload can load nothing: it must be one CommonJS file.
    input: { preload: 'main/preload.ts' },
    platform: 'node',
    external: ['electron'],
    output: { dir: 'dist/main', format: 'cjs', entryFileNames: '[name].cjs' },
  },
]);
