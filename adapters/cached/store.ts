/** Audio as it is kept: whole, with its media type. */
export interface Recording {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * Where audio is kept, under keys of 64 hexadecimal digits. What is gone, broken or cannot be reached is simply not
 * there: `get` may give nothing at any time, and what `put` did not keep is made again.
 */
export interface AudioStore {
  get(key: string): Promise<Recording | undefined>;
  put(key: string, recording: Recording): Promise<void>;
}
