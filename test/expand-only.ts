import { STAYING } from '../shared/sync/entities.ts';

/** One statement of a migration, with the comments right above it. */
type Statement = { readonly text: string; readonly comments: string };

const EXCEPTION = /--\s*Exception:\s+\S.{18,}\./;
const VOLATILE =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|random|gen_random_uuid|nextval|uuidv7)\s*\(|\bcurrent_(timestamp|time|date|user)\b/i;

/**
 * What of a migration would part computers of older and newer releases (notes/sync.md §5): one sentence for
 * each statement that takes something away, or asks more of rows that stand. A comment right above it,
 * `-- Exception: ` and a sentence why nobody is parted, lets a statement pass.
 */
export function partingStatements(sql: string): readonly string[] {
  const statements = statementsOf(sql);
  const made = new Set(
    statements.flatMap(({ text }) =>
      tableAfter(/^create\s+table\s+(?:if\s+not\s+exists\s+)?/i, text),
    ),
  );
  return statements.flatMap(({ text, comments }) => {
    const why = whyParting(text, made);
    return why === null || EXCEPTION.test(comments) ? [] : [`${why}: ${text.slice(0, 120)}`];
  });
}

function whyParting(text: string, made: ReadonlySet<string>): string | null {
  const isFree = (names: readonly string[]): boolean =>
    names.length > 0 && names.every((name) => made.has(name) || name in STAYING);
  if (/^drop\s+table\b/i.test(text)) return isFree(tablesDropped(text)) ? null : 'It drops a table';
  if (/^(drop\s+type|drop\s+domain|truncate)\b/i.test(text)) return 'It takes something away';
  if (/^do\b/i.test(text)) return 'Nobody can tell what a block does';
  const written = tableAfter(/^(insert\s+into|update(\s+only)?|delete\s+from)\s+/i, text);
  if (written.length > 0)
    return isFree(written) ? null : 'It writes rows, which those of other releases do not get';
  if (/^create\s+unique\s+index\b/i.test(text))
    return isFree(tableAfter(/^.*?\son\s+(?:only\s+)?/is, text)) ? null : 'It forbids equal rows';
  const altered = tableAfter(/^alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?/i, text);
  if (altered.length === 0 || isFree(altered)) return null;
  const actions = actionsOf(text);
  return actions.map(whyActionParts).find((why) => why !== null) ?? null;
}

function tablesDropped(text: string): readonly string[] {
  const list = text
    .replace(/^drop\s+table\s+(if\s+exists\s+)?/i, '')
    .replace(/\b(cascade|restrict)\s*$/i, '');
  return list.split(',').map((name) => plain(name));
}

/** The parts of an ALTER TABLE, cut at commas outside of brackets. */
function actionsOf(text: string): readonly string[] {
  const body = text.replace(/^alter\s+table\s+(if\s+exists\s+)?(only\s+)?(["\w.]+)\s+/i, '');
  const actions: string[] = [''];
  let depth = 0;
  for (const letter of body) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) actions.push('');
    else actions.push(`${actions.pop() ?? ''}${letter}`);
  }
  return actions.map((each) => each.trim());
}

function whyActionParts(action: string): string | null {
  if (/^rename\b/i.test(action)) return 'It renames what older releases write';
  if (/^drop\s+(constraint|expression|identity)\b/i.test(action)) return null;
  if (/^drop\b/i.test(action)) return 'It drops a column';
  if (/^alter\b.*\btype\b/is.test(action)) return 'It changes the type of a column';
  if (/^alter\b.*\bset\s+not\s+null\b/is.test(action)) return 'It refuses rows without a value';
  const isColumn =
    /^add\b/i.test(action) &&
    !/^add\s+(constraint|unique|check|primary|foreign|exclude)\b/i.test(action);
  if (isColumn) return whyColumnParts(action);
  return /^add\b/i.test(action) ? 'It asks more of rows that stand' : null;
}

function whyColumnParts(action: string): string | null {
  const isMade = /\bgenerated\s+always\s+as\b/i.test(action);
  const hasDefault = /\bdefault\b/i.test(action);
  if (/\bunique\b|\bprimary\s+key\b/i.test(action)) return 'It forbids equal rows';
  if (/\bnot\s+null\b/i.test(action) && !hasDefault && !isMade)
    return 'It adds a column that older releases do not fill';
  if (hasDefault && VOLATILE.test(action)) return 'Its default is another one on each computer';
  return null;
}

function tableAfter(before: RegExp, text: string): readonly string[] {
  const found = before.exec(text);
  if (!found) return [];
  const name = /^["\w.]+/.exec(text.slice(found[0].length))?.[0];
  return name === undefined ? [] : [plain(name)];
}

function plain(name: string): string {
  return name.trim().replaceAll('"', '').replace(/^.*\./, '').toLowerCase();
}

const PIECE = /--[^\n]*|\/\*[\s\S]*?\*\/|(\$\w*\$)[\s\S]*?\1|'(?:[^']|'')*'|"[^"]*"|;|[\s\S]/g;

function statementsOf(sql: string): readonly Statement[] {
  const statements: Statement[] = [];
  let [text, comments] = ['', ''];
  for (const [piece] of sql.matchAll(PIECE)) {
    if (piece.startsWith('--') || piece.startsWith('/*')) comments += `${piece}\n`;
    else if (piece === ';') {
      statements.push({ text: text.trim().replaceAll(/\s+/g, ' '), comments });
      [text, comments] = ['', ''];
    } else text += piece;
  }
  if (text.trim() !== '') statements.push({ text: text.trim().replaceAll(/\s+/g, ' '), comments });
  return statements;
}
