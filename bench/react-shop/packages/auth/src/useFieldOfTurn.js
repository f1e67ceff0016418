import { useEffect, useRef } from 'react';

/** The field of a step. It is focused and selected after each turn; the first focus is the host's. */
export function useFieldOfTurn({ turns, pending }) {
  const field = useRef(null);
  useEffect(() => {
    if (turns === 0 || pending) return;
    field.current.focus();
    field.current.select();
  }, [turns, pending]);
  return field;
}
