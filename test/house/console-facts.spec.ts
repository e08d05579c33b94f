import { describe, expect, it } from '@jest/globals';
import { activityEvents } from '#admin-api';
import { permissions } from '#dingtalk';
import { settingsSchema, sourceSettingsSchema } from '#provisioning';
import { mappedFields } from '../../apps/console/src/pages/settings/mapping-fields.js';
import { emptySource, writtenSource } from '../../apps/console/src/pages/source/entered-source.js';
import { mirrorPreset } from '../../apps/console/src/pages/wizard/mirror-preset.js';
import { consolePermissions } from '../../apps/console/src/pages/wizard/permissions.js';
import { activity as english } from '../../apps/console/src/texts/en/pages.js';
import { activity as chinese } from '../../apps/console/src/texts/zh-cn/pages.js';

describe('what the console tells an administrator to grant', () => {
  it('has the words of the client’s own table', () => {
    const known: Readonly<Record<string, object>> = permissions;
    for (const { code, ...words } of consolePermissions)
      expect({ code, ...words }).toEqual({ code, ...known[code] });
  });

  it('leaves out nothing that the bridge stands still without', () => {
    const told = new Set(consolePermissions.map(({ code }) => code));
    const missing = Object.entries(permissions).filter(
      ([code, { needed }]) => needed === 'always' && !told.has(code),
    );
    expect(missing).toEqual([]);
  });
});

describe('what the console lets be said of a field', () => {
  const accepts = (name: string, rule: unknown) =>
    settingsSchema.safeParse({ mapping: { [name]: rule } }).success;
  const examples = {
    left: null,
    sources: { sources: ['title'] },
    transform: { transform: 'asIs' },
    when: { when: 'onlyOnCreate' },
  } as const;

  it.each(mappedFields)('$name: the settings take exactly that', ({ name, says }) => {
    for (const [what, rule] of Object.entries(examples)) {
      // A field without a default needs to be told where its value comes from, whatever else is said.
      const whole = rule === null || !says.includes('sources') ? rule : { ...examples.sources, ...rule };
      expect([name, what, accepts(name, whole)]).toEqual([name, what, says.some((one) => one === what)]);
    }
  });
});

describe('what a form of the console begins with', () => {
  it('is how a Source is read unless told otherwise', () => {
    expect(writtenSource(emptySource).settings).toEqual(sourceSettingsSchema.parse({}));
  });

  it('is how a mirror shows DingTalk unless told otherwise', () => {
    expect(mirrorPreset.mirror).toEqual(settingsSchema.parse({}).mirror);
  });
});

describe('what was done', () => {
  const { steps, endings, decisions } = activityEvents;
  /** The word at a place such as `adoption.approved`. */
  const wordAt = (words: object, place: string): unknown =>
    place
      .split('.')
      .reduce<unknown>(
        (room, name) => (room as Readonly<Record<string, unknown>> | undefined)?.[name],
        words,
      );

  it.each([
    { language: 'English', words: english },
    { language: 'Chinese', words: chinese },
  ])('has words for every code of the admin API in $language', ({ words }) => {
    const places = [
      ...steps.map((code) => `events.${code}`),
      ...endings.map((code) => `endings.${code}`),
      ...decisions.map((code) => `decisions.${code}`),
    ];
    expect(places.filter((place) => typeof wordAt(words, place) !== 'string')).toEqual([]);
  });
});
