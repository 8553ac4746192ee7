import type { services as Services } from "ask-sdk-model";
import { accessOf } from "./envelope.ts";
import { hosts, regionAt } from "./region.ts";

/** How the Alexa APIs are reached. */
export interface ServiceOptions {
  /** An endpoint to use in place of the one that the request names, such as a stand-in for a test. */
  readonly endpoint?: string;
}

/**
 * The Alexa APIs of the user whose request this is, such as their address, name or reminders: ASK's own
 * `ServiceClientFactory`. It opens what the user has permitted, for as long as the request lasts. Nothing where the
 * request gives no access to any. Needs `ask-sdk-core` and `ask-sdk-model`.
 */
export async function services(
  event: unknown,
  options: ServiceOptions = {},
): Promise<Services.ServiceClientFactory | undefined> {
  const access = accessOf(event);
  if (!access) return undefined;
  // The user's token goes nowhere but to one of Amazon's own regions.
  const region = regionAt(access.endpoint);
  const apiEndpoint = options.endpoint ?? (region && hosts[region]);
  if (apiEndpoint === undefined) return undefined;
  const [{ DefaultApiClient }, { services: model }] = await Promise.all([
    import("ask-sdk-core"),
    import("ask-sdk-model"),
  ]);
  return new model.ServiceClientFactory({
    apiClient: new DefaultApiClient(),
    apiEndpoint,
    authorizationValue: access.token,
  });
}
