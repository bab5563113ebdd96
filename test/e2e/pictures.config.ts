import { defineConfig } from '@playwright/test';
import base from './playwright.config.js';

/** `npm run pictures`: every state of the page in every kind of theme, looked at by axe too; pictures are left in test-results/pictures. */
export default defineConfig({ ...base, testMatch: '**/*.pictures.ts', timeout: 300_000 });
