import { useEffect, useState } from 'react';

/** How long a toast stays. While the pointer or the focus is on a toast, all toasts stay for another period. */
const SHOWN_MS = 4000;
/** The maximum number of visible toasts; the oldest is removed first. */
const MAX_SHOWN = 3;

// The messages are local state of one component, so that showing them renders nothing else again.
let add = () => {};
let nextId = 0;
export const showToast = (text) => add({ id: nextId++, text });

const isInUse = () => document.querySelector('.toasts:is(:hover, :focus-within)') !== null;

export function Toasts() {
  const [toasts, setToasts] = useState([]);
  const dismiss = (id) => setToasts((shown) => shown.filter((toast) => toast.id !== id));
  useEffect(() => {
    const expire = (id) => setTimeout(() => (isInUse() ? expire(id) : dismiss(id)), SHOWN_MS);
    add = (toast) => {
      setToasts((shown) => [...shown, toast].slice(-MAX_SHOWN));
      expire(toast.id);
    };
    return () => {
      add = () => {};
    };
  }, []);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map(({ id, text }) => (
        <div key={id} className="toast" data-testid="toast">
          <span>{text}</span>
          <button type="button" aria-label="Dismiss" onClick={() => dismiss(id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
