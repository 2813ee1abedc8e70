import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../configs/environment.ts";
import { settingDefinitions } from "../../configs/setting-definitions.ts";
import { readSettings } from "../../configs/settings.ts";
import { interpolate, interpolateAll, type Variable, variablesOf } from "./support/interpolate.ts";
import { type Compose, parseComposeYaml, readCompose, readProjectFile } from "./support/read-compose.ts";

/** Services that run our image. */
const OURS = ["gateway", "worker", "gpu-worker"];
/** Read by libraries, not by us. */
const OF_LIBRARIES = ["HF_TOKEN"];
const SECRET_NAME = /PASSWORD|PWD|KEY|TOKEN|SECRET|_URI$/;

let text: string;
let example: string;
let compose: Compose;
let variables: Variable[];

/** Every secret set, each to a value of its own; nothing else. */
const secrets = (): Record<string, string> => {
  const required = variables.filter((variable) => variable.required !== undefined).map(({ name }) => name);
  const fromEnvironment = Object.values(compose.secrets).map(({ environment }) => environment);
  return Object.fromEntries(
    [...new Set([...required, ...fromEnvironment])].map((name) => [name, `secret-of-${name}-0123456789`]),
  );
};

const entries = () => Object.entries(compose.services);
const interpolated = (): Compose => readCompose(interpolateAll(parseComposeYaml(text), secrets()));

beforeAll(async () => {
  text = await readProjectFile("docker-compose.yml");
  example = await readProjectFile(".env.example");
  compose = readCompose(parseComposeYaml(text));
  variables = variablesOf(text);
});

