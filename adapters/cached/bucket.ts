import { look } from "palaver";
import type { AudioStore } from "./store.ts";

/** As much of S3 as is needed: `new S3({ ... })` of `@aws-sdk/client-s3` is such. */
export interface Objects {
  getObject(input: { readonly Bucket: string; readonly Key: string }): Promise<{
    readonly ContentType?: string | undefined;
    readonly Body?: { transformToByteArray(): Promise<Uint8Array> } | undefined;
  }>;
  putObject(input: {
    readonly Bucket: string;
    readonly Key: string;
    readonly Body: Uint8Array;
    readonly ContentType: string;
  }): Promise<unknown>;
}

/**
 * Audio kept in an S3 bucket, for processes that come and go. A rule of the bucket's lifecycle is what bounds it. Needs
 * `s3:GetObject`, `s3:PutObject`, and `s3:ListBucket`, without which S3 says that what is not there is forbidden.
 */
export function bucket(objects: Objects, name: string, prefix = "voice/"): AudioStore {
  return {
    async get(key) {
      try {
        const { Body, ContentType } = await objects.getObject({ Bucket: name, Key: prefix + key });
        const bytes = await Body?.transformToByteArray();
        return bytes && ContentType !== undefined ? { type: ContentType, bytes } : undefined;
      } catch (error) {
        if (look(error, "name") === "NoSuchKey") return undefined;
        throw error;
      }
    },
    async put(key, { type, bytes }) {
      await objects.putObject({ Bucket: name, Key: prefix + key, Body: bytes, ContentType: type });
    },
  };
}
