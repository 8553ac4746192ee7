import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";

/** What stands in a certificate, as far as a test cares. */
export interface Stated {
  readonly subject: string;
  readonly from?: number;
  readonly to?: number;
  /** Names it is good for. */
  readonly hosts?: readonly string[];
  /** Whether it may issue others. */
  readonly ca?: boolean;
}

/** A certificate with the key it is for. */
export interface Holder {
  readonly pem: string;
  readonly key: KeyObject;
  readonly subject: string;
}

const dawn = Date.UTC(2000, 0);
const dusk = Date.UTC(2100, 0);
let serial = 1;

/** A certificate signed by its issuer, or by itself where there is none. */
export function issue(stated: Stated, issuer?: Holder, keys = rsa()): Holder {
  const { subject, from = dawn, to = dusk, hosts = [], ca = false } = stated;
  const signer = issuer?.key ?? keys.privateKey;
  const algorithm = signatureAlgorithm(signer);
  const body = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.from([1, ++serial >> 8, serial & 255])),
    algorithm,
    name(issuer?.subject ?? subject),
    sequence(time(from), time(to)),
    name(subject),
    keys.publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(...extensions(hosts, ca))),
  );
  const signature = tagged(0x03, Buffer.from([0]), sign("sha256", body, signer));
  const der = sequence(body, algorithm, signature).toString("base64").replace(/.{64}/g, "$&\n");
  const pem = `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`;
  return { pem, key: keys.privateKey, subject };
}

export const rsa = (modulusLength = 2048) => generateKeyPairSync("rsa", { modulusLength });
export const elliptic = () => generateKeyPairSync("ec", { namedCurve: "P-256" });

/** DER, as much of it as a certificate needs (https://www.rfc-editor.org/rfc/rfc5280). */
function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...content: readonly Uint8Array[]) => tagged(0x30, ...content);
const oid = (...bytes: readonly number[]) => tagged(0x06, Buffer.from(bytes));
const yes = tagged(0x01, Buffer.from([0xff]));

const name = (commonName: string) =>
  sequence(tagged(0x31, sequence(oid(0x55, 4, 3), tagged(0x0c, Buffer.from(commonName)))));

const time = (at: number) =>
  tagged(0x18, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, "").slice(0, 14)}Z`));

const signatureAlgorithm = ({ asymmetricKeyType }: KeyObject) =>
  asymmetricKeyType === "rsa"
    ? sequence(oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 0x0b), Buffer.from([5, 0]))
    : sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));

function extensions(hosts: readonly string[], ca: boolean): readonly Buffer[] {
  const names = hosts.map((host) => tagged(0x82, Buffer.from(host)));
  return [
    sequence(oid(0x55, 0x1d, 0x13), yes, tagged(0x04, sequence(...(ca ? [yes] : [])))),
    ...(names.length > 0 ? [sequence(oid(0x55, 0x1d, 0x11), tagged(0x04, sequence(...names)))] : []),
  ];
}
