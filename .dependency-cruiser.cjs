/** Who may import whom (ARCHITECTURE.md §3). test/architecture.test.ts proves that each rule bites. */
const TESTS = '(^test/|\\.test\\.tsx?$)';
const SLICE = '[a-z][a-z-]*';

const forbidden = [
  { name: 'no-cycles', from: {}, to: { circular: true } },
  {
    name: 'resolvable',
    comment: 'vite alone finds a file that is asked for by its address',
    from: {},
    to: { couldNotResolve: true, pathNot: '\\.wasm\\?url$' },
  },
  {
    name: 'declared-dependency',
    comment:
      "a package that package.json does not name may be gone tomorrow; tests of the server use the root's",
    from: { pathNot: '^server/.*\\.test\\.ts$' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'shared-is-pure',
    comment: 'shared runs in every process: only itself and zod',
    from: { path: '^shared/', pathNot: TESTS },
    to: { pathNot: ['^shared/', '^node_modules/zod/'] },
  },
  {
    name: 'base-knows-no-slice',
    from: { path: '^shared/base/' },
    to: { path: '^shared/(?!base/)' },
  },
  {
    name: 'roots-stay-apart',
    comment: 'main, renderer and server share only what is in shared',
    from: { path: '^(main|renderer|server)/' },
    to: { path: '^(main|renderer|server)/', pathNot: '^$1/' },
  },
  {
    name: 'only-client-reaches-the-bridge',
    from: { path: '^renderer/', pathNot: ['^renderer/client/', TESTS] },
    to: { path: '^shared/(operations|base/bridge)\\.ts$' },
  },
  {
    name: 'renderer-without-node',
    comment: 'the renderer is sandboxed',
    from: { path: '^renderer/', pathNot: TESTS },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'ui-knows-no-slice',
    from: { path: '^renderer/ui/' },
    to: { path: ['^renderer/(?!ui/)', '^shared/(?!base/)'] },
  },
  {
    name: 'screens-compose-panels',
    comment: 'another slice shows up only as a Panel',
    from: { path: `^renderer/(?!client/|ui/)(${SLICE})/`, pathNot: TESTS },
    to: { path: `^renderer/(?!client/|ui/|$1/)${SLICE}/`, pathNot: 'Panel\\.tsx$' },
  },
  {
    name: 'store-is-private',
    comment: 'only a slice itself runs its SQL; others call its actions.ts',
    from: { path: '^(.+)/[^/]+$' },
    to: {
      path: `^main/(?!platform/)${SLICE}/(store|[a-z-]+-store)\\.ts$`,
      pathNot: '^$1/[^/]+$',
    },
  },
  {
    name: 'handlers-are-composed-once',
    from: { pathNot: ['^main/app\\.ts$', TESTS] },
    to: { path: `^main/(?!platform/|hosts/)${SLICE}/(handlers|[a-z-]+-handlers)\\.ts$` },
  },
  {
    name: 'platform-knows-no-slice',
    comment: 'shared/store is what the gate answers before there are slices',
    from: { path: '^main/platform/' },
    to: { path: ['^main/(?!platform/)', '^shared/(?!base/|store/)'] },
  },
  {
    name: 'hosts-know-no-slice',
    comment: 'hosts forward to dispatch; they reach the core through its type',
    from: { path: '^main/hosts/' },
    to: { path: `^main/(?!hosts/|platform/)${SLICE}/` },
  },
  {
    name: 'electron-at-the-edge',
    from: {
      path: '^(main|renderer|server)/',
      pathNot: '^main/(hosts/(ipc|electron-port)|electron|preload)\\.ts$',
    },
    to: { path: '^node_modules/electron/' },
  },
  {
    name: 'electron-port-is-types',
    comment: 'tests import it, and loading electron itself would download the runtime',
    from: { path: '^main/hosts/(ipc|electron-port)\\.ts$' },
    to: { path: '^node_modules/electron/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'drivers-in-platform',
    from: { path: '^(main|renderer)/', pathNot: '^main/platform/' },
    to: { path: '^node_modules/(@types/)?(@electric-sql|pg|better-sqlite3)/' },
  },
  {
    name: 'tests-are-leaves',
    from: { pathNot: [TESTS, '^(bench|torture)/'] },
    to: { path: TESTS },
  },
  {
    name: 'tools-never-ship',
    from: { path: '^(main|renderer|shared|server)/', pathNot: TESTS },
    to: { path: '^tools/' },
  },
  {
    name: 'bench-is-a-leaf',
    from: { pathNot: '^bench/' },
    to: { path: '^bench/' },
  },
  {
    name: 'torture-is-for-tests',
    comment: 'npm test runs its short forms',
    from: { pathNot: ['^torture/', TESTS] },
    to: { path: '^torture/' },
  },
  {
    name: 'no-dev-dependency-at-run-time',
    comment: 'the renderer is bundled; main, shared and server find their packages when installed',
    from: { path: '^(main|shared|server)/', pathNot: TESTS },
    to: {
      dependencyTypes: ['npm-dev'],
      dependencyTypesNot: ['type-only'],
      pathNot: ['^node_modules/electron/', '^node_modules/@types/'],
    },
  },
];

module.exports = {
  forbidden: forbidden.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: '^node_modules/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
