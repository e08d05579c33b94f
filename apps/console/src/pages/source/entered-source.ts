import type { Answer, Given } from '../../api/call.js';

/** A Source as the server is told of it. */
export type WrittenSource = Given<'PUT /connections/{id}/source'>['body'];
type Auth = NonNullable<WrittenSource['auth']>;

/** How the remote server is to let us in; `kept`: as it is saved, which nobody can see. */
export const authKinds = ['bearer', 'basic', 'header', 'oauth'] as const;

/** A Source as it stands in the form. */
export interface EnteredSource {
  readonly baseUrl: string;
  readonly authKind: Auth['kind'] | 'kept';
  readonly auth?: Readonly<Record<string, string>>;
  readonly ca?: string;
  readonly proxy?: string;
  readonly when: 'cron' | 'onDemand';
  readonly schedule: {
    readonly cron: string;
    readonly timeZone: string;
    readonly jitterSeconds: number;
  };
  readonly fullEveryHours: number;
  readonly pageSize: number;
  readonly memberships: 'groups' | 'users' | 'both';
  readonly missing: { readonly atLeast: number; readonly percent: number };
}

/** What the form begins with: the server's own defaults. `test/house` holds them against it. */
export const emptySource: EnteredSource = {
  baseUrl: '',
  authKind: 'bearer',
  when: 'cron',
  schedule: { cron: '*/15 * * * *', timeZone: 'UTC', jitterSeconds: 30 },
  fullEveryHours: 24,
  pageSize: 200,
  memberships: 'groups',
  missing: { atLeast: 5, percent: 10 },
};

/** A saved Source in the form. What opens its door is not told, so it is kept unless another one is entered. */
export function enteredSource({ baseUrl, settings }: Answer<'GET /connections/{id}/source'>): EnteredSource {
  const { schedule, ...rest } = settings as Partial<Omit<EnteredSource, 'schedule'>> & {
    readonly schedule?: EnteredSource['schedule'] | null;
  };
  return {
    ...emptySource,
    ...rest,
    baseUrl,
    authKind: 'kept',
    when: schedule === null ? 'onDemand' : 'cron',
    schedule: schedule ?? emptySource.schedule,
  };
}

/** The way to the server, as the form has it. */
export function writtenWay({ baseUrl, authKind, auth = {}, ca, proxy }: EnteredSource): {
  readonly baseUrl: string;
  readonly auth?: Auth;
  readonly ca?: string;
  readonly proxy?: string;
} {
  return {
    baseUrl: baseUrl.trim(),
    ...(authKind === 'kept' ? {} : { auth: writtenAuth(authKind, auth) }),
    ...(authKind !== 'kept' && given(ca) ? { ca: ca.trim() } : {}),
    ...(authKind !== 'kept' && given(proxy) ? { proxy: proxy.trim() } : {}),
  };
}

/** A Source as it is saved. */
export function writtenSource(entered: EnteredSource): WrittenSource {
  const { when, schedule, fullEveryHours, pageSize, memberships, missing } = entered;
  return {
    ...writtenWay(entered),
    settings: {
      schedule: when === 'onDemand' ? null : schedule,
      fullEveryHours,
      pageSize,
      memberships,
      missing,
    },
  };
}

function writtenAuth(kind: Auth['kind'], entered: Readonly<Record<string, string>>): Auth {
  const of = (name: string) => entered[name]?.trim() ?? '';
  switch (kind) {
    case 'bearer':
      return { kind, token: of('token') };
    case 'basic':
      return { kind, user: of('user'), password: entered.password ?? '' };
    case 'header':
      return { kind, name: of('name'), value: of('value') };
    case 'oauth':
      return {
        kind,
        tokenUrl: of('tokenUrl'),
        clientId: of('clientId'),
        clientSecret: of('clientSecret'),
        ...(of('scope') === '' ? {} : { scope: of('scope') }),
        secretIn: entered.secretIn === 'form' ? 'form' : 'header',
      };
  }
}

const given = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';
