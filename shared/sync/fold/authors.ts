import type { Review } from '../decision.ts';
import { parseChange } from '../line.ts';
import { rowsFrom, type SqlRunner } from './sql.ts';
import type { ArrivedTransaction, Folded } from './transactions.ts';

/** Says of what stands who did it: as the log knows, or what is being taken up just now. */
export async function withAuthors(
  run: SqlRunner,
  folded: readonly Folded[],
  arrived: readonly ArrivedTransaction[],
): Promise<readonly Folded[]> {
  const asked = new Set(
    folded.flatMap(({ reviews }) => reviews.flatMap(({ standing }) => standing.change ?? [])),
  );
  if (asked.size === 0) return folded;
  const authors = await readAuthors(run, asked);
  for (const { deviceId, changes } of arrived) {
    for (const { number, change } of changes)
      if (change) authors.set(`${deviceId}:${number}`, change.u);
  }
  return folded.map(({ outcomes, reviews }) => ({
    outcomes,
    reviews: reviews.map((review) => withAuthor(review, authors)),
  }));
}

function withAuthor(review: Review, authors: ReadonlyMap<string, string | null>): Review {
  const { standing } = review;
  const userId = authors.get(standing.change ?? '') ?? null;
  return { ...review, standing: { ...standing, userId } };
}

async function readAuthors(
  run: SqlRunner,
  changes: ReadonlySet<string>,
): Promise<Map<string, string | null>> {
  const keys = [...changes].map((id) => {
    const [d, n] = id.split(':');
    return { d, n };
  });
  const rows = await rowsFrom<{ id: string; line: string }>(
    run,
    `SELECT l.device_id || ':' || l.number AS id, l.line
     FROM json_to_recordset($1::TEXT::JSON) AS k (d UUID, n BIGINT)
     JOIN sync_log l ON l.device_id = k.d AND l.number = k.n`,
    [JSON.stringify(keys)],
  );
  return new Map(rows.map(({ id, line }) => [id, parseChange(line)?.u ?? null]));
}