describe("docker-compose.yml", () => {
  test("fits the schema of the Compose Specification", async () => {
    const schema: object = JSON.parse(await readProjectFile("test/fixtures/compose-spec/compose-spec.json"));
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
    const validate = ajv.compile(schema);
    validate(interpolateAll(parseComposeYaml(text), secrets()));
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ services: { wrong: { imag: "x" } } })).toBe(false);
  });

  test("has every part of the stack", () => {
    expect(Object.keys(compose.services)).toEqual(
      expect.arrayContaining([
        ...OURS,
        ...["temporal", "temporal-postgresql", "temporal-ui", "mongodb", "qdrant"],
        ...["tgi", "tabby", "prometheus", "grafana"],
      ]),
    );
    expect(compose.services["gpu-worker"]?.profiles).toEqual(["gpu"]);
    expect(compose.services["tgi"]?.profiles).toEqual(["tgi"]);
    expect(compose.services["tabby"]?.profiles).toEqual(["tabby"]);
  });

  test("interpolates only what .env.example explains, and asks for nothing else there", () => {
    const explained = [...example.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1]);
    const used = [
      ...variables.map(({ name }) => name),
      ...Object.values(compose.secrets).map(({ environment }) => environment),
    ];
    expect([...new Set(used)].sort()).toEqual([...new Set(explained)].sort());
  });

  test("has the defaults that .env.example shows", () => {
    const shown = parseEnv(example.replace(/^#([A-Z][A-Z0-9_]*=)/gm, "$1"));
    for (const { name, fallback } of variables) {
      if (fallback !== undefined) expect(`${name}=${fallback}`).toBe(`${name}=${shown[name]}`);
    }
  });

  test("cannot start without each of its secrets, and says which", () => {
    const all = secrets();
    const required = new Set(
      variables.filter((variable) => variable.required !== undefined).map(({ name }) => name),
    );
    expect(required.size).toBeGreaterThanOrEqual(8);
    for (const name of required) {
      expect(() => interpolate(text, { ...all, [name]: "" })).toThrow(`${name} is unset, see .env.example`);
    }
    expect(() => interpolate(text, parseEnv(example))).toThrow("is unset");
  });

  test("gives no variable that holds a secret a value or a default of its own", () => {
    for (const [service, { environment }] of entries()) {
      for (const [name, value] of Object.entries(environment)) {
        if (!SECRET_NAME.test(name) || /_KEY_?FILE$/.test(name)) continue;
        const references = variablesOf(value);
        expect(references, `${service}.${name}`).not.toEqual([]);
        for (const { fallback } of references) expect(fallback ?? "", `${service}.${name}`).toBe("");
      }
    }
    expect(text).not.toMatch(/:\/\/[^\s:@/$]+:[^$\s@/{}]+@/);
  });

  test("requires a value for every secret, whether it comes as a variable or as a file", () => {
    for (const { environment } of Object.values(compose.secrets)) {
      expect(
        variables.some(({ name, required }) => name === environment && required !== undefined),
        `${environment} must be required somewhere: an unset secret becomes an empty file`,
      ).toBe(true);
    }
  });

  test("publishes ports on the loopback address alone", () => {
    const published = Object.values(interpolated().services).flatMap(({ ports }) => ports);
    expect(published.length).toBeGreaterThan(4);
    for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    expect(new Set(published.map((port) => port.split(":")[1])).size).toBe(published.length);
  });

  test("pins every image", () => {
    for (const [name, { image, build }] of entries()) {
      expect(image, name).toMatch(/:[\w.-]*\d[\w.-]*$/);
      expect(image, name).not.toContain(":latest");
      if (build && build.context !== ".") expect(build.context, name).toMatch(/\.git#[0-9a-f]{40}$/);
    }
  });

  test("checks the health of what stays, and starts again what ends", () => {
    const waitedFor = entries().flatMap(([, { depends_on }]) => Object.entries(depends_on));
    const jobs = waitedFor
      .filter(([, { condition }]) => condition === "service_completed_successfully")
      .map(([name]) => name);
    for (const [name, { healthcheck, restart }] of entries()) {
      const isJob = jobs.includes(name);
      expect(restart, name).toBe(isJob ? "on-failure:5" : "unless-stopped");
      expect(healthcheck !== undefined, `${name} has a health check`).toBe(!isJob);
    }
    for (const [name, { condition }] of waitedFor) {
      expect(compose.services[name], name).toBeDefined();
      expect(["service_healthy", "service_completed_successfully"]).toContain(condition);
    }
  });

  test("mounts files and volumes that there are, files read-only", () => {
    for (const [name, { volumes }] of entries()) {
      for (const volume of volumes) {
        const [source = "", , mode] = volume.split(":");
        if (!source.startsWith("./")) {
          expect(Object.keys(compose.volumes), `${name}: ${volume}`).toContain(source);
          continue;
        }
        expect(existsSync(join(projectRoot, source)), `${name}: ${source}`).toBe(true);
        expect(mode, `${name}: ${volume}`).toBe("ro");
      }
    }
    const used = entries().flatMap(([, { volumes }]) => volumes.map((volume) => volume.split(":")[0]));
    for (const volume of Object.keys(compose.volumes)) expect(used).toContain(volume);
  });

  test("runs scripts that are mounted, or in our image", () => {
    for (const [name, { command, entrypoint, healthcheck, volumes }] of entries()) {
      const words = [...(entrypoint ?? []), ...(command ?? []), ...(healthcheck?.test ?? [])];
      for (const word of words.filter((part) => /^[\w/.-]+\.(sh|js|ts)$/.test(part))) {
        if (OURS.includes(name)) expect(existsSync(join(projectRoot, word)), `${name}: ${word}`).toBe(true);
        else
          expect(
            volumes.some((volume) => volume.split(":")[1] === word),
            `${name}: ${word}`,
          ).toBe(true);
      }
    }
  });

  test("builds what it runs of ours from a stage that the Dockerfile has", async () => {
    const dockerfile = await readProjectFile("Dockerfile");
    for (const name of OURS) {
      const target = compose.services[name]?.build?.target;
      expect(dockerfile).toMatch(new RegExp(`^FROM \\S+ AS ${target}$`, "m"));
    }
  });

  test.each(OURS)("gives the %s settings that there are, and that are right", (name) => {
    const environment = interpolated().services[name]?.environment ?? {};
    const known = [...Object.values(settingDefinitions).map(({ env }) => env), ...OF_LIBRARIES];
    for (const variable of Object.keys(environment)) expect(known).toContain(variable);
    const settings = readSettings(environment);
    expect(settings.mongodbUri).toContain("replicaSet=rs0");
    expect(settings.qdrantUrl).toBe("http://qdrant:6333");
    expect(settings.temporalAddress).toBe("temporal:7233");
  });

  test("shares uploads between gateway and workers, and asks callers of the gateway for a key", () => {
    const { gateway, worker } = interpolated().services;
    const data = `twin-data:${gateway?.environment["DATA_DIR"]}`;
    expect(gateway?.volumes).toContain(data);
    expect(worker?.volumes).toContain(data);
    expect(readSettings(gateway?.environment ?? {}).apiKeys).toEqual([
      "secret-of-API_KEYS-0123456789",
      "secret-of-METRICS_API_KEY-0123456789",
    ]);
  });

  test("shares artefacts between gateway and workers: in the volume of uploads, or in the bucket that is named", () => {
    const bucket = { ARTEFACTS_URL: "s3://models/twin", ARTEFACTS_S3_ENDPOINT: "http://minio:9000" };
    const named = readCompose(interpolateAll(parseComposeYaml(text), { ...secrets(), ...bucket })).services;
    for (const name of OURS) {
      const { environment = {}, volumes } = interpolated().services[name] ?? {};
      expect(volumes, name).toContain("twin-data:/data");
      expect(readSettings(environment), name).toMatchObject({ dataDir: "/data", artefactsUrl: undefined });
      const settings = readSettings(named[name]?.environment ?? {});
      expect(settings.artefactsUrl, name).toBe(bucket.ARTEFACTS_URL);
      expect(settings.artefactsS3Endpoint, name).toBe(bucket.ARTEFACTS_S3_ENDPOINT);
    }
  });

  test("lets the worker write the models that TabbyAPI reads, with the keys that TabbyAPI is given", () => {
    const { worker, tabby } = interpolated().services;
    const settings = readSettings(worker?.environment ?? {});
    expect(worker?.volumes).toContain(`tabby-models:${settings.tabbyModelsDir}`);
    expect(tabby?.volumes).toContain("tabby-models:/app/models:ro,nocopy");
    expect(settings.tabbyAdminKey).toBe(tabby?.environment["TABBY_ADMIN_KEY"]);
    expect(settings.generationApiKey).toBe(tabby?.environment["GENERATION_API_KEY"]);
    expect(settings.tabbyAdminKey).not.toBe(settings.generationApiKey);
  });

  test("generates datasets with the server that answers, and tells the webhook of pending decisions", () => {
    const chosen = {
      GENERATION_BACKEND: "tgi",
      GENERATION_URL: "http://tgi",
      APPROVAL_WEBHOOK_URL: "https://chat.example/hook",
    };
    const { services } = readCompose(interpolateAll(parseComposeYaml(text), { ...secrets(), ...chosen }));
    for (const name of ["gateway", "worker"]) {
      const { generationBackend, generationUrl } = readSettings(services[name]?.environment ?? {});
      expect([generationBackend, generationUrl], name).toEqual(["tgi", "http://tgi"]);
    }
    expect(readSettings(services["worker"]?.environment ?? {}).approvalWebhookUrl).toBe(
      chosen.APPROVAL_WEBHOOK_URL,
    );
  });
});
