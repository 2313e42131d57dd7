/** What is known of the management groups above one another. Names are compared without case and kept as first written. */
export class Groups {
  /** Of a group or subscription its parent; null of the root. */
  private readonly parents = new Map<string, string | null>();

  /**
   * @param parent a name, or null for the root of the tenant
   * @returns false where something else was said before
   */
  isBelow(child: string, parent: string | null): boolean {
    const key = child.toLowerCase();
    const before = this.parents.get(key);
    if (before !== undefined) return before?.toLowerCase() === parent?.toLowerCase();
    this.parents.set(key, parent);
    return true;
  }

  /**
   * The groups above, nearest first.
   * @returns `open`: the first of which it is not known what is above it; undefined where all are known up to the root
   */
  above(child: string): { groups: string[]; open?: string } {
    const groups: string[] = [];
    let at = child;
    for (;;) {
      const parent = this.parents.get(at.toLowerCase());
      if (parent === null) return { groups };
      if (parent === undefined || groups.some((each) => each.toLowerCase() === parent.toLowerCase()))
        return { groups, open: at };
      groups.push(parent);
      at = parent;
    }
  }
}
