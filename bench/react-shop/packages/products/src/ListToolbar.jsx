import { memo } from 'react';
import { useListNavigation } from './useListNavigation.js';

/** Search, category and order of the list. The address is their only state. */
export const ListToolbar = memo(function ListToolbar({ present, categories, navigation }) {
  const { field, beginSearch, goAfterPause, submit, choose } = useListNavigation(present, navigation);
  return (
    <form className="products-toolbar" role="search" aria-label="Products" method="get" action="/products" onSubmit={submit}>
      <div className="field">
        <label htmlFor="product-search">Search</label>
        <input
          id="product-search"
          name="query"
          type="search"
          autoComplete="off"
          enterKeyHint="search"
          placeholder="Kettle, lamp, wool …"
          maxLength={100}
          data-testid="product-search"
          defaultValue={present.query}
          ref={field}
          onFocus={beginSearch}
          onChange={goAfterPause}
        />
      </div>
      <div className="field">
        <label htmlFor="product-category">Category</label>
        <select
          id="product-category"
          name="category"
          data-testid="product-category"
          value={present.category}
          onChange={(event) => choose({ category: event.target.value })}
        >
          <option value="">All categories</option>
          {categories.map(({ slug, name, count }) => (
            <option key={slug} value={slug}>{`${name} (${count})`}</option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="product-sort">Sort by</label>
        <select
          id="product-sort"
          name="sort"
          data-testid="product-sort"
          value={present.sort}
          onChange={(event) => choose({ sort: event.target.value })}
        >
          <option value="featured">Featured</option>
          <option value="price-asc">Price, low to high</option>
          <option value="price-desc">Price, high to low</option>
          <option value="name">Name, A to Z</option>
        </select>
      </div>
      <button className="button only-without-scripts" type="submit">
        Show
      </button>
    </form>
  );
});
