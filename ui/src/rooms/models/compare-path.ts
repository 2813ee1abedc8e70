/** The address of a comparison; versions that are not chosen yet are chosen there. */
export const comparePath = (a?: string, b?: string): string => {
  const query = new URLSearchParams();
  if (a !== undefined) query.set("a", a);
  if (b !== undefined) query.set("b", b);
  return query.size === 0 ? "/models/compare" : `/models/compare?${query}`;
};
