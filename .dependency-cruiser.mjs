// The map of docs/architecture.md as rules: an import may only point down this list, and anything may import domain/.
const mayImport = {
  ui: [],
  cli: ["api", "models", "stores", "stack", "configs"],
  api: ["retrieval", "stores", "models", "stack", "configs"],
  workers: ["workflows", "activities", "retrieval", "models", "stores", "stack", "configs"],
  workflows: [],
  activities: ["stores", "models", "retrieval", "configs"],
  retrieval: ["stores", "models", "configs"],
  models: ["stack", "configs"],
  stores: ["configs"],
  stack: ["configs"],
  configs: [],
  domain: [],
  bench: ["api", "cli", "activities", "retrieval", "models", "stores", "stack", "configs", "workers"],
};

const folders = Object.keys(mayImport);

const arrows = Object.entries(mayImport).map(([folder, allowed]) => {
  const forbidden = folders.filter(
    (other) => other !== folder && other !== "domain" && !allowed.includes(other),
  );
  return {
    name: `${folder}-imports-only-downwards`,
    severity: "error",
    comment: `${folder}/ may import ${[...allowed, "domain"].join(", ")} only`,
    from: { path: `^${folder}/` },
    to: {
      path: `^(${forbidden.join("|")})/`,
      // Workflows see the types of activities, which vanish before they run.
      ...(folder === "workflows" ? { dependencyTypesNot: ["type-only"] } : {}),
    },
  };
});

export default {
  forbidden: [
    ...arrows,
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "domain-is-pure",
      severity: "error",
      comment: "domain/ does no I/O: no Node built-in but crypto (hashing), no client library",
      from: { path: "^domain/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    {
      name: "workflows-are-deterministic",
      severity: "error",
      comment: "workflows/ runs in Temporal's sandbox",
      from: { path: "^workflows/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "tests-are-not-imported",
      severity: "error",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
    },
    {
      name: "everything-resolves",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(node_modules|data|ui/dist)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
