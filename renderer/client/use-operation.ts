import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import { askAnew } from './ask-anew.ts';
import { type Answered, client } from './client.ts';

type Name = keyof Answered;
export type QueryName = {
  [N in Name]: Answered[N]['kind'] extends 'query' ? N : never;
}[Name];
export type ChangeName = Exclude<Name, QueryName>;
export type InputOf<N extends Name> = z.input<Answered[N]['input']>;
export type OutputOf<N extends Name> = z.output<Answered[N]['output']>;
export type ReplyOf<N extends Name> = Awaited<ReturnType<(typeof client)[N]>>;

/** A failure reply of a query, as React Query's error; its message is fit for the user. */
export class OperationFailed extends Error {
  override name = 'OperationFailed';
  readonly code: string;
  constructor(failure: { readonly code: string; readonly message: string }) {
    super(failure.message);
    this.code = failure.code;
  }
}

/** The core is on this computer: an answer is always fresh enough to ask again, and never retried blindly. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: 0,
      // Every answer that shows a chart is audited: coming back to the window is no reason to ask again.
      refetchOnWindowFocus: false,
    },
  },
});

async function ask<N extends QueryName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript cannot call a union of operations by a generic name
  const reply = (await (client[name] as (input: InputOf<N>) => Promise<unknown>)(input)) as
    | { readonly ok: true; readonly value: OutputOf<N> }
    | { readonly ok: false; readonly failure: { readonly code: string; readonly message: string } };
  if (!reply.ok) throw new OperationFailed(reply.failure);
  return reply.value;
}

type QueryOptions<N extends QueryName> = {
  readonly enabled?: boolean;
  /** The last answer stays while the next is on its way. */
  readonly keepsPrevious?: boolean;
  /** Milliseconds after which it is asked again, by the answer that is there; none after a failure. */
  readonly askAgainMs?: (latest: OutputOf<N> | undefined) => number;
};

/** Shows a query's answer. */
export function useOperation<N extends QueryName>(
  name: N,
  input: InputOf<N>,
  options: QueryOptions<N> = {},
) {
  const { askAgainMs } = options;
  return useQuery<OutputOf<N>, OperationFailed>({
    queryKey: [name, input],
    queryFn: () => ask(name, input),
    enabled: options.enabled ?? true,
    ...(options.keepsPrevious && { placeholderData: keepPreviousData }),
    ...(askAgainMs && {
      refetchInterval: ({ state }) => askAgainMs(state.error === null ? state.data : undefined),
    }),
  });
}

/**
 * Sends a command or starts a job. The promise gives the reply, whose failures the form shows beside
 * its fields; a success makes every query that stays on screen ask again.
 */
export function useChange<N extends ChangeName>(name: N) {
  const queries = useQueryClient();
  return useMutation({
    mutationKey: [name],
    networkMode: 'always',
    mutationFn: (input: InputOf<N>): Promise<ReplyOf<N>> =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      (client[name] as (input: InputOf<N>) => Promise<unknown>)(input) as Promise<ReplyOf<N>>,
    onSuccess: (reply) => {
      if (reply.ok) void askAnew(queries);
    },
  });
}
