import { useRef } from 'react';
import { ticketsQuery, useQuery } from '@myapp/api';
import { selectLocale, useSelector } from '@myapp/store';
import { date } from '@myapp/ui';
import { LoadNotice } from './LoadNotice.jsx';
import { ProblemNotice } from './ProblemNotice.jsx';
import { useCloseTicket, useOpenTicket } from './tickets.js';

/** The shopper's support tickets. */
export function Support({ onShowToast }) {
  const query = useQuery(ticketsQuery());
  const closing = useCloseTicket(onShowToast);
  const locale = useSelector(selectLocale);
  const tickets = query.data?.tickets ?? [];
  const isEmpty = tickets.length === 0;
  return (
    <section className="card" id="support" aria-labelledby="support-title">
      <h2 id="support-title" tabIndex={-1}>
        Support
      </h2>
      <TicketForm onShowToast={onShowToast} />
      <div
        className="table-list"
        role="status"
        aria-busy="true"
        aria-label="Loading your tickets"
        data-testid="tickets-loading"
        hidden={!query.isLoading}
      >
        <div className="table-row">
          <div className="table-main">
            <span className="skeleton-line" />
            <span className="skeleton-line short" />
          </div>
        </div>
      </div>
      <p className="muted" data-testid="tickets-empty" hidden={!query.isSuccess || !isEmpty}>
        You have no tickets. Open one, and it is listed here.
      </p>
      <ul className="table-list" aria-label="Your tickets" data-testid="ticket-list" hidden={isEmpty}>
        {tickets.map((ticket) => (
          <TicketRow key={ticket.id} ticket={ticket} locale={locale} closing={closing} />
        ))}
      </ul>
      <ProblemNotice id="ticket-list-close-problem" message={closing.error?.message} />
      <LoadNotice query={query} id="ticket-list-problem" />
    </section>
  );
}

function TicketForm({ onShowToast }) {
  const opening = useOpenTicket(onShowToast);
  const field = useRef(null);
  const busy = opening.isPending || undefined;
  const problem = opening.error?.message;
  const open = (event) => {
    event.preventDefault();
    const subject = field.current.value;
    const clear = () => {
      if (field.current?.value === subject) field.current.value = '';
    };
    if (!busy) opening.mutate(subject.trim(), { onSuccess: clear, onError: () => field.current?.focus() });
  };
  return (
    <form className="account-ticket-form" noValidate data-testid="ticket-form" onSubmit={open}>
      <div className="field">
        <label htmlFor="ticket-subject">What is it about?</label>
        <input
          id="ticket-subject"
          autoComplete="off"
          aria-describedby="ticket-subject-problem"
          aria-invalid={problem ? true : undefined}
          data-testid="ticket-subject"
          ref={field}
        />
        <ProblemNotice id="ticket-subject-problem" message={problem} isOfField />
      </div>
      <button className="button" type="submit" data-testid="ticket-open" aria-busy={busy} aria-disabled={busy}>
        Open ticket
      </button>
    </form>
  );
}

function TicketRow({ ticket: { id, subject, status, createdAt }, locale, closing }) {
  const isOpen = status === 'open';
  const isClosing = closing.isPending && closing.variables === id;
  return (
    <li className="table-row" data-testid="ticket-row" data-status={status}>
      <div className="table-main">
        <span>{subject}</span>
        <p className="small muted">Opened {date(createdAt, locale)}</p>
      </div>
      <span className={isOpen ? 'badge badge-warn' : 'badge badge-good'}>{isOpen ? 'Open' : 'Closed'}</span>
      <button
        className="button button-quiet button-small"
        type="button"
        aria-label={`Close: ${subject}`}
        data-testid="ticket-close"
        hidden={!isOpen}
        aria-busy={isClosing || undefined}
        aria-disabled={closing.isPending || undefined}
        onClick={() => closing.isPending || closing.mutate(id)}
      >
        Close
      </button>
    </li>
  );
}
