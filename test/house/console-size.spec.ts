import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';

const built = path.resolve(import.meta.dirname, '../../console');

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

describe('what a browser loads for sign-in and overview', () => {
  it('is less than 350 kB of script, gzipped: charts and editors are none of it', () => {
    const manifest = JSON.parse(readFileSync(path.join(built, '.vite/manifest.json'), 'utf8')) as Readonly<
      Record<string, Chunk>
    >;
    const catalogues = ['src/texts/en/first.ts', 'src/texts/zh-cn/first.ts'];
    const sizes = catalogues.map((catalogue) => sizeOf(manifest, ['index.html', catalogue]));
    expect(Math.max(...sizes)).toBeLessThan(350_000);
  });
});

/** Bytes of all scripts that some modules need before they run. */
function sizeOf(manifest: Readonly<Record<string, Chunk>>, entries: readonly string[]): number {
  const needed = new Set<string>();
  const need = (name: string) => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const other of manifest[name]!.imports ?? []) need(other);
  };
  for (const entry of entries) need(entry);
  const files = [...needed].map((name) => manifest[name]!.file).filter((file) => file.endsWith('.js'));
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(built, file))).length, 0);
}
