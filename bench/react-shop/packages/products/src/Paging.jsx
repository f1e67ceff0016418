import { memo } from 'react';
import { addressOf } from '@myapp/api';

/** Links to the previous and the next page. */
export const Paging = memo(function Paging({ shown, onTurn }) {
  const { pages = 1, asked } = shown ?? {};
  const to = (page) => addressOf({ ...asked, page });
  return (
    <nav className="products-paging" aria-label="Pages" hidden={pages === 1}>
      {pages !== 1 && (
        <>
          {asked.page > 1 && (
            <a className="button" rel="prev" data-testid="prev-page" href={to(asked.page - 1)} onClick={onTurn}>
              Previous
            </a>
          )}
          <span>
            Page {asked.page} of {pages}
          </span>
          {asked.page < pages && (
            <a className="button" rel="next" data-testid="next-page" href={to(asked.page + 1)} onClick={onTurn}>
              Next
            </a>
          )}
        </>
      )}
    </nav>
  );
});
