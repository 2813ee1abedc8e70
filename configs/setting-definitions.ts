import { resolve } from "node:path";
import { z } from "zod";
import { generationBackends } from "../domain/deployment/generation-backends.ts";

/** One setting: the name in the environment, what it means, and how its text is read. */
export interface SettingDefinition<Schema extends z.ZodType> {
  readonly env: string;
  readonly description: string;
  readonly schema: Schema;
  /** Never shown in logs, messages or pages. */
  readonly secret?: boolean;
}

const setting = <Schema extends z.ZodType>(
  definition: SettingDefinition<Schema>,
): SettingDefinition<Schema> => definition;

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL starting with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
  });

/** Every setting there is. `docs/reference/settings.md` is generated from this table. */
export const settingDefinitions = {
  dataDir: setting({
    env: "DATA_DIR",
    description: "Folder for everything that is kept: the database file, uploads, Temporal's database, logs.",
    schema: z
      .string()
      .min(1)
      .default("./data")
      .transform((path) => resolve(path)),
  }),
  cacheDir: setting({
    env: "CACHE_DIR",
    description: "Folder for what can be had again: programs, models, compiled modules.",
    schema: z.string().min(1).optional(),
  }),
  host: setting({
    env: "HOST",
    description: "Address that the gateway listens on. Any address but a loopback one needs API_KEYS.",
    schema: z.string().min(1).default("127.0.0.1"),
  }),
  port: setting({ env: "PORT", description: "Port of the gateway and the web UI.", schema: port(3000) }),
  apiKeys: setting({
    env: "API_KEYS",
    description:
      "Keys that callers of the gateway may send as `Authorization: Bearer`, separated by commas, 16 characters or more each. None: no key is asked for.",
    schema: z
      .string()
      .default("")
      .transform((text) =>
        text
          .split(",")
          .map((key) => key.trim())
          .filter(Boolean),
      )
      .pipe(z.array(z.string().min(16, "each key needs 16 characters or more"))),
    secret: true,
  }),
  rateLimit: setting({
    env: "RATE_LIMIT",
    description: "Requests a minute that one key or address may make.",
    schema: z.coerce.number().int().min(1).default(600),
  }),
  maxUploadBytes: setting({
    env: "MAX_UPLOAD_BYTES",
    description: "Largest file that POST /imports takes, in bytes.",
    schema: z.coerce
      .number()
      .int()
      .min(1)
      .default(4 * 1024 ** 3),
  }),
  logLevel: setting({
    env: "LOG_LEVEL",
    description: "Least important log lines that are written.",
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
  }),
  temporalAddress: setting({
    env: "TEMPORAL_ADDRESS",
    description: "Host and port of a Temporal server. Unset, `npm start` starts a development server.",
    schema: z
      .string()
      .regex(/^[^\s:]+:\d+$/, "must be host:port")
      .optional(),
  }),
  temporalNamespace: setting({
    env: "TEMPORAL_NAMESPACE",
    description: "Temporal namespace.",
    schema: z.string().min(1).default("default"),
  }),
  temporalApiKey: setting({
    env: "TEMPORAL_API_KEY",
    description: "API key for Temporal Cloud; turns TLS on.",
    schema: z.string().min(1).optional(),
    secret: true,
  }),
  temporalPort: setting({
    env: "TEMPORAL_PORT",
    description: "Port of the development server that `npm start` starts.",
    schema: port(7233),
  }),
  temporalUiPort: setting({
    env: "TEMPORAL_UI_PORT",
    description: "Port of that server's web UI.",
    schema: port(8233),
  }),
  temporalUiUrl: setting({
    env: "TEMPORAL_UI_URL",
    description:
      "Address of the Temporal UI, where the gateway's links to runs lead. Unset: the development server's.",
    schema: url("http:", "https:").optional(),
  }),
  mongodbUri: setting({
    env: "MONGODB_URI",
    description:
      "MongoDB for the warehouse, as mongodb://… with a database name. Unset: the SQLite file in DATA_DIR.",
    // A replica set's string names several hosts, which no URL can.
    schema: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\/\S+$/, "must start with mongodb:// or mongodb+srv://")
      .optional(),
    secret: true,
  }),
  qdrantUrl: setting({
    env: "QDRANT_URL",
    description: "Qdrant for the vector store. Unset: the SQLite file in DATA_DIR.",
    schema: url("http:", "https:").optional(),
  }),
  qdrantApiKey: setting({
    env: "QDRANT_API_KEY",
    description: "API key for Qdrant.",
    schema: z.string().min(1).optional(),
    secret: true,
  }),
  artefactsUrl: setting({
    env: "ARTEFACTS_URL",
    description:
      "Bucket for the files of models, datasets and reports, as s3://bucket or s3://bucket/prefix. Unset: the folder artefacts in DATA_DIR.",
    schema: z
      .string()
      .regex(/^s3:\/\/[^/\s]+(\/\S*)?$/, "must be s3://bucket or s3://bucket/prefix")
      .optional(),
  }),
  artefactsS3Endpoint: setting({
    env: "ARTEFACTS_S3_ENDPOINT",
    description: "Address of an S3-compatible service (MinIO, Ceph and others). Unset: AWS.",
    schema: url("http:", "https:").optional(),
  }),
  artefactsS3Region: setting({
    env: "ARTEFACTS_S3_REGION",
    description: "Region of the bucket.",
    schema: z.string().min(1).default("us-east-1"),
  }),
  artefactsS3AccessKey: setting({
    env: "ARTEFACTS_S3_ACCESS_KEY",
    description: "Access key for the bucket. Unset: the credentials that AWS's own settings give.",
    schema: z.string().min(1).optional(),
    secret: true,
  }),
  artefactsS3SecretKey: setting({
    env: "ARTEFACTS_S3_SECRET_KEY",
    description: "Secret key that belongs to ARTEFACTS_S3_ACCESS_KEY.",
    schema: z.string().min(1).optional(),
    secret: true,
  }),
  embeddingModel: setting({
    env: "EMBEDDING_MODEL",
    description: "Embedding model by its name in configs/models.yaml.",
    schema: z.string().min(1).default("all-MiniLM-L6-v2"),
  }),
  rerankerModel: setting({
    env: "RERANKER_MODEL",
    description: "Cross-encoder by its name in configs/models.yaml. Unset: no reranking.",
    schema: z.string().min(1).optional(),
  }),
  generationBackend: setting({
    env: "GENERATION_BACKEND",
    description:
      "What generates answers: a model in this process, a server, or the best passages as they are.",
    schema: z.enum(generationBackends).default("local"),
  }),
  generationModel: setting({
    env: "GENERATION_MODEL",
    description: "Generation model: a name in configs/models.yaml for `local`, the model id for a server.",
    schema: z.string().min(1).default("SmolLM2-135M-Instruct"),
  }),
  generationUrl: setting({
    env: "GENERATION_URL",
    description: "Base URL of the generation server, such as http://127.0.0.1:8080.",
    schema: url("http:", "https:").optional(),
  }),
  generationApiKey: setting({
    env: "GENERATION_API_KEY",
    description: "API key for the generation server.",
    schema: z.string().min(1).optional(),
    secret: true,
  }),
  approvalWebhookUrl: setting({
    env: "APPROVAL_WEBHOOK_URL",
    description:
      'Address that is sent `{"text": …}` when a training run waits for a decision, and with every reminder. Chat services take this form.',
    schema: url("http:", "https:").optional(),
    secret: true,
  }),
  tabbyAdminKey: setting({
    env: "TABBY_ADMIN_KEY",
    description:
      "Admin key of the TabbyAPI server at GENERATION_URL, with which versions are deployed to it.",
    schema: z.string().min(1).optional(),
    secret: true,
  }),
  tabbyModelsDir: setting({
    env: "TABBY_MODELS_DIR",
    description:
      "The folder, as this machine sees it, that the TabbyAPI server reads models from (its model_dir).",
    schema: z
      .string()
      .min(1)
      .transform((path) => resolve(path))
      .optional(),
  }),
  embeddingThreads: setting({
    env: "EMBEDDING_THREADS",
    description:
      "Threads that embed in each worker and in the gateway. Default: the processors there are, at most 4.",
    schema: z.coerce.number().int().min(1).max(64).optional(),
  }),
  trainerDevice: setting({
    env: "TRAINER_DEVICE",
    description:
      "What models are fine-tuned on: `cuda`, `cpu`, or `auto` for a GPU where the driver shows one. `npm start` starts its GPU worker with `cpu` unless this is set.",
    schema: z.enum(["auto", "cpu", "cuda"]).default("auto"),
  }),
  trainerPython: setting({
    env: "TRAINER_PYTHON",
    description:
      "Python for the trainer: a path or a version of 3.11 to 3.14. Unset: one found on PATH, or downloaded.",
    schema: z.string().min(1).optional(),
  }),
  trainingKeepDays: setting({
    env: "TRAINING_KEEP_DAYS",
    description:
      "Days for which a GPU worker keeps the folder of a training run that is over, from its last change. 0: it goes with the next sweep, which is at the worker's start and daily.",
    schema: z.coerce.number().int().min(0).max(3_650).default(7),
  }),
  allowPrivateAddresses: setting({
    env: "ALLOW_PRIVATE_ADDRESSES",
    description: "Let links lead to private and loopback addresses (true or false). For tests and intranets.",
    schema: z.stringbool().default(false),
  }),
} as const;
