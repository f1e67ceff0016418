import { useEffect, useState } from 'react';

/** The button for a new code, and the time until it may be requested. */
export function Resend({ login: { sent, pending, resend } }) {
  const now = useNow(500);
  const seconds = sent.isSpent ? 0 : Math.max(0, Math.ceil((sent.resendAt - now) / 1000));
  return (
    <div className="auth-resend">
      <span data-testid="login-countdown">{countdown(seconds, sent.isSpent)}</span>
      <button
        className="button button-quiet button-small"
        type="button"
        data-testid="login-resend"
        disabled={seconds > 0}
        aria-busy={pending === 'resend' || undefined}
        aria-disabled={pending !== null || undefined}
        onClick={resend}
      >
        Send again
      </button>
    </div>
  );
}

function countdown(seconds, isSpent) {
  if (seconds > 0) return `New code in ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return isSpent ? 'This code is used up.' : 'No code yet?';
}

function useNow(periodMs) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), periodMs);
    return () => clearInterval(timer);
  }, [periodMs]);
  return now;
}
