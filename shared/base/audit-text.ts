/** The columns of an audit event that its hash goes over, all but the hash itself. */
export type EventColumns = {
  readonly chainId: string | null;
  readonly chainNumber: number | null;
  readonly id: string;
  /** ISO 8601 in UTC, to the millisecond. */
  readonly occurredAt: string;
  readonly utcOffsetMinutes: number | null;
  readonly host: string;
  readonly userId: string | null;
  readonly operation: string;
  readonly kind: string;
  readonly outcome: string;
  readonly failureCode: string | null;
  readonly patientId: string | null;
  readonly entityType: string | null;
  readonly entityId: string | null;
  readonly incident: string | null;
};

/** The exact text of an event, byte for byte as `audit_event_text` makes it in the database. */
export function eventText(event: EventColumns): string {
  return rowText([
    event.chainId,
    event.chainNumber,
    event.id,
    toMicroseconds(event.occurredAt),
    event.utcOffsetMinutes,
    event.host,
    event.userId,
    event.operation,
    event.kind,
    event.outcome,
    event.failureCode,
    event.patientId,
    event.entityType,
    event.entityId,
    event.incident,
  ]);
}

/** What a computer signs of its chain: up to this number, this is the hash (hexadecimal). */
export function headText(head: {
  readonly chainId: string;
  readonly chainNumber: number;
  readonly hash: string;
  /** ISO 8601 in UTC, to the millisecond. */
  readonly signedAt: string;
}): string {
  return `caretrail audit head ${head.chainId} ${head.chainNumber} ${head.hash} ${toMicroseconds(head.signedAt)}`;
}

function toMicroseconds(iso: string): string {
  return iso.replace(/\.(\d{3})Z$/, '.$1000Z');
}

/** As PostgreSQL writes a row as text: no two rows have the same. */
function rowText(values: readonly (string | number | null)[]): string {
  return `(${values.map((value) => (value === null ? '' : quoted(String(value)))).join(',')})`;
}

// Quoted is what would be read otherwise: nothing at all, and what parts or escapes.
const NEEDS_QUOTES = /^$|["\\(),\t\n\v\f\r ]/;

function quoted(text: string): string {
  if (!NEEDS_QUOTES.test(text)) return text;
  return `"${text.replaceAll(/["\\]/g, (letter) => letter + letter)}"`;
}
