import { Component, Suspense, use } from 'react';
import { loadedRemote, loadRemote } from './remotes.js';

/** The component of a remote. While it loads the skeleton is shown, and after a failure the error with a button to try again. */
export function RemoteSlot({ name, skeleton, ...props }) {
  const [remote] = name.split('/');
  return (
    <section className="remote-slot" data-testid="remote-slot" data-remote={remote}>
      <ErrorBoundary remote={remote}>
        <Suspense fallback={<Slot instead={skeleton} />}>
          <Slot content={<Remote name={name} {...props} />} />
        </Suspense>
      </ErrorBoundary>
    </section>
  );
}

const Slot = ({ content, instead }) => (
  <>
    <div className="remote-content">{content}</div>
    <div>{instead}</div>
  </>
);

function Remote({ name, ...props }) {
  const Shown = loadedRemote(name) ?? use(loadRemote(name));
  return <Shown {...props} />;
}

/** A remote that fails to load or throws affects its own slot only. */
class ErrorBoundary extends Component {
  state = { error: null };

  static getDerivedStateFromError(error) {
    return { error };
  }

  render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Slot instead={<RemoteError remote={this.props.remote} error={error} onRetry={() => this.setState({ error: null })} />} />;
  }
}

const RemoteError = ({ remote, error, onRetry }) => (
  <div className="remote-error" role="alert" data-testid="remote-error">
    <h2>This part of the page is not available</h2>
    <p>The {remote} app could not be shown. The rest of the page works; try again in a moment.</p>
    <p className="remote-error-detail">
      <code>{String(error)}</code>
    </p>
    <button className="button" type="button" data-testid="remote-retry" onClick={onRetry}>
      Try again
    </button>
  </div>
);
