import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A service of docker-compose.yml, as far as tests look at it. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly target: string };
  readonly command?: readonly string[];
  readonly container_name?: string;
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: object;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

export interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
}

/** docker-compose.yml with its anchors merged, as a JSON value. */
export const readCompose = (): Compose =>
  parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as Compose;

/**
 * Fills in variables as compose does: `${NAME:?message}`, `${NAME:-default}`, `${NAME}`.
 *
 * @throws Error with the message of a variable that must be set and is not
 */
export function interpolated(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_all, name: string, sign?: string, rest?: string) => {
      const value = env[name] ?? '';
      if (value !== '') return value;
      if (sign === '?') throw new Error(`${name}: ${rest ?? ''}`);
      return rest ?? '';
    },
  );
}

/** What an image of the Dockerfile starts with. */
export interface Image {
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly health: readonly string[];
  readonly user: string;
}

/** The stages of the Dockerfile by name; each has what the stage it is built on has. */
export function readImages(): Readonly<Record<string, Image>> {
  const stages: Record<string, Image> = {};
  let name = '';
  for (const line of readFileSync('Dockerfile', 'utf8').split('\n')) {
    const from = /^FROM (\S+) AS (\S+)$/.exec(line);
    if (from) {
      name = from[2] ?? '';
      stages[name] = stages[from[1] ?? ''] ?? { env: {}, command: [], health: [], user: 'root' };
    }
    const stage = stages[name];
    if (stage) stages[name] = { ...stage, ...instruction(line, stage) };
  }
  return stages;
}

function instruction(line: string, { env }: Image): Partial<Image> {
  const list = (text: string | undefined) => JSON.parse(text ?? '[]') as readonly string[];
  const set = /^ENV (.*)$/.exec(line)?.[1];
  if (set !== undefined) return { env: { ...env, ...Object.fromEntries(set.split(' ').map(assignment)) } };
  const command = /^CMD (\[.*\])$/.exec(line);
  if (command) return { command: list(command[1]) };
  const health = /^HEALTHCHECK .*CMD (\[.*\])$/.exec(line);
  if (health) return { health: list(health[1]) };
  const user = /^USER (\S+)$/.exec(line)?.[1];
  return user === undefined ? {} : { user };
}

function assignment(text: string): readonly [string, string] {
  const [name = '', ...value] = text.split('=');
  return [name, value.join('=')];
}
