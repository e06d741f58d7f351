/** The room of cases: the list, and beside it the one that is open. */
import { createCaseList } from './case-list.ts';
import { type CaseView, createCaseView } from './case-view.ts';
import type { Desk, RoomView } from './desk.ts';
import { createPanes, focusLine } from './panes.ts';
import { hashOf } from './route.ts';
import { say } from './words.ts';

export function createCasesRoom(desk: Desk): RoomView {
  const list = createCaseList(desk);
  const panes = createPanes(say('caseList'), list.node);
  let shown: { readonly id: string; readonly view: CaseView } | null = null;

  return {
    node: panes.node,
    open({ id, query }) {
      list.show(query, id);
      if (id === null) desk.title(say('cases'));
      const left = id === null ? shown?.id : undefined;
      if (shown?.id !== id) {
        shown?.view.close();
        shown = id === null ? null : { id, view: createCaseView(desk, id, { onMoved: () => void list.refresh() }) };
      }
      panes.show(shown?.view.node ?? null, hashOf('cases', null, query));
      if (left !== undefined) focusLine(list.node, left);
    },
    close() {
      list.stop();
      shown?.view.close();
    },
  };
}
