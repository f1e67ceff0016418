import { useEffect } from 'react';
import { Problem } from './Problem.jsx';
import { Resend } from './Resend.jsx';
import { useFieldOfTurn } from './useFieldOfTurn.js';

/** The second step of the login: the code that was sent to the phone. */
export function CodeStep({ login }) {
  const { sent, pending } = login;
  const field = useFieldOfTurn(login);
  useEffect(() => {
    if (sent.challengeId) field.current.value = '';
  }, [sent.challengeId, field]);
  const isWaiting = pending !== null || undefined;
  const submit = (event) => {
    event.preventDefault();
    login.submitCode(field.current.value);
  };
  // Pasted codes contain spaces and words.
  const keepDigits = (event) => {
    const digits = event.target.value.replace(/\D/g, '');
    if (digits !== event.target.value) event.target.value = digits;
  };
  return (
    <div>
      <h1 className="page-title">Enter the code</h1>
      <p className="page-lead">
        Sent to <span data-testid="login-sent-to">{sent.phone}</span>.{' '}
        <button
          className="button button-quiet button-small"
          type="button"
          data-testid="login-change-number"
          aria-disabled={isWaiting}
          onClick={login.changeNumber}
        >
          Change number
        </button>
      </p>
      <form className="auth-step" noValidate onSubmit={submit}>
        <div className="notice notice-info" role="status" data-testid="login-demo" hidden={!sent.demoCode}>
          Demo shop, no message is sent. Your code is:{' '}
          <strong className="auth-demo-code" data-testid="login-demo-code">
            {sent.demoCode}
          </strong>
        </div>
        <div className="field">
          <label htmlFor="login-code">Six-digit code</label>
          <input
            className="auth-code"
            id="login-code"
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            aria-describedby="login-problem"
            aria-invalid={login.problem ? true : undefined}
            data-testid="login-code"
            ref={field}
            onInput={keepDigits}
          />
        </div>
        <Problem login={login} />
        <button
          className="button button-primary button-wide"
          type="submit"
          data-testid="login-submit"
          disabled={sent.isSpent}
          aria-busy={pending === 'submit' || undefined}
          aria-disabled={isWaiting}
        >
          Log in
        </button>
        <Resend login={login} />
      </form>
    </div>
  );
}
