import { PollyClient } from "@aws-sdk/client-polly";
import type { LogEntry, Voice } from "palaver";
import {
  polly,
  pollySandbox,
  type PollyOptions,
  type PollySandbox,
  type PollySandboxOptions,
} from "palaver/polly";

/** A sandbox, the SDK's own client for it, and a voice through that. */
export interface Kit {
  readonly sandbox: PollySandbox;
  readonly client: PollyClient;
  readonly log: LogEntry[];
  voice(options?: PollyOptions): Voice;
  close(): Promise<void>;
}

export async function kit(options?: PollySandboxOptions): Promise<Kit> {
  const sandbox = await pollySandbox(options);
  const client = new PollyClient(sandbox.settings);
  const log: LogEntry[] = [];
  return {
    sandbox,
    client,
    log,
    voice: (its = {}) => polly({ client, log: (entry) => log.push(entry), ...its }),
    async close() {
      client.destroy();
      await sandbox.close();
    },
  };
}

export async function bytesOf(audio: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of audio) chunks.push(chunk);
  return Buffer.concat(chunks);
}
