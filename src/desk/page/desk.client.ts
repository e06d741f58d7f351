/** The staff desk in the browser: READ THIS FIRST. Signs in, opens the room that the address names, and keeps its title true. */
import { el, part } from '../../browser/dom.ts';
import { setNow } from '../../browser/page-clock.ts';
import { tab } from '../../browser/storage.ts';
import type { Room } from '../rooms.ts';
import { createAnnouncer } from './announcer.ts';
import { type Answer, createApi } from './api.ts';
import { createColleagues } from './colleagues.ts';
import { createConnection } from './connection.ts';
import type { Desk, RoomView } from './desk.ts';
import { createDrafts, type Drafts, takeOver } from './drafts.ts';
import { createHeader } from './header.ts';
import { askBeforeLeaving } from './leaving.ts';
import { createOpenCases } from './open-cases.ts';
import type { Poll } from './poll.ts';
import { failedBlock } from './refusal.ts';
import { ROOM_VIEWS } from './room-views.ts';
import { forgetPlace, hashOf, readRoute } from './route.ts';
import type { Me } from './shapes.ts';
import { createSignIn } from './sign-in.ts';
import { tickClocks } from './time.ts';
import { createWaiting } from './waiting.ts';
import { say, type Word } from './words.ts';

const TICK_MS = 30_000;

interface Session {
  readonly desk: Desk;
  readonly openCases: Poll | null;
  open: { readonly room: Room; readonly view: RoomView } | null;
}

const main = part('main', HTMLElement);
const leaving = part('leaving', HTMLElement);
const live = createAnnouncer(part('announce', HTMLElement));
const connection = createConnection(part('connection', HTMLElement));
let session: Session | null = null;
let where = '';
/** Every entering and leaving: an answer to an older one opens nothing any more. */
let turn = 0;
/** Of who is here; another language does not end them. */
let drafts: Drafts | null = null;
let doorSays: Word | null = null;

const header = createHeader(() => {
  header.relabel();
  connection.relabel();
  if (session === null && tab.read('desk.token') === null) showDoor(doorSays);
  else void begin();
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
  turn += 1;
  session?.open?.view.close();
  session?.desk.waiting?.stop();
  session?.openCases?.stop();
  session = null;
  leaving.hidden = true;
  leaving.replaceChildren();
  live.hush();
  connection.set(true);
  header.who(null, () => {});
}

function showDoor(why: Word | null): void {
  leave();
  doorSays = why;
  title(say('signIn'));
  const door = createSignIn({ why, onKey: enter });
  main.replaceChildren(door);
  if (why !== null) door.querySelector('h2')?.focus();
}

/** Nothing that somebody else had begun stays; tells whether there was somebody. */
function forget(staffId: string | null): boolean {
  const others = takeOver(staffId);
  if (others) {
    drafts?.clear();
    drafts = null;
  }
  return others;
}

function signOut(): void {
  tab.write('desk.token', null);
  forget(null);
  forgetPlace();
  showDoor('signedOut');
}

/** Opens the desk with a key; what it gives says why not. */
async function enter(token: string): Promise<Answer<Me>> {
  turn += 1;
  const mine = turn;
  let refused = false;
  const api = createApi(token, {
    // Who is outside has nothing that could be old.
    onReached: (reached) => connection.set(reached || session === null),
    onSignedOut() {
      refused = true;
      if (session?.desk.api !== api) return;
      tab.write('desk.token', null);
      showDoor('signedOutByService');
    },
  });
  const answer = await api.get<Me>('/v1/desk/me');
  if (!answer.ok || refused || turn !== mine) return answer;
  leave();
  tab.write('desk.token', token);
  // A room of tomorrow has no door here yet.
  const me = { ...answer.value, rooms: answer.value.rooms.filter((room) => room in ROOM_VIEWS) };
  if (forget(me.staffId)) forgetPlace();
  drafts ??= createDrafts();
  const isHere = (): boolean => session?.desk === desk;
  const waiting = me.rooms.includes('handoffs') ? createWaiting(api, () => desk.announce(say('newWaiting'))) : null;
  const desk: Desk = {
    api,
    me,
    drafts,
    waiting,
    staff: createColleagues(api),
    announce: (words) => (isHere() ? live.say(words) : undefined),
    title: (words) => (isHere() ? title(words) : undefined),
  };
  header.cases(0);
  const openCases = me.rooms.includes('cases') ? createOpenCases(api, header.cases) : null;
  session = { desk, openCases, open: null };
  header.who(me, () => askBeforeLeaving(leaving, desk, signOut));
  waiting?.onChange(drawTitle);
  void waiting?.again();
  goThere();
  return answer;
}

/** Where one works: clerks of a team have cases, and look after who waits when there is nobody else. */
function firstRoom({ rooms, role, team }: Me): Room | undefined {
  return role === 'clerk' && team !== 'service' && rooms.includes('cases') ? 'cases' : rooms[0];
}

/** Shows what the address says, in the room that is open already where it is the same one. */
function goThere(): void {
  if (session === null) return;
  const { desk } = session;
  const route = readRoute(window.location.hash);
  if (route === null) {
    if (window.location.hash === '#main') return;
    const first = firstRoom(desk.me);
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
    session.open = { room: route.room, view: ROOM_VIEWS[route.room](desk) };
    main.replaceChildren(session.open.view.node);
    header.at(route.room);
  }
  session.open.view.open(route);
}

/** The key of before, when this tab was only loaded again or speaks another language. */
async function begin(): Promise<void> {
  leave();
  const token = tab.read('desk.token');
  if (token === null) {
    showDoor(null);
    return;
  }
  title(say('desk'));
  main.replaceChildren(el('p', { class: 'hint' }, say('loading')));
  const entering = enter(token);
  const mine = turn;
  const answer = await entering;
  if (answer.ok || turn !== mine) return;
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
window.addEventListener('offline', () => connection.set(session === null));
window.addEventListener('online', () => connection.set(true));
window.setInterval(tickClocks, TICK_MS);
void begin();
