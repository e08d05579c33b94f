// The specs of filters and PATCH alone: pure, without a Postgres to start.
import whole from './jest.config.js';

const { rootDir, transform } = whole;

export default {
  rootDir,
  transform,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/libs/scim/src/mutation.js'],
};
