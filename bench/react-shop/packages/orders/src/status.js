/** The steps of an order, in their order. */
export const STEPS = ['paid', 'packed', 'shipped'];

const NAMES = { paid: 'Paid', packed: 'Packed', shipped: 'Shipped' };
export const statusName = (status) => NAMES[status];
