/** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export type TextDigest = (text: string) => string;

/** The chain after one more line; the empty text before the first. */
export function nextChain(previous: string, line: string, digest: TextDigest): string {
  return digest(`${previous}\n${line}`);
}

/** The chain after all of these lines. */
export function chainAfter(previous: string, lines: readonly string[], digest: TextDigest): string {
  return lines.reduce((chain, line) => nextChain(chain, line, digest), previous);
}
