/** The staff desk in the browser: READ THIS FIRST. Signs in, opens the room that the address names, and keeps its title true. */
import { el, part } from '../../browser/dom.ts';
import { setNow } from '../../browser/page-clock.ts';
import { tab } from '../../browser/storage.ts';
import { type Answer, createApi } from './api.ts';
import { createCasesRoom } from './cases-room.ts';
import type { Desk, RoomView } from './desk.ts';
import { createDrafts } from './drafts.ts';
import { createGapsRoom } from './gaps-room.ts';
import { createHandoffsRoom } from './handoffs-room.ts';
import { createHeader } from './header.ts';
import { createOutagesRoom } from './outages-room.ts';
import { failedBlock } from './refusal.ts';
import { hashOf, readRoute } from './route.ts';
import type { Colleague, Me, Room } from './shapes.ts';
import { createSignIn } from './sign-in.ts';
import { createStatisticsRoom } from './statistics-room.ts';
import { tickClocks } from './time.ts';
import { createWaiting } from './waiting.ts';
import { say, type Word } from './words.ts';

const TICK_MS = 30_000;
const MAKE: Readonly<Record<Room, (desk: Desk) => RoomView>> = {
  handoffs: createHandoffsRoom,
  cases: createCasesRoom,
  outages: createOutagesRoom,
  gaps: createGapsRoom,
  statistics: createStatisticsRoom,
};

interface Session {
  readonly token: string;
  readonly desk: Desk;
  open: { readonly room: Room; readonly view: RoomView } | null;
}

const main = part('main', HTMLElement);
const live = part('announce', HTMLElement);
let session: Session | null = null;
let where = '';

const header = createHeader(() => {
  header.relabel();
  const token = session?.token;
  leave();
  if (token === undefined) showDoor(null);
  else void enter(token);
});

function drawTitle(): void {
  const waiting = session?.desk.waiting?.count() ?? 0;
  document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${where} – Wattline`;
  header.waiting(waiting);
}

function title(words: string): void {
  where = words;
  drawTitle();
}

/** Stops everything of the one who was here. */
function leave(): void {
  session?.open?.view.close();
  session?.desk.waiting?.stop();
  session = null;
  header.who(null, () => {});
}

function showDoor(why: Word | null): void {
  leave();
  title(say('signIn'));
  const door = createSignIn({ why, onKey: enter });
  main.replaceChildren(door);
  if (why !== null) door.querySelector('h2')?.focus();
}

function signOut(): void {
  session?.desk.drafts.clear();
  tab.write('desk.token', null);
  showDoor('signedOut');
}

/** Opens the desk with a key; what it gives says why not. */
async function enter(token: string): Promise<Answer<Me>> {
  let refused = false;
  const api = createApi(token, () => {
    refused = true;
    if (session?.token !== token) return;
    tab.write('desk.token', null);
    showDoor('signedOutByService');
  });
  const answer = await api.get<Me>('/v1/desk/me');
  if (!answer.ok || refused) return answer;
  leave();
  tab.write('desk.token', token);
  // A room of tomorrow has no door here yet.
  const me = { ...answer.value, rooms: answer.value.rooms.filter((room) => room in MAKE) };
  const announce = (words: string): void => {
    live.textContent = '';
    // The same words again are heard again only when they were away in between.
    window.setTimeout(() => {
      live.textContent = words;
    }, 50);
  };
  let staff: Promise<readonly Colleague[]> | null = null;
  const waiting = me.rooms.includes('handoffs') ? createWaiting(api, () => announce(say('newWaiting'))) : null;
  const desk: Desk = {
    api,
    me,
    drafts: createDrafts(me.staffId),
    waiting,
    staff() {
      staff ??= api.get<{ staff: readonly Colleague[] }>('/v1/desk/staff').then((found) => {
        if (!found.ok) staff = null;
        return found.ok ? found.value.staff : [];
      });
      return staff;
    },
    announce,
    title,
  };
  session = { token, desk, open: null };
  header.who(me, signOut);
  waiting?.onChange(drawTitle);
  void waiting?.again();
  goThere();
  return answer;
}

/** Shows what the address says, in the room that is open already where it is the same one. */
function goThere(): void {
  if (session === null) return;
  const { desk } = session;
  const route = readRoute(window.location.hash);
  if (route === null) {
    if (window.location.hash === '#main') return;
    const [first] = desk.me.rooms;
    if (first !== undefined) window.location.replace(hashOf(first));
    return;
  }
  if (!desk.me.rooms.includes(route.room)) {
    session.open?.view.close();
    session.open = null;
    header.at(null);
    title(say('desk'));
    main.replaceChildren(el('p', { class: 'hint' }, say('noRoom')));
    return;
  }
  if (session.open?.room !== route.room) {
    session.open?.view.close();
    session.open = { room: route.room, view: MAKE[route.room](desk) };
    main.replaceChildren(session.open.view.node);
    header.at(route.room);
  }
  session.open.view.open(route);
}

/** The key of before, when this tab was only loaded again. */
async function begin(): Promise<void> {
  const token = tab.read('desk.token');
  if (token === null) {
    showDoor(null);
    return;
  }
  title(say('desk'));
  main.replaceChildren(el('p', { class: 'hint' }, say('loading')));
  const answer = await enter(token);
  if (answer.ok) return;
  if (answer.refusal.code === 'unauthenticated') {
    tab.write('desk.token', null);
    showDoor('signedOutByService');
  } else main.replaceChildren(failedBlock(answer.refusal, () => void begin()));
}

// A demo's clock is another than the machine's.
setNow(new Date(document.querySelector('meta[name="now"]')?.getAttribute('content') ?? ''));
part('skip', HTMLElement).addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
window.addEventListener('hashchange', goThere);
window.setInterval(tickClocks, TICK_MS);
void begin();
