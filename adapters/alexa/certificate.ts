import { X509Certificate, type KeyObject } from "node:crypto";
import { rootCertificates } from "node:tls";
import { PalaverError, type Clock } from "palaver";
import { bounded } from "./bounded.ts";

/** What fetches a certificate: the global `fetch`, or something that can stand in for it. */
export type Fetch = (
  url: string,
  init: { readonly redirect: "manual"; readonly signal: AbortSignal },
) => Promise<Response>;

/** Where certificates come from, and whom to trust about them. */
export interface CertificateOptions {
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch;
  /** Trusted root certificates, as PEM. Default: those that Node itself trusts (`tls.rootCertificates`). */
  readonly roots?: readonly string[];
}

/** Finds the keys that Alexa signs its requests with. */
export interface Certificates {
  /** The key behind the address of a certificate; nothing where the address or the certificate is not Alexa's. */
  keyAt(address: string): Promise<KeyObject | undefined>;
}

/** A certificate and those above it, the leaf first. */
type Chain = readonly X509Certificate[];

/** Milliseconds that fetching a chain may take, and the bytes it may have. */
const patience = 2_000;
const sizeLimit = 65_536;

/** Chains that are kept, and the fetches that may be under way at once. */
const room = 16;

/** A chain longer than this is not followed. */
const longest = 10;

/** Keeps the certificates it has fetched, one fetch at a time for each address, and judges each anew at every use. */
export function certificates(options: CertificateOptions & { readonly clock: Clock }): Certificates {
  const { fetch: get = fetch, clock } = options;
  const kept = new Map<string, Chain>();
  const coming = new Map<string, Promise<Chain | undefined>>();
  let anchors = options.roots && bySubject(options.roots);

  async function keyAt(address: string) {
    const url = certificateUrl(address);
    if (url === undefined) return undefined;
    const chain = trusted(kept.get(url)) ?? trusted(await comingFrom(url));
    if (!chain) return undefined;
    keep(url, chain);
    return chain[0]?.publicKey;
  }

  function trusted(chain: Chain | undefined): Chain | undefined {
    anchors ??= bySubject(rootCertificates);
    return chain && isTrusted(chain, anchors, clock.now()) ? chain : undefined;
  }

  function comingFrom(url: string): Promise<Chain | undefined> {
    const under = coming.get(url);
    if (under) return under;
    if (coming.size >= room) return Promise.resolve(undefined);
    const fetched = download(url).finally(() => coming.delete(url));
    coming.set(url, fetched);
    return fetched;
  }

  /** The one used longest ago makes room. */
  function keep(url: string, chain: Chain) {
    kept.delete(url);
    kept.set(url, chain);
    for (const oldest of kept.keys()) {
      if (kept.size <= room) break;
      kept.delete(oldest);
    }
  }

  async function download(url: string): Promise<Chain | undefined> {
    const over = new AbortController();
    const tooLate = new AbortController();
    const late = clock.sleep(patience, over.signal).then(() => tooLate.abort());
    try {
      return await Promise.race([fetched(url, tooLate.signal), late.then(() => undefined)]);
    } catch {
      return undefined;
    } finally {
      over.abort();
    }
  }

  async function fetched(url: string, signal: AbortSignal): Promise<Chain | undefined> {
    const response = await get(url, { redirect: "manual", signal });
    if (response.status !== 200) {
      await response.body?.cancel();
      return undefined;
    }
    const bytes = await bounded(response, sizeLimit);
    return bytes && chainIn(bytes.toString("latin1"));
  }

  return { keyAt };
}

/**
 * The address of a certificate in the one form in which it is judged and fetched; nothing where Alexa would keep none
 * there. Dot segments are gone from that form, and one with an escape in its path could still hide some.
 */
function certificateUrl(address: string): string | undefined {
  if (!/^[\x21-\x7e]{1,2000}$/.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  url.hash = "";
  const isOurs =
    url.protocol === "https:" &&
    url.hostname === "s3.amazonaws.com" &&
    url.port === "" && // which is how the form writes 443
    url.username === "" &&
    url.password === "" &&
    url.pathname.startsWith("/echo.api/") &&
    !url.pathname.includes("%");
  return isOurs ? url.href : undefined;
}

/** The certificates in a PEM text. Throws where one cannot be read. */
const chainIn = (pem: string): Chain =>
  [...pem.matchAll(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g)].map(
    ([block]) => new X509Certificate(block),
  );

/** The trusted roots by their subject. */
type Anchors = ReadonlyMap<string, readonly X509Certificate[]>;

function bySubject(roots: readonly string[]): Anchors {
  const anchors = new Map<string, X509Certificate[]>();
  for (const root of roots.map(parseRoot)) {
    anchors.set(root.subject, [...(anchors.get(root.subject) ?? []), root]);
  }
  return anchors;
}

function parseRoot(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new PalaverError(
      "invalid-option",
      "One of the Alexa channel's trusted roots cannot be read; give each as one certificate in PEM.",
      { cause },
    );
  }
}

/** Whether a chain is Alexa's own and leads to a root we trust, every link of it signed, entitled and in date. */
function isTrusted(chain: Chain, anchors: Anchors, now: number): boolean {
  const [leaf] = chain;
  if (!leaf || chain.length > longest || !isAlexas(leaf) || !isRsa(leaf)) return false;
  for (const [i, certificate] of chain.entries()) {
    if (!isInDate(certificate, now)) return false;
    const candidates = anchors.get(certificate.issuer) ?? [];
    if (candidates.some((root) => isInDate(root, now) && hasIssued(root, certificate))) return true;
    const issuer = chain[i + 1];
    if (!issuer || !hasIssued(issuer, certificate)) return false;
  }
  return false;
}

/** The name that Alexa's certificates are issued for, and that name alone: no wildcard, and never the subject's. */
const isAlexas = (leaf: X509Certificate) =>
  leaf.checkHost("echo-api.amazon.com", { subject: "never", wildcards: false }) !== undefined;

const isRsa = ({ publicKey }: X509Certificate) =>
  publicKey.asymmetricKeyType === "rsa" && (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;

/** False as well where a date cannot be read. */
const isInDate = ({ validFrom, validTo }: X509Certificate, now: number) =>
  Date.parse(validFrom) <= now && now <= Date.parse(validTo);

const hasIssued = (issuer: X509Certificate, certificate: X509Certificate) =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
