/** The problem of a request, below the part of the page that it belongs to. */
export const ProblemNotice = ({ id, message, isOfField = false }) => (
  <div className="account-problem">
    {message && (
      <div className={isOfField ? 'field-error' : 'notice notice-error'} id={id} role="alert" data-testid={id}>
        <p data-testid={`${id}-text`}>{message}</p>
      </div>
    )}
  </div>
);
