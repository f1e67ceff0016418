import { useEffect, useState } from 'react';
import { ask, profileQuery, useOptimisticMutation, useQuery } from '@myapp/api';
import { selectUser, setUser, useDispatch, useSelector } from '@myapp/store';
import { ProblemNotice } from './ProblemNotice.jsx';

/** The shopper's name and email. It shows the store's user at once and refreshes it from the server. */
export function Profile({ onShowToast }) {
  const user = useSelector(selectUser);
  const dispatch = useDispatch();
  const { data } = useQuery(profileQuery());
  useEffect(() => {
    if (data) dispatch(setUser(data));
  }, [data, dispatch]);
  const saving = useOptimisticMutation({
    mutationFn: (body) => ask('/api/profile', { method: 'PUT', body }),
    queryKey: ['profile'],
    update: (user, { name, email }) => ({ ...user, name: name || null, email: email || null }),
    commit: (_, answer) => answer,
  });
  const busy = saving.isPending || undefined;
  const { field, message } = saving.error ?? {};
  const save = (event) => {
    event.preventDefault();
    const { name, email } = Object.fromEntries(new FormData(event.currentTarget));
    if (!busy) saving.mutate({ name: name.trim(), email: email.trim() }, { onSuccess: () => onShowToast('Your profile was saved.') });
  };
  const problemAt = (name) => (field === name ? message : undefined);
  return (
    <section className="card" id="profile" aria-labelledby="profile-title">
      <h2 id="profile-title" tabIndex={-1}>
        Profile
      </h2>
      <form className="stack stack-tight" noValidate data-testid="profile-form" onSubmit={save} onChange={() => saving.isSuccess && saving.reset()}>
        <ProfileField id="profile-name" name="name" label="Name" server={user.name ?? ''} problem={problemAt('name')} />
        <ProfileField id="profile-email" name="email" type="email" label="Email" server={user.email ?? ''} problem={problemAt('email')} />
        <p className="small muted">
          Phone <span data-testid="profile-phone">{user.phone}</span>. It is how you log in and cannot be changed here.
        </p>
        <div className="row">
          <button className="button button-primary" type="submit" data-testid="profile-save" aria-busy={busy} aria-disabled={busy}>
            Save
          </button>
          <span className="account-saved" role="status" data-testid="profile-saved">
            {saving.isSuccess && 'Saved'}
          </span>
        </div>
      </form>
      <ProblemNotice id="profile-form-problem" message={field ? undefined : message} />
    </section>
  );
}

/** A field that shows the server's text until the shopper edits it. A text that changes meanwhile is offered beside it. */
function ProfileField({ id, name, label, type, server, problem }) {
  const [edit, setEdit] = useState(null); // { text, of }: of is the server's text when the edit began
  if (edit?.text === server) setEdit(null);
  const isOffered = edit !== null && edit.of !== server;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        autoComplete={name}
        aria-describedby={`${id}-problem`}
        aria-invalid={problem ? true : undefined}
        data-testid={id}
        value={edit?.text ?? server}
        onChange={(event) => setEdit({ text: event.target.value, of: edit?.of ?? server })}
      />
      <p className="small" role="status" hidden={!isOffered} data-testid={`${id}-newer`}>
        <span>{server ? `It was changed elsewhere to “${server}”.` : 'It was emptied elsewhere meanwhile.'}</span>{' '}
        <button className="button button-quiet button-small" type="button" data-testid={`${id}-take`} onClick={() => setEdit(null)}>
          Use this
        </button>
      </p>
      <ProblemNotice id={`${id}-problem`} message={problem} isOfField />
    </div>
  );
}
