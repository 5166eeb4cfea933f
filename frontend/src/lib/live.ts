import { type QueryClient } from '@tanstack/react-query';

/** Which reads an event makes old, by the operation's name in the generated client. */
export type Refreshes = Readonly<Record<string, readonly string[]>>;

const GATHER_FOR = 400;
const TRY_AGAIN_AFTER = 5_000;

const idOf = (key: readonly unknown[]): string => {
  const first = key[0];
  return typeof first === 'object' && first !== null && '_id' in first ? String(first._id) : '';
};

function nameOf(event: MessageEvent<string>): string {
  try {
    const told: unknown = JSON.parse(event.data);
    return typeof told === 'object' && told !== null && 'name' in told ? String(told.name) : '';
  } catch {
    return '';
  }
}

/**
 * Follows the workspace's events and marks what they touch as old. A burst of events is one refresh.
 * The browser reconnects by itself and says the last id it saw; when the server refused the line for
 * good (signed out, restarted), a new one is opened and everything on screen is read again.
 */
export function followLive(queryClient: QueryClient, refreshes: Refreshes): () => void {
  const old = new Set<string>();
  let source: EventSource | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const refresh = () => {
    gathering = undefined;
    const names = new Set(old);
    old.clear();
    void queryClient.invalidateQueries({ predicate: (query) => names.has(idOf(query.queryKey)) });
  };

  const listen = () => {
    source = new EventSource('/api/v1/live');
    source.onmessage = (event: MessageEvent<string>) => {
      for (const name of refreshes[nameOf(event)] ?? []) old.add(name);
      if (old.size > 0) gathering ??= setTimeout(refresh, GATHER_FOR);
    };
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      waiting = setTimeout(() => {
        listen();
        void queryClient.invalidateQueries();
      }, TRY_AGAIN_AFTER);
    };
  };

  listen();
  return () => {
    source?.close();
    clearTimeout(gathering);
    clearTimeout(waiting);
  };
}
