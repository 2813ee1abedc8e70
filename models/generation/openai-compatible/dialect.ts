/** Servers that speak the OpenAI chat protocol, each with habits of its own. */
export type Dialect = "tgi" | "tabby" | "openai";
