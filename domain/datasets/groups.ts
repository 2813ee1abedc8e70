/** Members that belong together, directly or through others (disjoint sets). */
export interface Groups {
  /** Puts the groups of two members together. */
  join(a: string, b: string): void;
  /** The name of a member's group: its smallest member, whatever the order in which they were joined. */
  of(member: string): string;
}

export const createGroups = (): Groups => {
  const parents = new Map<string, string>();
  const root = (member: string): string => {
    let top = member;
    for (let parent = parents.get(top); parent !== undefined; parent = parents.get(top)) top = parent;
    // Everything on the way points at the top from now on.
    for (let at = member; at !== top; ) {
      const next = parents.get(at) ?? top;
      parents.set(at, top);
      at = next;
    }
    return top;
  };
  return {
    join: (a, b) => {
      const [first, second] = [root(a), root(b)];
      if (first < second) parents.set(second, first);
      else if (second < first) parents.set(first, second);
    },
    of: root,
  };
};
