import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Json, Platform } from "palaver";
import { Complaint } from "../complaint.ts";

/** What stands in an app's folder for a platform, as `alexa.json`; nothing where there is no such file. Throws {@link Complaint}. */
export async function settingsFor({ name }: Platform, folder: string): Promise<Json | undefined> {
  const file = join(folder, `${name}.json`);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new Complaint(`The file ${file} cannot be read; check who may.`);
  }
  try {
    // What comes out of JSON.parse is JSON.
    return JSON.parse(text.replace(/^\uFEFF/, "")) as Json;
  } catch (error) {
    throw new Complaint(
      `The file ${file} is not JSON (${error instanceof Error ? error.message : "unreadable"}).`,
    );
  }
}
