// Client mode against the servers of test/peers, which `npm run test:peers` installs.
import usual from './jest.config.js';

export default { ...usual, testMatch: ['<rootDir>/test/peers/*.spec.js'], testPathIgnorePatterns: [] };
