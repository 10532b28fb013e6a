/**
 * Gives rows that have no id of their own a key: what they say, and which of several that say the same
 * they are. So twins stay two, and rows added above them change no key.
 */
export function createOccurrences(): (content: readonly (string | number | null)[]) => string {
  const seen = new Map<string, number>();
  return (content) => {
    const key = JSON.stringify(content);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${key}#${count}`;
  };
}
