import "@mantine/core/styles.css";
import "@mantine/dropzone/styles.css";
import "@mantine/notifications/styles.css";
import "./global.css";
import { createRoot } from "react-dom/client";
import { createApi } from "./api/api.ts";
import { createApiKey } from "./api/api-key.ts";
import { createTransport } from "./api/transport.ts";
import { App } from "./app.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no element #root.");

const apiKey = createApiKey(sessionStorage);
const api = createApi(createTransport(apiKey), apiKey);
createRoot(root).render(<App api={api} apiKey={apiKey} />);
