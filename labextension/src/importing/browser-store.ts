import type { JSONStore } from './memory';

/** The browser's own storage, for an application that forgets its state with the page. */
export function browserStore(baseUrl: string): JSONStore {
  const nameOf = (id: string): string => `${baseUrl}:${id}`;
  return {
    // Storage that is switched off throws, which becomes a rejection.
    fetch: async id => {
      await Promise.resolve();
      const kept = localStorage.getItem(nameOf(id));
      return kept === null
        ? undefined
        : (JSON.parse(kept) as Awaited<ReturnType<JSONStore['fetch']>>);
    },
    save: async (id, value) => {
      await Promise.resolve();
      localStorage.setItem(nameOf(id), JSON.stringify(value));
    }
  };
}
