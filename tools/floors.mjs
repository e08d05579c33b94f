// The floors of docs/architecture.md as dependency-cruiser rules: imports go down only.

const floors = [
  { floor: 1, libs: ['common'] },
  { floor: 2, libs: ['scim', 'admin-api'] },
  { floor: 3, libs: ['provisioning'] },
  {
    floor: 4,
    libs: ['store', 'dingtalk', 'queue', 'runtime', 'outbound', 'scim-client', 'embedded-postgres'],
  },
];

const libsAt = (test) => floors.filter(({ floor }) => test(floor)).flatMap(({ libs }) => libs);
const inLibs = (libs) => `^libs/(${libs.join('|')})/`;

const upward = floors.map(({ floor, libs }) => ({
  name: `upward-from-floor-${String(floor)}`,
  comment: `Floor ${String(floor)} imports only what lies below it.`,
  severity: 'error',
  from: { path: inLibs(libs) },
  to: { path: ['^apps/', ...(floor < 4 ? [inLibs(libsAt((other) => other > floor))] : [])] },
}));

const neighbours = floors.flatMap(({ floor, libs }) =>
  libs.map((lib) => ({
    name: `neighbour-of-${lib}`,
    comment: `Rooms of floor ${String(floor)} do not know each other; an app joins them.`,
    severity: 'error',
    from: { path: `^libs/${lib}/` },
    to: { path: libs.length > 1 ? inLibs(libs.filter((other) => other !== lib)) : '^$' },
  })),
);

export const pureFrameworks =
  '^(node:)?(fs|net|http|https|http2|tls|dgram|dns|child_process|worker_threads|cluster)(/|$)|node_modules/(@nestjs|bullmq|ioredis|typeorm|pg|pg-[a-z]+|undici|pino|fastify)/';

/** Rules for dependency-cruiser's `forbidden`. */
export const forbidden = [
  ...upward,
  ...neighbours,
  {
    name: 'apps-do-not-import-apps',
    severity: 'error',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
  },
  {
    name: 'simulator-stands-alone',
    comment: 'The simulator shares no code with the client it judges.',
    severity: 'error',
    from: { path: '^apps/dingtalk-simulator/' },
    to: { path: '^libs/' },
  },
  {
    name: 'console-knows-the-admin-api-only',
    comment:
      'The console runs in a browser and speaks with the admin API; nothing else of ours is its business.',
    severity: 'error',
    from: { path: '^apps/console/src/', pathNot: '\\.spec\\.ts$' },
    to: { path: ['^libs/', '^(node:)?(fs|net|http|crypto|path|process)(/|$)'], pathNot: '^libs/admin-api/' },
  },
  {
    name: 'front-door',
    comment: 'A library is entered through its index.ts only.',
    severity: 'error',
    from: { path: '^(apps|libs|test)/', pathNot: '^libs/([^/]+)/' },
    to: { path: '^libs/[^/]+/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
  },
  {
    name: 'front-door-between-libraries',
    severity: 'error',
    from: { path: '^libs/([^/]+)/' },
    to: { path: '^libs/[^/]+/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
  },
  {
    name: 'index-is-for-outsiders',
    comment: 'Nothing inside a library imports its own index.ts: that is how circles start.',
    severity: 'error',
    from: { path: '^libs/([^/]+)/' },
    to: { path: '^libs/$1/src/index\\.ts$' },
  },
  { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'common-depends-on-zod-only',
    severity: 'error',
    from: { path: '^libs/common/', pathNot: '\\.spec\\.ts$' },
    to: { pathNot: ['^libs/common/', 'node_modules/zod/'] },
  },
  {
    name: 'admin-api-depends-on-zod-only',
    comment: 'The console in a browser, the command line and the server describe their talk with it.',
    severity: 'error',
    from: { path: '^libs/admin-api/', pathNot: '\\.spec\\.ts$' },
    to: { pathNot: ['^libs/(admin-api|common)/', 'node_modules/zod/'] },
  },
  {
    name: 'pure-floors-reach-no-framework',
    comment: 'libs/scim and libs/provisioning decide; nothing that does I/O may be reachable from them.',
    severity: 'error',
    from: { path: '^libs/(common|scim|admin-api|provisioning)/', pathNot: '\\.spec\\.ts$' },
    to: { reachable: true, path: pureFrameworks },
  },
  { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
];
