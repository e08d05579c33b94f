import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benches } from './benches.js';
import type { Bench } from './bench.js';
import { BenchSite } from './bench-site.js';
import { verdictOf } from './line.js';
import type { Line } from './line.js';
import { tableOf } from './table.js';

const usage = `usage: npm run bench -- [NAME ...] [--quick] [--json FILE]

${benches.map(({ name, about }) => `  ${name.padEnd(28)} ${about}`).join('\n')}

Without a name all run. Exits with 1 when a target is missed.
`;

/** Asked for something there is not. */
class Usage extends Error {
  override readonly name = 'Usage';
}

function asked(): { chosen: readonly Bench[]; quick: boolean; json: string | undefined } {
  try {
    const options = { quick: { type: 'boolean', default: false }, json: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
    if (unknown.length > 0) throw new Usage(`there is no bench ${unknown.join(', ')}`);
    const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    return { chosen, quick: values.quick, json: values.json };
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : 'bad arguments');
  }
}

/** Runs benches one after the other; one that breaks is told and the others still run. */
async function measure(site: BenchSite, chosen: readonly Bench[]): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const bench of chosen) {
    const started = performance.now();
    try {
      lines.push(...(await bench.run(site)));
    } finally {
      await site.clear();
    }
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    process.stderr.write(`${bench.name}: ${seconds} s\n`);
  }
  return lines;
}

async function main(): Promise<number> {
  const { chosen, quick, json } = asked();
  const site = await BenchSite.open(quick);
  const stop = (signal: NodeJS.Signals) => {
    void site.close().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const lines = await measure(site, chosen);
    process.stdout.write(`${tableOf(lines)}\n`);
    const told = lines.map((line) => ({ ...line, verdict: verdictOf(line) }));
    const machine = { cores: cpus().length, processor: cpus()[0]?.model, node: process.version };
    if (json !== undefined)
      writeFileSync(json, `${JSON.stringify({ machine, quick, lines: told }, null, 2)}\n`);
    return told.some(({ verdict }) => verdict === 'MISSED') ? 1 : 0;
  } finally {
    await site.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Usage)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
