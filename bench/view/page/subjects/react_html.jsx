// The HTML that `hydrateRoot` takes over.
import { renderToString } from 'react-dom/server';
import { Lines } from './lines.jsx';

export const html = () => renderToString(<Lines />);
