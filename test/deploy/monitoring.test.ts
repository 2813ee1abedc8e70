import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { createMetrics } from "../../api/metrics.ts";
import { registerServingGauge } from "../../api/serving/serving-gauge.ts";
import { projectRoot } from "../../configs/environment.ts";
import { type Compose, parseComposeYaml, readCompose, readProjectFile } from "./support/read-compose.ts";

const prometheusSchema = z.object({
  rule_files: z.array(z.string()),
  scrape_configs: z.array(
    z.object({
      job_name: z.string(),
      authorization: z.object({ type: z.literal("Bearer"), credentials_file: z.string() }).optional(),
      static_configs: z.array(z.object({ targets: z.array(z.string()).min(1) })),
    }),
  ),
});

const alertsSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          for: z.string(),
          labels: z.object({ severity: z.enum(["warning", "critical"]) }),
          annotations: z.object({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});

const dashboardSchema = z.object({
  uid: z.string(),
  panels: z.array(
    z.object({
      id: z.int(),
      title: z.string().min(1),
      datasource: z.object({ uid: z.string() }),
      gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
      targets: z.array(z.object({ refId: z.string(), expr: z.string() })).min(1),
    }),
  ),
});

let compose: Compose;
let series: ReadonlySet<string>;
let labels: ReadonlyMap<string, readonly string[]>;

/** All metrics of a gateway. */
const readMetrics = () => {
  const { registry } = createMetrics();
  registerServingGauge(registry, { figures: () => [] });
  return registry.getMetricsAsJSON();
};

const readYamlFile = async <Schema extends z.ZodType>(path: string, schema: Schema) =>
  schema.parse(parse(await readProjectFile(path)));

/** What a query of Prometheus reads: every name that is neither a function, a keyword, a label nor inside quotes. */
const metricsIn = (expression: string): string[] =>
  [
    ...expression
      .replace(/\{[^}]*\}|\[[^\]]*\]|\b(by|without) \([^)]*\)/g, "")
      .matchAll(/\b[a-z]\w*\b(?!\s*\()/g),
  ]
    .map(([name]) => name)
    .filter((name) => !["by", "and", "or", "bool"].includes(name));

beforeAll(async () => {
  compose = readCompose(parseComposeYaml(await readProjectFile("docker-compose.yml")));
  const metrics = await readMetrics();
  series = new Set([
    // Prometheus makes it itself.
    "up",
    ...metrics.flatMap(({ name, type }) =>
      String(type) === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  ]);
  const files = ["api/metrics.ts", "api/serving/serving-gauge.ts"];
  const text = (await Promise.all(files.map(readProjectFile))).join("\n");
  labels = new Map(
    [...text.matchAll(/name: "(\w+)",[^}]*?labelNames: \[([^\]]*)\]/g)].map(([, name = "", list = ""]) => [
      name,
      [...list.matchAll(/"(\w+)"/g)].map(([, label = ""]) => label),
    ]),
  );
});

const checkExpression = (expression: string, where: string): void => {
  const names = metricsIn(expression);
  expect(names, where).not.toEqual([]);
  for (const name of names) expect([...series], `${where}: ${name}`).toContain(name);
  for (const [, list = ""] of expression.matchAll(/by \(([^)]*)\)/g)) {
    const known = names.flatMap((name) => labels.get(name.replace(/_bucket$/, "")) ?? []);
    for (const label of list.split(",").map((part) => part.trim())) {
      expect([...known, "le"], `${where}: label ${label}`).toContain(label);
    }
  }
};

describe("Prometheus", () => {
  test("scrapes services of the stack, the gateway with its key", async () => {
    const config = await readYamlFile("configs/prometheus/prometheus.yml", prometheusSchema);
    for (const { static_configs } of config.scrape_configs) {
      for (const target of static_configs.flatMap(({ targets }) => targets)) {
        expect(Object.keys(compose.services)).toContain(target.split(":")[0]);
      }
    }
    const gateway = config.scrape_configs.find((job) => job.job_name === "gateway");
    const secret = gateway?.authorization?.credentials_file.replace("/run/secrets/", "") ?? "";
    expect(compose.services["prometheus"]?.secrets).toContain(secret);
    expect(compose.secrets[secret]?.environment).toBe("METRICS_API_KEY");
    expect(compose.services["gateway"]?.environment["API_KEYS"]).toContain("METRICS_API_KEY");
  });

  test("reads rule files that are mounted", async () => {
    const { rule_files } = await readYamlFile("configs/prometheus/prometheus.yml", prometheusSchema);
    for (const path of rule_files) {
      const file = path.replace("/etc/prometheus", "configs/prometheus");
      expect(existsSync(join(projectRoot, file)), path).toBe(true);
    }
  });

  test("alerts on metrics that there are", async () => {
    const { groups } = await readYamlFile("configs/prometheus/alerts.yml", alertsSchema);
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(0);
    for (const { alert, expr } of rules) checkExpression(expr, alert);
  });
});

describe("Grafana", () => {
  test("finds its data source and its dashboards where they are mounted", async () => {
    const sources = await readYamlFile(
      "configs/grafana/provisioning/datasources/prometheus.yaml",
      z.object({ datasources: z.array(z.object({ uid: z.string(), url: z.url() })) }),
    );
    expect(sources.datasources).toEqual([{ uid: "prometheus", url: "http://prometheus:9090" }]);
    const { providers } = await readYamlFile(
      "configs/grafana/provisioning/dashboards/twin.yaml",
      z.object({ providers: z.array(z.object({ options: z.object({ path: z.string() }) })) }),
    );
    const mounts = compose.services["grafana"]?.volumes.map((volume) => volume.split(":")[1]);
    for (const { options } of providers) expect(mounts).toContain(options.path);
  });

  test("shows metrics that the gateway has, by labels that they have", async () => {
    const { panels } = dashboardSchema.parse(
      JSON.parse(await readProjectFile("configs/grafana/dashboards/twin.json")),
    );
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { title, targets, datasource } of panels) {
      expect(datasource.uid).toBe("prometheus");
      for (const { expr } of targets) checkExpression(expr, title);
    }
  });

  test("shows every metric of the gateway's own", async () => {
    const dashboard = await readProjectFile("configs/grafana/dashboards/twin.json");
    const own = (await readMetrics()).map(({ name }) => name).filter((name) => name.startsWith("twin_"));
    expect(own.length).toBeGreaterThan(5);
    for (const name of own) expect(dashboard).toContain(name);
  });
});

test("a metric or label that is not there is found", () => {
  expect(() => checkExpression("sum(rate(twin_invented_total[5m]))", "invented")).toThrow(
    "twin_invented_total",
  );
  expect(() => checkExpression("sum by (colour) (rate(twin_answers_total[5m]))", "invented")).toThrow(
    "colour",
  );
});
