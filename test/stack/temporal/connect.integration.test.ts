import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSettings } from "../../../configs/settings.ts";
import { cacheFolder } from "../../../stack/downloads/cache-folder.ts";
import { freePort } from "../../../stack/ports/free-port.ts";
import { createSupervisor } from "../../../stack/supervisor/supervisor.ts";
import { connectTemporal } from "../../../stack/temporal/connect.ts";
import { findTemporalProgram } from "../../../stack/temporal/find-program.ts";
import { temporalServer } from "../../../stack/temporal/server.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "temporal-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const temporalSettings = async () =>
  readSettings({
    DATA_DIR: folder,
    TEMPORAL_PORT: `${await freePort()}`,
    TEMPORAL_UI_PORT: `${await freePort()}`,
    TEMPORAL_NAMESPACE: "twins",
  });

describe("the development server", () => {
  it("is found or fetched, answers under its namespace, and stops", async () => {
    const settings = await temporalSettings();
    const program = await findTemporalProgram({ cacheDir: cacheFolder({}) });
    await using supervisor = createSupervisor({ logsFolder: folder, onEvent: () => {}, graceMs: 10_000 });
    await supervisor.start(await temporalServer(program.path, settings), AbortSignal.timeout(100_000));
    await using temporal = await connectTemporal(settings);
    const { namespaceInfo } = await temporal.connection.workflowService.describeNamespace({
      namespace: "twins",
    });
    expect(namespaceInfo?.name).toBe("twins");
  });

  it("that does not answer is named, with what to do", async () => {
    const settings = await temporalSettings();
    await expect(connectTemporal(settings)).rejects.toThrow(
      `Temporal does not answer at 127.0.0.1:${settings.temporalPort}`,
    );
  });
});
