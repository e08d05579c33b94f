// As stryker.config.json, of libs/provisioning. What loads fewer specs is done sooner: SPECS names them, by their
// paths below src and without .spec, with commas between; all of them by default.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const scim = JSON.parse(readFileSync(path.join(import.meta.dirname, 'stryker.config.json'), 'utf8'));
const specs = process.env.SPECS?.split(',').map((name) => `${name}.spec`) ?? ['mutation'];

export default {
  ...scim,
  jest: {
    ...scim.jest,
    config: {
      roots: ['<rootDir>/libs'],
      testMatch: specs.map((name) => `<rootDir>/libs/provisioning/src/${name}.js`),
    },
  },
  // Tables stand outside of functions: they are mutated too.
  ignoreStatic: false,
  mutate: [
    'libs/provisioning/src/**/*.ts',
    '!libs/provisioning/src/**/*.spec.ts',
    '!libs/provisioning/src/{index,mutation}.ts',
  ],
  htmlReporter: { fileName: 'reports/mutation-provisioning.html' },
};
