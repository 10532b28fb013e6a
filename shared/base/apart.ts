// Marks, embeddings and isolates, and letters that are written from right to left.
const TURNS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\p{Script=Hebrew}\p{Script=Arabic}]/u;

/**
 * Somebody's words as a part of a longer line: whatever direction they take, it ends with them. Where an
 * element holds nothing else, `<bdi>` and `dir="auto"` do the same.
 */
export function apart(words: string): string {
  return TURNS.test(words) ? `\u2068${words}\u2069` : words;
}
