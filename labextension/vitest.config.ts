import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    environment: 'jsdom',
    include: ['src/**/*.spec.{ts,tsx}'],
    css: false,
    // One page for all files: making a new one for each takes ten times as long as the tests.
    isolate: false,
    restoreMocks: true,
    server: {
      deps: {
        // Published as CommonJS that requires ES modules, or with imports without extensions.
        inline: [
          /@jupyterlab/,
          /@jupyter\//,
          /@lumino/,
          /@microsoft/,
          /codemirror/,
          /@lezer/
        ]
      }
    }
  }
});
