import { defaultShouldDehydrateQuery, dehydrate } from '@tanstack/react-query';

/** What the cache holds, as JSON for a page. Refusals of the API are kept: the page shows them without asking again. */
export const dehydrated = (queries) =>
  JSON.stringify(
    dehydrate(queries, {
      shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.error?.isTemporary === false,
      shouldRedactErrors: () => false,
    }),
    (_, value) => (value instanceof Error ? { ...value, message: value.message } : value),
  ).replace(/</g, '\\u003c');
