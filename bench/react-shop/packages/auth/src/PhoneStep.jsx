import { Problem } from './Problem.jsx';
import { useFieldOfTurn } from './useFieldOfTurn.js';

/** The first step of the login: the phone number. A number typed before is restored. */
export function PhoneStep({ login, why }) {
  const field = useFieldOfTurn(login);
  const submit = (event) => {
    event.preventDefault();
    login.submitPhone(field.current.value);
  };
  return (
    <div>
      <h1 className="page-title">Log in</h1>
      <p className="page-lead">
        <span data-testid="login-reason">{why}</span>We send a six-digit code to your phone. No password needed.
      </p>
      <form className="auth-step" noValidate onSubmit={submit}>
        <div className="field">
          <label htmlFor="login-phone">Phone number</label>
          <input
            id="login-phone"
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            placeholder="+1 555 010 0199"
            aria-describedby="login-problem login-phone-hint"
            aria-invalid={login.problem ? true : undefined}
            data-testid="login-phone"
            defaultValue={login.phone}
            ref={field}
          />
          <p className="field-hint" id="login-phone-hint">
            With country code. 7 to 15 digits.
          </p>
        </div>
        <Problem login={login} />
        <button
          className="button button-primary button-wide"
          type="submit"
          data-testid="login-submit"
          aria-busy={login.pending === 'submit' || undefined}
          aria-disabled={login.pending !== null || undefined}
        >
          Send code
        </button>
      </form>
    </div>
  );
}
