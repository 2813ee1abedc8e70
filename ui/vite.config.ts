import react from "@vitejs/plugin-react";
import { defineConfig, type ProxyOptions } from "vite";

const gateway = process.env.GATEWAY_URL ?? "http://127.0.0.1:3000";

/** Some rooms share their path with the API: a browser that opens a page gets the app, everything else the gateway. */
const toGateway: ProxyOptions = {
  target: gateway,
  bypass: (request) => (request.headers.accept?.includes("text/html") ? "/index.html" : undefined),
};

const apiPaths = [
  "/approvals",
  "/authors",
  "/datasets",
  "/documents",
  "/generate",
  "/imports",
  "/map",
  "/models",
  "/readyz",
  "/runs",
  "/search",
  "/serving",
  "/stats",
];

export default defineConfig(({ command }) => {
  // Whoever builds, such as a test run with a NODE_ENV of its own, gets React's production build.
  if (command === "build") process.env["NODE_ENV"] = "production";
  return {
    root: import.meta.dirname,
    plugins: [react()],
    build: {
      outDir: "dist",
      emptyOutDir: true,
      target: "es2022",
      // Browsers with light-dark(): its replacement would need a colour scheme that the style sheet states literally.
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      // The gateway's policy allows no data: scripts or fonts from elsewhere; small files stay files.
      assetsInlineLimit: 0,
      // Only rooms with charts load echarts.
      chunkSizeWarningLimit: 700,
    },
    server: {
      proxy: {
        ...Object.fromEntries(apiPaths.map((path) => [path, toGateway])),
        "/docs": gateway,
        "/guides": gateway,
      },
    },
  };
});
