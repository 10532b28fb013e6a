/** Small trees of files, by path; what they import decides which rule they break. */
export type Plant = Readonly<Record<string, string>>;

const MODULE = 'export const a = 1;\n';

function importing(...specifiers: readonly string[]): string {
  return specifiers.map((specifier) => `import '${specifier}';\n`).join('');
}

/** The packages that plants import, as npm would install them. */
export const installed: Plant = {
  'package.json': JSON.stringify({
    dependencies: { 'better-sqlite3': '1', pg: '1', zod: '1' },
    devDependencies: { electron: '1', react: '1', rolldown: '1', vitest: '1' },
  }),
  ...Object.fromEntries(
    [
      'better-sqlite3',
      'pg',
      'zod',
      'electron',
      'react',
      'rolldown',
      'vitest',
      'undeclared',
    ].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {};\n'],
    ]),
  ),
};

/** For each rule the ways to break it: every plant must set off that rule and no other. */
export const plants: Readonly<Record<string, readonly Plant[]>> = {
  'no-cycles': [
    {
      'shared/orders/order.ts': importing('./line.ts'),
      'shared/orders/line.ts': importing('./order.ts'),
    },
    {
      'shared/orders/order.ts':
        "import type { Line } from './line.ts';\nexport type Order = Line;\n",
      'shared/orders/line.ts':
        "import type { Order } from './order.ts';\nexport type Line = Order;\n",
    },
  ],
  resolvable: [{ 'tools/build.ts': importing('./absent.ts') }],
  'declared-dependency': [{ 'tools/build.ts': importing('undeclared') }],
  'shared-is-pure': [
    { 'shared/orders/order.ts': importing('node:fs') },
    { 'shared/orders/order.ts': importing('pg') },
    {
      'shared/orders/order.ts': importing('../../main/orders/actions.ts'),
      'main/orders/actions.ts': MODULE,
    },
  ],
  'base-knows-no-slice': [
    { 'shared/base/result.ts': importing('../orders/order.ts'), 'shared/orders/order.ts': MODULE },
  ],
  'roots-stay-apart': [
    { 'main/app.ts': importing('../renderer/routes.tsx'), 'renderer/routes.tsx': MODULE },
    {
      'renderer/orders/OrdersScreen.tsx': importing('../../main/orders/actions.ts'),
      'main/orders/actions.ts': MODULE,
    },
    { 'server/routes.ts': importing('../main/app.ts'), 'main/app.ts': MODULE },
    {
      'renderer/ui/Button.test.tsx': importing('../../main/orders/actions.ts'),
      'main/orders/actions.ts': MODULE,
    },
  ],
  'only-client-reaches-the-bridge': [
    {
      'renderer/orders/OrdersScreen.tsx': importing('../../shared/operations.ts'),
      'shared/operations.ts': MODULE,
    },
    { 'renderer/main.tsx': importing('../shared/base/bridge.ts'), 'shared/base/bridge.ts': MODULE },
  ],
  'renderer-without-node': [{ 'renderer/orders/OrdersScreen.tsx': importing('node:path') }],
  'ui-knows-no-slice': [
    {
      'renderer/ui/Button.tsx': importing('../orders/OrdersPanel.tsx'),
      'renderer/orders/OrdersPanel.tsx': MODULE,
    },
    {
      'renderer/ui/Button.tsx': importing('../../shared/orders/order.ts'),
      'shared/orders/order.ts': MODULE,
    },
  ],
  'screens-compose-panels': [
    {
      'renderer/patients/ChartScreen.tsx': importing('../orders/OrdersScreen.tsx'),
      'renderer/orders/OrdersScreen.tsx': MODULE,
    },
    {
      'renderer/patients/ChartScreen.tsx': importing('../orders/orders-store.ts'),
      'renderer/orders/orders-store.ts': MODULE,
    },
  ],
  'store-is-private': [
    { 'main/patients/actions.ts': importing('../orders/store.ts'), 'main/orders/store.ts': MODULE },
    { 'main/app.ts': importing('./orders/store.ts'), 'main/orders/store.ts': MODULE },
    {
      'test/orders.db.test.ts': importing('../main/orders/lines-store.ts'),
      'main/orders/lines-store.ts': MODULE,
    },
  ],
  'handlers-are-composed-once': [
    {
      'main/patients/actions.ts': importing('../orders/handlers.ts'),
      'main/orders/handlers.ts': MODULE,
    },
    {
      'main/orders/actions.ts': importing('./handlers.ts'),
      'main/orders/handlers.ts': MODULE,
    },
  ],
  'platform-knows-no-slice': [
    {
      'main/platform/dispatch.ts': importing('../orders/actions.ts'),
      'main/orders/actions.ts': MODULE,
    },
    {
      'main/platform/dispatch.ts': importing('../../shared/operations.ts'),
      'shared/operations.ts': MODULE,
    },
  ],
  'hosts-know-no-slice': [
    {
      'main/hosts/loopback.ts': importing('../orders/actions.ts'),
      'main/orders/actions.ts': MODULE,
    },
  ],
  'electron-at-the-edge': [
    {
      'main/orders/actions.ts':
        "import type { app } from 'electron';\nexport type A = typeof app;\n",
    },
    { 'main/hosts/loopback.ts': importing('electron') },
  ],
  'electron-port-is-types': [{ 'main/hosts/electron-port.ts': importing('electron') }],
  'drivers-in-platform': [
    { 'main/orders/store.ts': importing('pg') },
    { 'main/hosts/cli.ts': importing('better-sqlite3') },
  ],
  'tests-are-leaves': [
    { 'main/app.ts': importing('./app.test.ts'), 'main/app.test.ts': MODULE },
    { 'tools/build.ts': importing('../test/browser.ts'), 'test/browser.ts': MODULE },
  ],
  'tools-never-ship': [
    { 'main/app.ts': importing('../tools/build.ts'), 'tools/build.ts': MODULE },
    { 'server/routes.ts': importing('../tools/build.ts'), 'tools/build.ts': MODULE },
  ],
  'bench-is-a-leaf': [
    { 'tools/build.ts': importing('../bench/run.ts'), 'bench/run.ts': MODULE },
    { 'test/bench.test.ts': importing('../bench/run.ts'), 'bench/run.ts': MODULE },
  ],
  'torture-is-for-tests': [
    { 'tools/build.ts': importing('../torture/run.ts'), 'torture/run.ts': MODULE },
    { 'bench/run.ts': importing('../torture/run.ts'), 'torture/run.ts': MODULE },
  ],
  'no-dev-dependency-at-run-time': [
    { 'main/app.ts': importing('rolldown') },
    { 'server/routes.ts': importing('react') },
  ],
};

