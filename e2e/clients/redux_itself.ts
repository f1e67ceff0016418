// Redux 5's own uses of a store: enhancers, bound action creators, a combined reducer.
import { applyMiddleware, bindActionCreators, combineReducers, isAction, isPlainObject, type Reducer } from 'redux';

const { store, registerReducer, unregisterReducer } = window.__TARN__;

export function bound() {
  const seen: string[] = [];
  // An enhancer copies the store, so the members that it needs must be enumerable or inherited.
  const enhanced = applyMiddleware(() => (next) => (action) => {
    if (isAction(action)) seen.push(action.type);
    return next(action);
  })((() => store) as never)((() => ({})) as Reducer);
  const { setTheme } = bindActionCreators(
    { setTheme: (theme: 'light' | 'dark') => ({ type: 'context/setTheme' as const, payload: { theme } }) },
    enhanced.dispatch,
  );
  const returned = setTheme('dark');
  const copied = (enhanced as unknown as Record<symbol, unknown>)[Symbol.observable];
  return { seen, returned, theme: enhanced.getState().context.theme, plain: isPlainObject(store), copied: typeof copied };
}

/** A combined reducer probes its parts with action types that it generates. */
export function combined() {
  const reducer = combineReducers({
    count: (count: number = 0, action: { type: string }) => (action.type === 'combined/added' ? count + 1 : count),
    name: (name: string = 'nobody') => name,
  });
  registerReducer('combined', reducer);
  const { dispatch } = store as unknown as { dispatch(action: { type: string }): void };
  dispatch({ type: 'combined/added' });
  const state = (store.getState() as unknown as { combined: unknown }).combined;
  unregisterReducer('combined');
  return state;
}
