import { z } from 'zod';

/**
 * An id as callers give it. Lower case from here on: PostgreSQL takes either, but two spellings of one
 * id would pass for two wherever text is compared.
 */
export function uuid() {
  return z.uuid().toLowerCase();
}
