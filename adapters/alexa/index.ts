export type { CertificateOptions, Fetch } from "./certificate.ts";
export { alexa, type AlexaOptions } from "./channel.ts";
export { alexaDevice, type AlexaDeviceOptions } from "./device.ts";
export type { DialogOptions } from "./directive.ts";
export { accessOf, accountOf, deviceOf, linkOf, permissionsOf, personOf, skillOf } from "./envelope.ts";
export { asRequestHandler, type HandlerOptions } from "./handler.ts";
export { services, type ServiceOptions } from "./services.ts";
