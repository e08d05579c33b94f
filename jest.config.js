// Tests run from dist/: what is tested is what is shipped, compiled once.
export default {
  rootDir: 'dist',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{libs,apps,test}/**/*.spec.js'],
  // Needs packages of its own: npm run test:peers.
  testPathIgnorePatterns: ['<rootDir>/test/peers/'],
  transform: {},
  setupFiles: ['<rootDir>/test/support/property-seed.js'],
  // Most of them wait for somebody: two workers leave a sixth of two cores idle.
  maxWorkers: 3,
  // End-to-end tests of one file wait side by side.
  maxConcurrency: 10,
  // Real processes on a machine that may be busy: what hangs is told, what is late is not.
  testTimeout: 120_000,
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
  reporters: ['default', '<rootDir>/../tools/count-reporter.mjs'],
};
