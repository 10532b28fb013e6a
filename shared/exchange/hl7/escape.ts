import { type Separators, usualSeparators } from './separators.ts';

/** Text as it may stand in a message: separators, line ends and control characters are escaped. */
export function escapeText(text: string, separators: Separators = usualSeparators): string {
  const { escape } = separators;
  const names = new Map([
    [separators.field, 'F'],
    [separators.component, 'S'],
    [separators.subcomponent, 'T'],
    [separators.repetition, 'R'],
    [escape, 'E'],
  ]);
  return text.toWellFormed().replace(/\r\n|[^]/gu, (sign) => {
    const name = names.get(sign) ?? nameOfControl(sign);
    return name === null ? sign : `${escape}${name}${escape}`;
  });
}

function nameOfControl(sign: string): string | null {
  if (sign === '\r\n' || sign === '\n' || sign === '\r') return '.br';
  if (!/^\p{Cc}$/u.test(sign)) return null;
  // Beyond ASCII a control character has two bytes.
  return `X${encodeURIComponent(sign).replaceAll('%', '')}`;
}

/**
 * The text that was escaped. Highlighting is left out; an escape that is not known, or is not ended,
 * stays as it stands.
 */
export function unescapeText(text: string, separators: Separators = usualSeparators): string {
  const { escape } = separators;
  if (escape === '' || !text.includes(escape)) return text;
  let read = '';
  let at = 0;
  for (;;) {
    const begin = text.indexOf(escape, at);
    const end = begin < 0 ? -1 : text.indexOf(escape, begin + 1);
    if (end < 0) return read + text.slice(at);
    const said = textOfEscape(text.slice(begin + 1, end), separators);
    read += text.slice(at, begin);
    // What is no escape may be followed by one that begins where it ends.
    read += said ?? text.slice(begin, end);
    at = said === null ? end : end + 1;
  }
}

function textOfEscape(name: string, separators: Separators): string | null {
  switch (name) {
    case 'F':
      return separators.field;
    case 'S':
      return separators.component;
    case 'T':
      return separators.subcomponent;
    case 'R':
      return separators.repetition;
    case 'E':
      return separators.escape;
    case 'H':
    case 'N':
      return '';
    case '.br':
    case '.BR':
      return '\n';
    default:
      return /^X(?:[0-9A-F]{2})+$/i.test(name) ? textOfBytes(name.slice(1)) : null;
  }
}

/** Bytes as UTF-8, or as ISO 8859-1 where they are none. */
function textOfBytes(hex: string): string {
  try {
    return decodeURIComponent(hex.replace(/../g, '%$&'));
  } catch {
    const bytes = hex.match(/../g) ?? [];
    return String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16)));
  }
}
