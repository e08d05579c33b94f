// Every branch of filters and PATCH is taken by their own specs, or this run fails.
import whole from './jest.config.js';

const { rootDir, transform } = whole;

export default {
  rootDir,
  transform,
  testEnvironment: 'node',
  // Pure specs alone: without a Postgres to start.
  testMatch: [
    '<rootDir>/libs/scim/src/{filter,patch}/*.spec.js',
    '<rootDir>/libs/scim/src/{*habits*,transcripts}.spec.js',
  ],
  collectCoverage: true,
  coverageProvider: 'v8',
  coverageReporters: ['text'],
  // operation.ts is types alone: there is nothing to run.
  collectCoverageFrom: ['libs/scim/src/{filter,patch}/*.js', '!**/*.spec.js', '!**/patch/operation.js'],
  coverageThreshold: { global: { branches: 100, functions: 100, lines: 100, statements: 100 } },
};
