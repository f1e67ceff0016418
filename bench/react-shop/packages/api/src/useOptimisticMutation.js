import { useMutation, useQueryClient } from '@tanstack/react-query';

/**
 * A mutation that shows its result in the query `queryKey` before the server answers, and takes it back if the server refuses it.
 * @param {object} options
 * @param {(variables: unknown) => Promise<unknown>} options.mutationFn
 * @param {unknown[]} options.queryKey
 * @param {(data: unknown, variables: unknown) => unknown} options.update the data with the expected result
 * @param {(data: unknown, answer: unknown) => unknown} options.commit the data with the answer
 */
export function useOptimisticMutation({ mutationFn, queryKey, update, commit }) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onMutate: async (variables) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      if (before) queries.setQueryData(queryKey, update(before, variables));
      return { before };
    },
    onError: (_error, _variables, { before } = {}) => before && queries.setQueryData(queryKey, before),
    onSuccess: (answer, _variables, { before } = {}) => before && queries.setQueryData(queryKey, commit(before, answer)),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}
