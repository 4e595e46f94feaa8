import { defineConfig } from 'vitest/config';

// By itself Vitest leaves a core idle, and runs what has one worker after all else. Nothing here keeps state in a module.
const fast = { testTimeout: 20_000, hookTimeout: 60_000, maxWorkers: '100%', isolate: false };
const deployed = {
  globalSetup: ['test/support/start-cloud.ts'],
  testTimeout: 300_000,
  hookTimeout: 180_000,
  maxWorkers: 2,
};

export default defineConfig({
  test: {
    reporters: ['default', './test/support/summary-reporter.ts'],
    projects: [
      {
        test: {
          ...fast,
          name: 'unit',
          include: ['{functions,lib,cli,local}/**/*.test.ts'],
          env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...fast, name: 'infra', include: ['test/infra/**/*.test.ts'], sequence: { groupOrder: 0 } } },
      {
        test: {
          ...fast,
          name: 'statemachines',
          include: ['test/statemachines/**/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...fast, name: 'contracts', include: ['test/contracts/**/*.test.ts'], sequence: { groupOrder: 0 } } },
      {
        test: {
          ...fast,
          name: 'python',
          include: ['test/python/**/*.test.ts'],
          testTimeout: 300_000,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...deployed, name: 'e2e', include: ['test/e2e/**/*.test.ts'], sequence: { groupOrder: 1 } } },
      {
        test: {
          ...deployed,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          // What one breaks the other would find broken.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
