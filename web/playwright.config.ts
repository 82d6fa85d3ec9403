// The page in Debian's Chromium, without a graphics card. tools/page_test.sh starts the server and names it in SITREP_ADDRESS.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  workers: 1,
  timeout: 300_000,
  retries: 2, // a map without a graphics card may take its time on a machine that does other things too
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.SITREP_ADDRESS,
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--enable-unsafe-swiftshader'],
    },
  },
});
