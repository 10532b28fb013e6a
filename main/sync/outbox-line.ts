/**
 * A row of the outbox as it goes to the server, with where its transaction ends as `transaction_end`. The
 * very bytes count: they are made by PostgreSQL from what stands in the row, alike each time.
 */
export const OUTBOX_LINE = `json_build_object('n', number, 't', transaction_end, 's', stamp::TEXT, 'k', entity,
  'r', row_key, 'o', op, 'b', base, 'v', body, 'u', user_id, 'm', schema_version)::TEXT`;
