// Every branch of filters and PATCH is taken by their own specs, or this run fails.
import mutation from './jest.mutation.config.js';

export default {
  ...mutation,
  coverageProvider: 'v8',
  collectCoverage: true,
  coverageReporters: ['text'],
  // operation.ts is types alone: there is nothing to run.
  collectCoverageFrom: ['libs/scim/src/{filter,patch}/*.js', '!**/*.spec.js', '!**/patch/operation.js'],
  coverageThreshold: { global: { branches: 100, functions: 100, lines: 100, statements: 100 } },
};
