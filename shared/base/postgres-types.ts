/**
 * How values of PostgreSQL's text format become JavaScript's, by type OID: the same on the device
 * (PGlite) and on the server (node-postgres), whose own defaults differ.
 */
export const postgresTypeParsers: Readonly<Record<number, (text: string) => unknown>> = {
  17: parseBytea,
  20: parseInt8,
  1082: (date) => date,
  1114: (timestamp) => timestamp,
  1184: (timestamp) => new Date(timestamp).toISOString(),
  1700: (numeric) => numeric,
};

/** A whole number; throws a RangeError beyond 2^53, where digits would be lost. */
function parseInt8(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError('An int8 is too large to be exact');
  return number;
}

function parseBytea(text: string): Uint8Array {
  if (!text.startsWith(String.raw`\x`)) throw new Error('A bytea is not in hex format');
  const bytes = new Uint8Array((text.length - 2) / 2);
  for (let index = 0; index < bytes.length; index += 1)
    bytes[index] = Number.parseInt(text.slice(2 + index * 2, 4 + index * 2), 16);
  return bytes;
}
