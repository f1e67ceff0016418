/** A product's picture in a list of lines. */
export const Thumb = ({ image }) => <img className="thumb" alt="" width="72" height="72" loading="lazy" src={image} />;
