/** Every workflow that the workers run; the names are public, see docs/architecture.md. */
export { continuousTraining } from "./continuous-training.ts";
export { datasetGeneration } from "./dataset-generation.ts";
export { deployment } from "./deployment.ts";
export { etl } from "./etl.ts";
export { featureEngineering } from "./feature-engineering.ts";
export { twin } from "./twin.ts";
