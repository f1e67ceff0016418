// The server's data, for host and remotes: they never import react-query directly.
export { hydrate, keepPreviousData, QueryClientProvider, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
export { ApiError, ask } from './src/client.js';
export { dehydrated } from './src/dehydrated.js';
export { useOptimisticMutation } from './src/useOptimisticMutation.js';
export { addressOf, apiPathOf, asksForKept, fallbackOf, parseProductQuery, searchWords } from './src/productQuery.js';
export * from './src/queries.js';
export { makeQueryClient } from './src/queryClient.js';
export { checkSession, logIn, logOut, openSession } from './src/session.js';
