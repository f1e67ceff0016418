import 'tarn/remotes/orders/orders.css';
import { orderQuery, useQuery } from '@myapp/api';
import { selectLocale, useSelector } from '@myapp/store';
import { dateTime } from '@myapp/ui';
import { Loaded } from './Loaded.jsx';
import { NeedsLogin } from './NeedsLogin.jsx';
import { Purchase } from './Purchase.jsx';
import { STEPS, statusName } from './status.js';

const WAITING = 'Loading the order';

/** One order of the shopper. */
export default function OrderDetail({ orderId, handleNavigate }) {
  return (
    <div className="page">
      <a className="back-link" href="/orders">
        All orders
      </a>
      <NeedsLogin waiting={WAITING} handleNavigate={handleNavigate}>
        <OneOrder key={orderId} orderId={orderId} />
      </NeedsLogin>
    </div>
  );
}

function OneOrder({ orderId }) {
  const query = useQuery(orderQuery(orderId));
  return (
    <Loaded query={query} waiting={WAITING} unknown={<NoSuchOrder />}>
      {(order) => <Facts order={order} />}
    </Loaded>
  );
}

const NoSuchOrder = () => (
  <div className="empty-state" data-testid="order-unknown" role="status">
    <h1 className="page-title">There is no such order</h1>
    <p>The address may be mistyped, or the order belongs to another account.</p>
    <a className="button button-primary" href="/orders">
      See your orders
    </a>
  </div>
);

function Facts({ order: { id, placedAt, status, totalCents, lines } }) {
  const locale = useSelector(selectLocale);
  return (
    <article data-testid="order-detail" data-order={id}>
      <div className="page-head">
        <div>
          <h1 className="page-title">Order {id}</h1>
          <p className="page-lead">Placed on {dateTime(placedAt, locale)}</p>
        </div>
        <span className="badge badge-good" data-testid="order-status">
          {statusName(status)}
        </span>
      </div>
      <Steps status={status} />
      <Purchase name="order" label="What was ordered" lines={lines} totalCents={totalCents}>
        <p className="small muted demo-note">Demo shop: no payment was taken and nothing is sent.</p>
      </Purchase>
    </article>
  );
}

const Steps = ({ status }) => (
  <ol className="orders-steps" aria-label="How far the order has come">
    {STEPS.map((step, index) => {
      const isDone = index <= STEPS.indexOf(status);
      return (
        <li key={step} data-done={isDone} aria-current={step === status ? 'step' : undefined}>
          {statusName(step)}
          <span className="visually-hidden">{isDone ? ', done' : ', not yet'}</span>
        </li>
      );
    })}
  </ol>
);
