import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pdfjsFiles } from './tools/pdfjs-files.ts';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react(), pdfjsFiles()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    sourcemap: true,
    // The content security policy allows fonts from our own files only, not from data: addresses.
    assetsInlineLimit: 0,
    // Loaded from this computer, in one piece: splitting would save nothing.
    chunkSizeWarningLimit: 2000,
  },
});
