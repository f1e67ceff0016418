// A product of the shop's API, fetched once per page.
import { useEffect, useState } from 'react';

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly priceCents: number;
  readonly image: string;
  readonly stock: number;
}

const known = new Map<string, Promise<Product | null>>();

async function fetchProduct(id: string): Promise<Product | null> {
  try {
    return (await window.__TARN__.request('GET', `/api/products/${encodeURIComponent(id)}`)) as Product;
  } catch (error) {
    // A missing product is not fetched again; any other failure is retried.
    if ((error as { status?: number }).status !== 404) known.delete(id);
    return null;
  }
}

function product(id: string): Promise<Product | null> {
  const asked = known.get(id) ?? fetchProduct(id);
  known.set(id, asked);
  return asked;
}

/** The existing products of these ids; `undefined` until all answers have arrived. */
export function useProducts(ids: readonly string[]): readonly Product[] | undefined {
  const [products, setProducts] = useState<readonly Product[]>();
  useEffect(() => {
    let isCurrent = true;
    void Promise.all(ids.map(product)).then((all) => {
      if (isCurrent) setProducts(all.filter((one) => one !== null));
    });
    return () => {
      isCurrent = false;
    };
  }, [ids]);
  return products;
}
