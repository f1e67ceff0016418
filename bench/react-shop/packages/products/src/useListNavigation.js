import { useEffect, useMemo, useRef } from 'react';
import { addressOf, searchWords } from '@myapp/api';

/** The debounce of the search field. */
const PAUSE_MS = 250;

/** Navigation by the controls of the list: their values become the next address, which comes back as a prop. */
export function useListNavigation(present, { handleNavigate, handleReplace }) {
  const field = useRef(null);
  const latest = useRef(null);
  useEffect(() => {
    latest.current = { present, handleNavigate, handleReplace };
  });
  // The words of the present or requested address. Only other words are written into the field, so that typing is never overwritten.
  const asked = useRef(present.query);
  // `hasEntry` while the present history entry belongs to the search: further typing replaces it, so Back leaves the search in one step.
  const typing = useRef({ hasEntry: false, timer: undefined });

  const actions = useMemo(() => {
    const stopWaiting = () => clearTimeout(typing.current.timer);
    const beginSearch = () => {
      typing.current.hasEntry = false;
    };
    /** Shows the present query with these parts changed; false if it is the present one. */
    const show = (changed) => {
      stopWaiting();
      const { present, handleNavigate, handleReplace } = latest.current;
      const next = addressOf({ ...present, query: searchWords(field.current.value), ...changed, page: 1 });
      if (next === addressOf({ ...present, page: 1 })) return false;
      asked.current = searchWords(field.current.value);
      (typing.current.hasEntry ? handleReplace : handleNavigate)(next);
      return true;
    };
    const goTyped = () => {
      if (show({})) typing.current.hasEntry = true;
    };
    return {
      stopWaiting,
      beginSearch,
      goAfterPause: () => {
        stopWaiting();
        typing.current.timer = setTimeout(goTyped, PAUSE_MS);
      },
      submit: (event) => {
        event.preventDefault();
        goTyped();
        beginSearch();
      },
      choose: (changed) => {
        beginSearch();
        show(changed);
      },
    };
  }, []);

  useEffect(() => {
    if (asked.current === present.query) return;
    actions.stopWaiting();
    actions.beginSearch();
    asked.current = present.query;
    field.current.value = present.query;
  }, [present.query, actions]);
  useEffect(() => actions.stopWaiting, [actions]);
  return { field, ...actions };
}
