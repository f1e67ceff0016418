import { QueryClient } from '@tanstack/react-query';

const MAX_RETRIES = 2;

/** A cache of server data: one for a page, and one for each request on a server. */
export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // A refusal stays one; an outage may end.
        retry: (failures, error) => typeof window !== 'undefined' && failures < MAX_RETRIES && error.isTemporary,
        retryDelay: (failures) => 500 * 2 ** failures,
      },
    },
  });
