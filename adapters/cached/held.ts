import type { AudioStore, Recording } from "./store.ts";

/** Audio held in this process: up to so many bytes, of which what was not heard for longest goes first. */
export function held({ bytes = 32 * 1024 * 1024 }: { readonly bytes?: number } = {}): AudioStore {
  const recordings = new Map<string, Recording>();
  let size = 0;

  function drop(key: string): void {
    size -= recordings.get(key)?.bytes.byteLength ?? 0;
    recordings.delete(key);
  }

  return {
    async get(key) {
      const found = recordings.get(key);
      if (!found) return undefined;
      // Taken out and put in again, it is the youngest of the map.
      recordings.delete(key);
      recordings.set(key, found);
      return found;
    },
    async put(key, recording) {
      drop(key);
      if (recording.bytes.byteLength > bytes) return;
      recordings.set(key, recording);
      size += recording.bytes.byteLength;
      for (const oldest of recordings.keys()) {
        if (size <= bytes) break;
        drop(oldest);
      }
    },
  };
}
