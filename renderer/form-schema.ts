import { z } from 'zod';

/** One of `options`, where the form holds null until something is chosen. */
export function chosen<const Option extends string>(options: readonly Option[]) {
  return z
    .enum(options)
    .nullable()
    .transform((option, context) => {
      if (option !== null) return option;
      context.addIssue('is missing');
      return z.NEVER;
    });
}
