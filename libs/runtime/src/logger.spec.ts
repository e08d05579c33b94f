import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { errorFields, nestLogger } from './logger.js';

const script = (text: string) =>
  execFileSync(process.execPath, ['--input-type=module', '-e', text], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const here = path.resolve(import.meta.dirname, 'logger.js');

describe('a log line', () => {
  it('is JSON with time, service, event code and the given fields, and nothing of the machine', () => {
    const [line] = script(`
      const { createLogger } = await import('${here}');
      createLogger('scim-server', 'info').warn('request', { status: 409, ms: 1.5, id: undefined });`);
    expect(line).toEqual({
      level: 40,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      service: 'scim-server',
      event: 'request',
      status: 409,
      ms: 1.5,
    });
  });

  it('is written from its level on', () => {
    const lines = script(`
      const { createLogger } = await import('${here}');
      const logger = createLogger('s', 'warn');
      logger.info('low'); logger.warn('mid'); logger.error('high');`);
    expect(lines.map(({ event }) => event)).toEqual(['mid', 'high']);
  });
});

describe('what an error may say in a log', () => {
  const secret = 's3cret';
  it.each<{ reason: string; error: unknown }>([
    { reason: 'a message', error: new Error(secret) },
    { reason: 'a message of several lines', error: new Error(`one\n${secret}\nthree`) },
    {
      reason: 'a message that looks like a stack',
      error: new Error(`x\n    at ${secret} (/srv/dist/a.js:1:2)`),
    },
    { reason: 'a cause', error: new Error('x', { cause: new Error(secret) }) },
    { reason: 'a name that is none', error: Object.assign(new Error('x'), { name: `Oh ${secret}!` }) },
    {
      reason: 'a code that is none',
      error: Object.assign(new Error('x'), { code: `key (mobile)=(${secret})` }),
    },
    { reason: 'a stack of its own', error: Object.assign(new Error('x'), { stack: `x\n at ${secret}` }) },
    { reason: 'no stack at all', error: Object.assign(new Error(secret), { stack: undefined }) },
    { reason: 'a thrown text', error: secret },
    { reason: 'a thrown object', error: { message: secret, stack: secret } },
    {
      reason: 'other fields',
      error: Object.assign(new Error('x'), { detail: secret, parameters: [secret] }),
    },
  ])('is never a value: $reason', ({ error }) => {
    expect(JSON.stringify(errorFields(error))).not.toContain(secret);
  });

  it('is class, code and where in our own code', () => {
    const error = Object.assign(new TypeError('x'), { code: 'ERR_X' });
    expect(errorFields(error)).toEqual({
      error: 'TypeError',
      code: 'ERR_X',
      at: expect.stringContaining('libs/runtime/src/logger.spec'),
    });
  });

  it('is never an absolute path, wherever the code lies', () => {
    for (const file of ['/srv/app/tools/x.mjs', 'file:///home/me/x.js', '/a/node_modules/pg/lib/client.js']) {
      const error = Object.assign(new Error('x'), {
        stack: `Error: x\n    at run (${file}:1:2)\n    at ${file}:3:4`,
      });
      const { at } = errorFields(error) as { at: string };
      expect(at).toMatch(/^run \([\w./]+:1:2\) < [\w./]+:3:4$/);
      expect(at).not.toMatch(/[( ]\/|file:|home|srv/);
    }
  });
});

describe('what Nest says', () => {
  const spied = () => {
    const logger = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
    return { logger, nest: nestLogger(logger) };
  };

  it('is a fixed code with its context, not its words', () => {
    const { logger, nest } = spied();
    nest.log('Mapped {/scim/v2} route', 'RouterExplorer');
    nest.warn('something about s3cret', 'Router');
    nest.error(new Error('s3cret'), 'ExceptionsHandler');
    nest.error('s3cret', 'Error: s3cret\n    at x (/srv/dist/a.js:1:2)');
    expect(logger.info).not.toHaveBeenCalled();
    expect(logger.warn).toHaveBeenCalledWith('nest-warning', { context: 'Router' });
    expect(logger.error.mock.calls.map(([event]) => event)).toEqual(['nest-error', 'nest-error']);
    expect(logger.error.mock.calls.map(([, fields]) => (fields as { context: string }).context)).toEqual([
      'ExceptionsHandler',
      'nest',
    ]);
    expect(JSON.stringify(logger.error.mock.calls)).not.toMatch(/s3cret|srv/);
  });
});
