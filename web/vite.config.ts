// Builds the page into one folder of static files: SITREP_WEB_OUT, which the program serves as it is.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { ground } from './ground';

function groundFiles(): Plugin {
  return {
    name: 'ground',
    buildStart() {
      for (const [name, source] of Object.entries(ground())) this.emitFile({ type: 'asset', fileName: `assets/${name}`, source });
    },
  };
}

export default defineConfig({
  plugins: [svelte(), groundFiles()],
  build: {
    outDir: process.env.SITREP_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2500,
    modulePreload: { polyfill: false },
  },
});
