const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/**
 * The very text of a line's values (`v`), which the database reads without its being made anew here. The
 * line must be a JSON object; null where it has no `v` written just so.
 */
export function valuesText(line: string): string | null {
  let [depth, from, found] = [0, -1, ''];
  let key = '';
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfText(line, at);
      if (depth === 1 && from === -1) key = line.slice(at + 1, end);
      at = end;
    } else if (isOpening(code)) depth += 1;
    else if (isClosing(code)) depth -= 1;
    if (depth === 1 && code === COLON) from = at + 1;
    // Of names that stand twice the last counts, as everybody who reads JSON has it.
    if (from === -1 || !(depth === 0 || (depth === 1 && code === COMMA))) continue;
    if (key === 'v') found = line.slice(from, at);
    from = -1;
  }
  return found === '' ? null : found;
}

function endOfText(line: string, start: number): number {
  let end = line.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(line, end)) end = line.indexOf('"', end + 1);
  return end === -1 ? line.length : end;
}

function isEscaped(line: string, at: number): boolean {
  let before = at - 1;
  while (line.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
}

function isOpening(code: number): boolean {
  return code === 0x7b || code === 0x5b;
}

function isClosing(code: number): boolean {
  return code === 0x7d || code === 0x5d;
}
