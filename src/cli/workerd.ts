/** Runs the Worker as it is deployed, in workerd on this machine, with real connection strings behind its Hyperdrive bindings. */
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { unstable_startWorker as startWorker } from 'wrangler';

export interface RunningWorker {
  readonly url: string;
  /** What Cloudflare's cron would do each minute. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

export interface WorkerChoice {
  readonly databaseUrl: string;
  readonly port: number;
  /** Plain bindings: the service's environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly hostname?: string;
  /** Gets each line that the Worker logs; wrangler's own chatter stays away. */
  readonly onLog?: (line: string) => void;
}

export async function runWorker({
  databaseUrl,
  port,
  environment,
  hostname = '127.0.0.1',
  onLog = () => {},
}: WorkerChoice): Promise<RunningWorker> {
  // wrangler reads local connection strings from its own environment only.
  const connection = withPassword(databaseUrl);
  process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB = connection;
  process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB_CACHED = connection;
  // Nothing of ours reads Request.cf; without this miniflare asks Cloudflare for a sample at every start.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
  const worker = await startWorker({
    config: fileURLToPath(new URL('../../wrangler.toml', import.meta.url)),
    bindings: Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, { type: 'plain_text' as const, value }]),
    ),
    dev: {
      server: { hostname, port },
      inspector: false,
      watch: false,
      logLevel: 'error',
      persist: false,
      structuredLogsHandler: ({ message }: { message: string }) => onLog(message),
    },
  });
  const url = await begun(worker);
  // The first request builds the house; nobody should have to wait for that.
  await (await fetch(`${url.origin}/healthz`)).body?.cancel();
  return {
    url: url.origin,
    async tick() {
      // Miniflare's own door for cron triggers.
      const response = await fetch(`${url.origin}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*`);
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the scheduled handler answered ${response.status}`);
    },
    stop: () => worker.dispose(),
  };
}

/** A server that trusts who calls takes any password; Hyperdrive's stand-in wants one all the same. */
function withPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  if (url.password === '') url.password = 'none';
  return url.href;
}

const LONGEST_START_MS = 60_000;

/** What keeps workerd from starting is neither thrown nor told here: `ready` is then never settled. */
async function begun(worker: Awaited<ReturnType<typeof startWorker>>): Promise<URL> {
  const late = new AbortController();
  const never = setTimeout(LONGEST_START_MS, null, { signal: late.signal, ref: false }).catch(() => null);
  const url = await Promise.race([worker.ready.then(() => worker.url), never]);
  late.abort();
  if (url !== null) return url;
  await worker.dispose();
  throw new Error(
    `workerd did not start within ${LONGEST_START_MS / 1_000} s: look at DATABASE_URL and PORT, or try npm run start:node`,
  );
}
