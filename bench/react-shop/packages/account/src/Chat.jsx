import { useEffect, useRef } from 'react';
import { ask, chatQuery, useOptimisticMutation, useQuery } from '@myapp/api';
import { selectLocale, useSelector } from '@myapp/store';
import { dateTime } from '@myapp/ui';
import { LoadNotice } from './LoadNotice.jsx';
import { newKey } from './newKey.js';
import { ProblemNotice } from './ProblemNotice.jsx';

/** The chat with the shop, answered by the server. */
export function Chat() {
  const query = useQuery(chatQuery());
  const locale = useSelector(selectLocale);
  const messages = query.data?.messages ?? [];
  const log = useRef(null);
  const latest = messages.at(-1)?.id;
  useEffect(() => {
    if (latest) log.current.scrollTop = log.current.scrollHeight;
  }, [latest]);
  const sending = useSendMessage();
  return (
    <section className="card" id="chat" aria-labelledby="chat-title">
      <h2 id="chat-title" tabIndex={-1}>
        Chat with the shop
      </h2>
      <div className="chat">
        <div
          className="chat-log"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard
          tabIndex={0}
          role="log"
          aria-label="Messages"
          data-testid="chat-log"
          aria-busy={query.isLoading || undefined}
          ref={log}
        >
          <div data-testid="chat-loading" hidden={!query.isLoading}>
            <span className="skeleton-line" />
            <span className="skeleton-line short" />
          </div>
          <p className="muted" data-testid="chat-empty" hidden={!query.isSuccess || messages.length > 0}>
            Ask about an order, delivery or returns. The shop answers at any hour.
          </p>
          {messages.map((message) => (
            <ChatMessage key={message.id} message={message} locale={locale} />
          ))}
        </div>
        <LoadNotice query={query} id="chat-log-problem" />
        <ChatForm sending={sending} />
        <ProblemNotice id="chat-form-problem" message={sending.error?.message} />
      </div>
    </section>
  );
}

/** Sending is optimistic: the message appears at once and is removed if the server refuses it. */
const useSendMessage = () =>
  useOptimisticMutation({
    mutationFn: ({ text, key }) => ask('/api/chat', { method: 'POST', body: { text }, headers: { 'Idempotency-Key': key } }),
    queryKey: ['chat'],
    update: ({ messages }, { text, key }) => ({ messages: [...messages, { id: key, from: 'me', text, at: Date.now() }] }),
    commit: ({ messages }, answer) => ({ messages: [...messages, ...answer.messages] }),
  });

function ChatForm({ sending }) {
  const field = useRef(null);
  const busy = sending.isPending || undefined;
  const send = (event) => {
    event.preventDefault();
    const text = field.current.value;
    if (busy) return;
    field.current.value = '';
    // A refused message goes before any text typed meanwhile.
    const giveBack = () => {
      if (field.current) field.current.value = `${text} ${field.current.value}`.trimEnd();
    };
    sending.mutate({ text: text.trim(), key: newKey() }, { onError: giveBack });
  };
  return (
    <form className="chat-form" noValidate data-testid="chat-form" onSubmit={send}>
      <input
        aria-label="Your message"
        placeholder="Ask about an order, delivery, returns"
        autoComplete="off"
        aria-describedby="chat-form-problem"
        data-testid="chat-input"
        ref={field}
      />
      <button className="button button-primary" type="submit" data-testid="chat-send" aria-busy={busy} aria-disabled={busy}>
        Send
      </button>
    </form>
  );
}

const ChatMessage = ({ message: { from, text, at }, locale }) => (
  <div className="chat-message" data-testid="chat-message" data-from={from}>
    <p>
      <span className="visually-hidden">{from === 'me' ? 'You: ' : 'The shop: '}</span>
      <span>{text}</span>
    </p>
    <time>{dateTime(at, locale)}</time>
  </div>
);
