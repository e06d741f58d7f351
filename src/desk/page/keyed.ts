/** A list that is filled again and again: what has not changed stays as it is, so that focus and scrolling stay too. */

export interface Keyed {
  readonly key: string;
  /** Two items with the same one look the same. */
  readonly looks: string;
  build(): HTMLElement;
}

export function fill(parent: HTMLElement, items: readonly Keyed[]): void {
  const had = new Map<string, HTMLElement>();
  for (const node of parent.children)
    if (node instanceof HTMLElement && node.dataset.key !== undefined) had.set(node.dataset.key, node);
  const focused = parent.contains(document.activeElement)
    ? document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset.key
    : undefined;
  const nodes = items.map(({ key, looks, build }) => {
    const old = had.get(key);
    if (old?.dataset.looks === looks) return old;
    const fresh = build();
    fresh.dataset.key = key;
    fresh.dataset.looks = looks;
    return fresh;
  });
  const same = nodes.length === parent.children.length && nodes.every((node, at) => parent.children[at] === node);
  if (same) return;
  parent.replaceChildren(...nodes);
  if (focused === undefined) return;
  const again = nodes.find((node) => node.dataset.key === focused);
  again?.querySelector<HTMLElement>('a,button')?.focus({ preventScroll: true });
}
