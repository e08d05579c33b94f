// As stryker.config.json, of libs/provisioning.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const scim = JSON.parse(readFileSync(path.join(import.meta.dirname, 'stryker.config.json'), 'utf8'));

export default {
  ...scim,
  pureSpecs: ['dist/libs/provisioning/src'],
  ignoreStatic: true,
  withoutTests: '^any |^the plan of an account, whatever |^whether a change may be carried out no approval ',
  mutate: [
    'libs/provisioning/src/**/*.ts',
    '!libs/provisioning/src/**/*.spec.ts',
    '!libs/provisioning/src/index.ts',
  ],
  htmlReporter: { fileName: 'reports/mutation-provisioning.html' },
  jsonReporter: { fileName: 'reports/mutation-provisioning.json' },
};
