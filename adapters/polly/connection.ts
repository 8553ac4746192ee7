import type { PollyClient } from "@aws-sdk/client-polly";

/** How Polly is reached. */
export interface ConnectionOptions {
  /** A client of the AWS SDK; one with `maxAttempts: 1`, as what fails is tried again here. */
  readonly client?: PollyClient;
  /** Where there is no client one is made at the first request; without these it finds them out as the SDK does. */
  readonly region?: string;
  readonly endpoint?: string;
}

/** The SDK, loaded when somebody first speaks. */
type Sdk = typeof import("@aws-sdk/client-polly");

/** The SDK and a client of it, the same each time; anew where that could not be had. */
export function connection({ client, region, endpoint }: ConnectionOptions): () => Promise<Connected> {
  let connected: Promise<Connected> | undefined;

  async function connect(): Promise<Connected> {
    const sdk = await import("@aws-sdk/client-polly");
    const made =
      client ??
      new sdk.PollyClient({
        maxAttempts: 1,
        ...(region !== undefined && { region }),
        ...(endpoint !== undefined && { endpoint }),
      });
    return { sdk, client: made };
  }

  return () => {
    connected ??= connect().catch((error: unknown) => {
      connected = undefined;
      throw error;
    });
    return connected;
  };
}

export interface Connected {
  readonly sdk: Sdk;
  readonly client: PollyClient;
}
