import type { JsonObject } from '#common';
import { mapPerson, settingsSchema } from '#provisioning';
import type { Bench } from './bench.js';
import type { Line } from './line.js';
import { median } from './rounds.js';

const boundMs = 10;
/** Of the person as JSON: somewhat below what is looked at. */
const texts = 50;
const textLength = 1_000;

/** The most that may be written: as many lists as there may be, over as much as there may be. */
const worst: Readonly<Record<string, string>> = {
  'a search from both ends of every text':
    'user.list.filter(e, e.value.indexOf("z") < 0 && e.value.lastIndexOf("z") < 0).map(e, e.value)[0]',
  'four lists one after the other': Array(4)
    .fill('user.list.exists(e, e.value.upperAscii().endsWith("z"))')
    .join(' || ')
    .concat(' ? "a" : "b"'),
  'all texts made one': 'user.list.map(e, e.value.lowerAscii()).join(",").substring(0, 10)',
  'a text that is doubled again and again':
    'user.list.map(e, (e.value + e.value + e.value + e.value).upperAscii())[0].substring(0, 9)',
};

/** An expression runs in the pusher's own thread, and no clock stops it: what may be written has to be short. */
export const expressions: Bench = {
  name: 'expressions',
  about: 'the worst expressions that are let in, over a person of 64 kB: 10 ms each',
  run: (site) =>
    Promise.resolve(Object.entries(worst).map(([what, text]) => measure(what, text, site.quick))),
};

function measure(what: string, expression: string, quick: boolean): Line {
  const settings = settingsSchema.parse({ mapping: { title: { sources: [{ expression }] } } });
  const taken = Array.from({ length: quick ? 21 : 201 }, () => {
    // What was seen of a person before is not looked at again.
    const body = person();
    const began = performance.now();
    const { values } = mapPerson(body, settings);
    const ms = performance.now() - began;
    if (values.get('title')?.value === undefined) throw new Error(`${what}: it came to nothing`);
    return ms;
  });
  return {
    kind: 'measured',
    bench: `expression: ${what}, p50`,
    ours: { value: median(taken), unit: 'ms' },
    target: { of: 'ours', at: 'most', value: boundMs },
  };
}

const person = (): JsonObject => ({
  userName: 'ada',
  list: Array.from({ length: texts }, () => ({ value: 'x'.repeat(textLength) })),
});
