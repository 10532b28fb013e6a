import ts from 'typescript';

const EMPTY_LAST_WORDS = [
  'data',
  'helper',
  'helpers',
  'info',
  'manager',
  'service',
  'util',
  'utils',
];
const EMPTY_FIRST_WORDS = ['handle', 'process'];

/** What a source file breaks of the house rules that neither linter nor compiler knows. */
export function houseViolations(path: string, text: string): readonly string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = fileNameViolations(path);
  const visit = (node: ts.Node): void => {
    found.push(...nodeViolations(path, node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map((violation) => `${path}: ${violation}`);
}

function fileNameViolations(path: string): string[] {
  const name = path.replace(/^.*\//, '').replace(/\..*$/, '');
  if (name === 'index') return ['barrel: an index file; import the module itself'];
  return isEmptyName(name) ? [`empty name: the file "${name}"`] : [];
}

function nodeViolations(path: string, node: ts.Node): readonly string[] {
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return ['barrel: a re-export'];
  if (ts.isDecorator(node)) return ['decorator'];
  if (ts.isPropertyAccessExpression(node)) return bridgeViolations(path, node);
  if (ts.isImportDeclaration(node)) return importViolations(node);
  const name = declaredName(node);
  if (name === undefined) return [];
  const isFunction =
    !ts.isTypeAliasDeclaration(node) && EMPTY_FIRST_WORDS.includes(words(name)[0] ?? '');
  return isEmptyName(name) || (isFunction && words(name).length > 1)
    ? [`empty name: "${name}"`]
    : [];
}

// A global is no import, so dependency-cruiser cannot see it.
function bridgeViolations(path: string, node: ts.PropertyAccessExpression): readonly string[] {
  const reaches =
    node.name.text === 'caretrail' && /^(window|globalThis)$/.test(node.expression.getText());
  const isOutside = path.startsWith('renderer/') && !path.startsWith('renderer/client/');
  return reaches && isOutside ? ['bridge: only renderer/client reaches window.caretrail'] : [];
}

function importViolations(node: ts.ImportDeclaration): readonly string[] {
  const { moduleSpecifier } = node;
  if (!ts.isStringLiteral(moduleSpecifier) || !moduleSpecifier.text.startsWith('.')) return [];
  return /\.(ts|tsx|css|json)(\?\w+(&\w+)*)?$/.test(moduleSpecifier.text)
    ? []
    : [`extension: import of "${moduleSpecifier.text}"`];
}

/** The name that a declaration of this project chooses; what it destructures was named elsewhere. */
function declaredName(node: ts.Node): string | undefined {
  const declares =
    ts.isVariableDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isClassDeclaration(node) ||
    ts.isTypeAliasDeclaration(node);
  return declares && node.name && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

// "Place of service" and "date of service" are billing's own words.
function isEmptyName(name: string): boolean {
  const [last = '', before] = words(name).toReversed();
  return EMPTY_LAST_WORDS.includes(last) && !(last === 'service' && before === 'of');
}

function words(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}
