import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { portSchema, readEnv, urlSchema } from './env.js';

const schema = z.object({
  PORT: portSchema.default(3000),
  DATABASE_URL: urlSchema('postgres', 'postgresql'),
});

describe('the configuration', () => {
  it('is typed, frozen and filled with defaults', () => {
    const config = readEnv(schema, { DATABASE_URL: 'postgres://db/bridge', PORT: '' });
    expect(config).toEqual({ PORT: 3000, DATABASE_URL: 'postgres://db/bridge' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('names a bad variable and never prints its value', () => {
    const read = () => readEnv(schema, { DATABASE_URL: 'mysql://u:s3cret@db', PORT: 'eighty' });
    expect(read).toThrow(/PORT: not valid.*DATABASE_URL: must be a URL that begins with postgres:\/\//s);
    expect(read).not.toThrow(/s3cret|eighty/);
  });

  it('names a missing variable', () => {
    expect(() => readEnv(schema, {})).toThrow('configuration: DATABASE_URL: must be set');
  });
});
