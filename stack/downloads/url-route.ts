import { chmod, mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Download, RouteContext, UrlRoute } from "./artefact.ts";
import { downloadUrl } from "./download-url.ts";
import { unpack } from "./unpack.ts";

const place = async (
  download: Download,
  downloaded: string,
  { files, signal }: RouteContext,
): Promise<void> => {
  const { content } = download;
  if (content.kind !== "file") return unpack(content.kind, downloaded, content.members, files, signal);
  const path = join(files, content.path);
  await mkdir(dirname(path), { recursive: true });
  await rename(downloaded, path);
  if (content.executable) await chmod(path, 0o755);
};

/** Follows a `UrlRoute`: downloads one file after the other and puts what is wanted into `files`. */
export const followUrlRoute = async (route: UrlRoute, context: RouteContext): Promise<void> => {
  const known = route.downloads.map((download) => download.bytes);
  const total = known.every((bytes) => bytes !== undefined)
    ? known.reduce((sum, bytes) => sum + bytes, 0)
    : undefined;
  let before = 0;
  for (const [index, download] of route.downloads.entries()) {
    const to = join(context.downloads, `${index}`);
    let received = 0;
    await downloadUrl({
      url: download.url,
      to,
      sha256: download.sha256,
      signal: context.signal,
      onBytes: (bytes, ofThis) => {
        received = bytes;
        const totalBytes = total ?? (route.downloads.length === 1 ? ofThis : undefined);
        context.onProgress({
          step: "downloading",
          route: route.label,
          receivedBytes: before + bytes,
          ...(totalBytes === undefined ? {} : { totalBytes }),
        });
      },
    });
    before += received;
    if (download.content.kind !== "file") {
      context.onProgress({ step: "unpacking", route: route.label, receivedBytes: before });
    }
    await place(download, to, context);
  }
};
