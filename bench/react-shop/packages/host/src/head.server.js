// The part of the document's head that depends on the page.
import { addressOf } from '@myapp/api';

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text) => text.replace(/[&<>"]/g, (character) => ESCAPES[character]);

/** Title, description, canonical address, Open Graph and structured data. */
export function headOf(route, answer, site) {
  const { title, description, canonical, image, jsonLd } = { ...route, ...subjectOf(route, answer, site) };
  const property = (name, content) => content && `<meta property="og:${name}" content="${escaped(content)}">`;
  return [
    `<title>${escaped(title)}</title>`,
    `<meta name="description" content="${escaped(description)}">`,
    canonical && `<link rel="canonical" href="${escaped(site + canonical)}">`,
    property('title', title),
    property('description', description),
    property('url', canonical && site + canonical),
    property('image', image && site + image),
    jsonLd && `<script type="application/ld+json">${JSON.stringify(jsonLd).replace(/</g, '\\u003c')}</script>`,
  ]
    .filter(Boolean)
    .join('');
}

function subjectOf({ pattern }, answer, site) {
  if (pattern === '/product/:id') return answer.data ? subjectOfProduct(answer.data, site) : { title: 'There is no such product · Tarn' };
  // The order of the products makes no other page.
  if (pattern === '/products' && answer.data) return { canonical: addressOf({ ...answer.data.asked, sort: 'featured' }) };
  return {};
}

function subjectOfProduct(product, site) {
  const { id, name, summary, description, image, categoryName, priceCents, stock } = product;
  const canonical = `/product/${id}`;
  return {
    title: `${name} · Tarn`,
    description: summary,
    canonical,
    image,
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name,
      description,
      image: site + image,
      url: site + canonical,
      sku: id,
      category: categoryName,
      offers: {
        '@type': 'Offer',
        price: (priceCents / 100).toFixed(2),
        priceCurrency: 'USD',
        availability: `https://schema.org/${stock === 0 ? 'OutOfStock' : 'InStock'}`,
      },
    },
  };
}