/** What the architecture allows, close to each of its borders. */
export const lawful: Plant = {
  'shared/base/result.ts': MODULE,
  'shared/base/bridge.ts': importing('./result.ts'),
  'shared/orders/order.ts': importing('zod', '../base/result.ts', '../staff/role.ts'),
  'shared/orders/order.test.ts': importing('vitest', './order.ts'),
  'shared/staff/role.ts': MODULE,
  'shared/operations.ts': importing('./orders/order.ts'),
  'main/app.ts': importing('./orders/handlers.ts', './platform/database.ts'),
  'main/electron.ts': importing('electron', './hosts/ipc.ts'),
  'main/hosts/electron-port.ts':
    "import type { app } from 'electron';\nexport type P = typeof app;\n",
  'main/hosts/ipc.ts': importing('./electron-port.ts', '../platform/database.ts'),
  'main/orders/handlers.ts': importing('./store.ts', '../patients/actions.ts'),
  'main/orders/store.ts': importing('../platform/database.ts'),
  'main/patients/actions.ts': importing('./store.ts'),
  'main/patients/store.ts': MODULE,
  'main/platform/database.ts': importing('pg', '../../shared/base/result.ts'),
  'renderer/client/client.ts': importing(
    '../../shared/operations.ts',
    '../../shared/base/bridge.ts',
  ),
  'renderer/main.tsx': importing('./patients/ChartScreen.tsx', 'react'),
  'renderer/orders/OrdersPanel.tsx': importing('../client/client.ts', '../ui/Button.tsx'),
  'renderer/patients/ChartScreen.tsx': importing(
    '../orders/OrdersPanel.tsx',
    '../../shared/orders/order.ts',
  ),
  'renderer/ui/Button.tsx': importing('../../shared/base/result.ts'),
  'server/routes.ts': importing('pg', '../shared/base/result.ts'),
  'test/orders.db.test.ts': importing('../main/app.ts', '../tools/build.ts', 'vitest'),
  'tools/build.ts': importing('rolldown', '../main/app.ts'),
  'bench/run.ts': importing('../main/app.ts', '../tools/build.ts'),
  'torture/run.ts': importing('../main/app.ts', '../tools/build.ts'),
  'test/torture.db.test.ts': importing('../torture/run.ts', 'vitest'),
};
