import { Gauge, type Registry } from "prom-client";
import type { Serving } from "./serving.ts";

/** Shows which versions this gateway holds; asked for with every scrape. */
export const registerServingGauge = (registry: Registry, serving: Pick<Serving, "figures">): void => {
  new Gauge({
    name: "twin_serving_version",
    help: "Model versions in this gateway, by role and state: 1 for each",
    labelNames: ["version", "role", "state"],
    registers: [registry],
    collect() {
      this.reset();
      for (const { version, role, state } of serving.figures()) this.set({ version, role, state }, 1);
    },
  });
};
