// On a server the remotes are linked: a build of the whole shop renders it.
import OTPVerify from '../../auth/src/OTPVerify.jsx';
import AccountPage from '../../account/src/AccountPage.jsx';
import CartPage from '../../cart/src/CartPage.jsx';
import OrderDetail from '../../orders/src/OrderDetail.jsx';
import OrderList from '../../orders/src/OrderList.jsx';
import Payment from '../../orders/src/Payment.jsx';
import ProductDetail from '../../products/src/ProductDetail.jsx';
import ProductList from '../../products/src/ProductList.jsx';

const linked = {
  'auth/OTPVerify': OTPVerify,
  'products/ProductList': ProductList,
  'products/ProductDetail': ProductDetail,
  'cart/CartPage': CartPage,
  'orders/Payment': Payment,
  'orders/OrderList': OrderList,
  'orders/OrderDetail': OrderDetail,
  'account/AccountPage': AccountPage,
};

export const loadedRemote = (name) => linked[name];

export const loadRemote = async (name) => linked[name];
