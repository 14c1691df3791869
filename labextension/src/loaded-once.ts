/** Loads something once, however often it is asked for; what could not be loaded is tried again. */
export function loadedOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    if (!loading) {
      const begun = load();
      loading = begun;
      // Without the server nothing can be loaded, but it comes back.
      begun.catch(() => {
        loading = null;
      });
    }
    return loading;
  };
}
