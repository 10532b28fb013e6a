import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isOfOneChart, type Operation } from '../shared/base/contract.ts';
import { operations } from '../shared/operations.ts';
import { permissionsOf, roleNames, roles } from '../shared/staff/role.ts';

/** Where the table stands; a test holds it to what the contracts say. */
export const ROLE_TABLE = join(import.meta.dirname, '../shared/staff/roles.md');

const HEAD = `# Who may do what

Made from the contracts by \`node tools/role-table.ts\`; a test walks all of it through dispatch. An operation
marked \`PIN\` asks for the PIN again. Everybody may do what needs nobody signed in, and whoever is signed in
what needs only that. With \`○\` the role does not read charts by itself: whoever breaks the glass of one
chart, with a reason and their PIN, reads that one for half an hour. The same holds for everybody where a chart
is restricted and they have not worked in it lately.
`;

function cellOf(operation: Operation, role: (typeof roles)[number]): string {
  const { permission } = operation;
  if (permission === 'anyone' || permission === 'signedIn') return '●';
  if (permissionsOf[role].includes(permission)) return '●';
  const mayBreakGlass = permissionsOf[role].includes('charts.breakGlass');
  return isOfOneChart(operation) && mayBreakGlass ? '○' : '';
}

/** True where the PIN of whoever is signed in comes with the input; that of somebody else is another. */
function hasOwnPin({ input, permission }: Operation): boolean {
  const isOther = permission === 'anyone' || permission === 'users.manage';
  return (
    !isOther &&
    input instanceof z.ZodObject &&
    ('pin' in input.shape || 'currentPin' in input.shape)
  );
}

function rowOf(name: string, operation: Operation): string {
  const asked = operation.asksPin || hasOwnPin(operation);
  const cells = roles.map((role) => cellOf(operation, role));
  return `| \`${name}\` | ${operation.permission} | ${asked ? 'PIN' : ''} | ${cells.join(' | ')} |`;
}

/** The table of roles and operations as Markdown. */
export function roleTable(): string {
  const columns = ['operation', 'permission', '', ...roles.map((role) => roleNames[role])];
  const rows = Object.entries(operations).map(([name, operation]) => rowOf(name, operation));
  const rule = columns.map((_, at) => (at < 3 ? '---' : ':-:'));
  return [HEAD, `| ${columns.join(' | ')} |`, `| ${rule.join(' | ')} |`, ...rows, ''].join('\n');
}

if (process.argv[1] === import.meta.filename) await writeFile(ROLE_TABLE, roleTable());
