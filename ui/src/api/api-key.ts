const STORAGE_KEY = "llm-twin.api-key";

/** The caller's key, and whether the gateway has asked for one. Both can be subscribed to. */
export interface ApiKey {
  read(): string | null;
  isWanted(): boolean;
  /** The gateway refused the key that was sent, or the lack of one. */
  refuse(): void;
  set(key: string): void;
  subscribe(listener: () => void): () => void;
}

/** Keeps the key for this tab alone: it is gone when the tab is closed. */
export const createApiKey = (storage: Storage): ApiKey => {
  const listeners = new Set<() => void>();
  let wanted = false;
  const change = (next: boolean): void => {
    wanted = next;
    for (const listener of listeners) listener();
  };
  return {
    read: () => storage.getItem(STORAGE_KEY),
    isWanted: () => wanted,
    refuse: () => change(true),
    set: (key) => {
      storage.setItem(STORAGE_KEY, key);
      change(false);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
