import { useState } from 'react';

/** A notice above the login form, which keeps working: the session cannot be checked. */
export function SessionNotice({ onCheck }) {
  const [isChecking, setIsChecking] = useState(false);
  const check = async () => {
    if (isChecking) return;
    setIsChecking(true);
    await onCheck();
    setIsChecking(false);
  };
  const busy = isChecking || undefined;
  return (
    <div className="notice notice-info auth-unknown" role="status" data-testid="login-unknown">
      <p>The shop cannot check right now whether you are already logged in. Try again, or log in below.</p>
      <button className="button button-small" type="button" data-testid="login-check-again" aria-busy={busy} aria-disabled={busy} onClick={check}>
        Try again
      </button>
    </div>
  );
}
