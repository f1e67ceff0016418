/** The problem with what was submitted. The key makes screen readers announce a repeated message. */
export const Problem = ({ login: { problem, turns } }) => (
  <div className="auth-problem">
    {problem && (
      <div key={turns} className="notice notice-error" id="login-problem" role="alert" data-testid="login-error">
        {problem}
      </div>
    )}
  </div>
);
