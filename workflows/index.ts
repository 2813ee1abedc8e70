/** Every workflow that the workers run; the names are public, see docs/architecture.md. */
export { etl } from "./etl.ts";
export { featureEngineering } from "./feature-engineering.ts";
export { twin } from "./twin.ts";
